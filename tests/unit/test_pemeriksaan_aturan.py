"""Each rule of the pemeriksaan by a worked example, and one just on the other side of its limit."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from model.choices import OpsiPenanganan, Posisi, StatusAksi
from model.clock import WIB, now
from model.pemeriksaan.daftar import SEMUA
from model.pemeriksaan.dasar import Bentuk, Bobot
from model.permissions import Hak
from model.rules import HARI_USANG, MAKS_AKSI_TERBUKA
from tests.stores import HARI
from tests.unit.gubahan import LAIN, Gubahan, ago

TUTUP = (StatusAksi.SELESAI, StatusAksi.DIBATALKAN)


@pytest.fixture
def g(session: Session) -> Gubahan:
    return Gubahan(session)


def test_each_rule_has_words_and_the_heaviest_come_first() -> None:
    kunci = [aturan.kunci for aturan in SEMUA]
    assert len(set(kunci)) == len({a.nama for a in SEMUA}) == len(SEMUA) == 14
    for aturan in SEMUA:
        assert 3 <= len(aturan.kunci) <= 40
        assert aturan.alasan.endswith(".") and aturan.cara.endswith(".")
        assert not aturan.wajib or aturan.wajib.endswith(".")
    weights = [list(Bobot).index(aturan.bobot) for aturan in SEMUA]
    assert weights == sorted(weights)


def test_an_empty_store_has_no_findings(g: Gubahan) -> None:
    assert [g.kode(aturan.kunci) for aturan in SEMUA] == [[]] * len(SEMUA)


def test_a_permasalahan_without_solusi_is_one_until_it_has_one_that_is_not_withdrawn(
    g: Gubahan,
) -> None:
    bare, answered, lost = (g.permasalahan() for _ in range(3))
    g.solusi(answered)
    g.solusi(lost, ditarik_pada=now())
    assert g.kode("tanpa_solusi") == [bare.kode, lost.kode]
    fix = g.temuan("tanpa_solusi")[0].perbaikan
    assert (fix.bentuk, fix.huruf, fix.induk) == (
        Bentuk.BARU, "S", (("permasalahan", bare.kode),),
    )  # fmt: skip
    bare.ditarik_pada = now()
    g.session.flush()
    assert g.kode("tanpa_solusi") == [lost.kode], "what is withdrawn lacks nothing"


def test_a_permasalahan_without_risiko_is_one(g: Gubahan) -> None:
    bare, linked, lost = (g.permasalahan() for _ in range(3))
    g.risiko(isu_id=linked.isu_id, permasalahan_id=linked.id)
    g.risiko(isu_id=lost.isu_id, permasalahan_id=lost.id, ditarik_pada=now())
    assert g.kode("tanpa_risiko") == [bare.kode, lost.kode]
    assert g.temuan("tanpa_risiko")[0].perbaikan.induk == (
        ("isu", "KEU-I01"), ("permasalahan", bare.kode),
    )  # fmt: skip


@pytest.mark.parametrize(("besaran", "found"), [(15, False), (16, True), (25, True)])
def test_a_priority_risiko_without_rencana_aksi_is_one(
    g: Gubahan, besaran: int, found: bool
) -> None:
    risiko = g.risiko((25, besaran, 1))
    assert g.kode("prioritas_tanpa_aksi") == [risiko.kode] * found


def test_a_priority_risiko_is_answered_by_an_action_of_its_penanganan_only(g: Gubahan) -> None:
    risiko = g.risiko((25, 16, 1))
    (first,) = g.temuan("prioritas_tanpa_aksi")
    assert "belum ada penanganan" in first.kalimat and first.perbaikan.huruf == "T"
    penanganan = g.penanganan(risiko)
    (second,) = g.temuan("prioritas_tanpa_aksi")
    assert f"penanganan {penanganan.kode} belum mempunyai" in second.kalimat
    assert second.perbaikan.induk == (("penanganan", penanganan.kode),)
    aksi = g.aksi(penanganan)
    assert g.kode("prioritas_tanpa_aksi") == []
    aksi.status = StatusAksi.DIBATALKAN
    g.session.flush()
    assert g.kode("prioritas_tanpa_aksi") == [risiko.kode]
    aksi.status, aksi.ditarik_pada = StatusAksi.BELUM_MULAI, now()
    g.session.flush()
    assert g.kode("prioritas_tanpa_aksi") == [risiko.kode]


def test_a_priority_risiko_that_is_accepted_with_a_reason_lacks_nothing(g: Gubahan) -> None:
    g.penanganan(g.risiko((25, 16, 1)), opsi=OpsiPenanganan.TERIMA, alasan="Di luar wewenang")
    assert g.kode("prioritas_tanpa_aksi") == []


@pytest.mark.parametrize(
    ("inheren", "saat_ini", "found"), [(14, 15, True), (15, 15, False), (16, 15, False)]
)
def test_saat_ini_above_inheren_is_one(
    g: Gubahan, inheren: int, saat_ini: int, found: bool
) -> None:
    risiko = g.risiko((inheren, saat_ini, 1))
    assert g.kode("saat_ini_di_atas_inheren") == [risiko.kode] * found


@pytest.mark.parametrize(
    ("saat_ini", "target", "found"), [(9, 10, True), (10, 10, False), (11, 10, False)]
)
def test_target_above_saat_ini_is_one(g: Gubahan, saat_ini: int, target: int, found: bool) -> None:
    risiko = g.risiko((20, saat_ini, target))
    assert g.kode("target_di_atas_saat_ini") == [risiko.kode] * found
    if found:
        (temuan,) = g.temuan("target_di_atas_saat_ini")
        assert temuan.kalimat == "Besaran target 10, saat ini sudah 9."
        assert (temuan.perbaikan.bentuk, temuan.perbaikan.kode) == (Bentuk.NILAI, risiko.kode)


def test_accepting_a_risiko_without_a_reason_is_one(g: Gubahan) -> None:
    risiko = g.risiko()
    blank = g.penanganan(risiko, opsi=OpsiPenanganan.TERIMA, alasan=" ")
    g.penanganan(risiko, opsi=OpsiPenanganan.TERIMA, alasan="Biaya melebihi manfaat")
    g.penanganan(risiko, opsi=OpsiPenanganan.HINDARI, alasan="")
    assert g.kode("terima_tanpa_alasan") == [blank.kode]
    assert g.temuan("terima_tanpa_alasan")[0].perbaikan.kolom == "alasan"


def test_finished_work_without_an_assessment_since_is_one(g: Gubahan) -> None:
    risiko = g.risiko()
    penanganan = g.penanganan(risiko)
    g.aksi(penanganan, status=StatusAksi.SELESAI, selesai_pada=ago(40))
    g.aksi(penanganan, status=StatusAksi.SELESAI, selesai_pada=ago(20))
    g.aksi(penanganan, status=StatusAksi.DIBATALKAN)
    g.penilaian(risiko, ago(21))
    g.penilaian(risiko, ago(1), Posisi.TARGET)
    (temuan,) = g.temuan("selesai_belum_dinilai")
    assert temuan.objek.kode == penanganan.kode
    assert (temuan.perbaikan.bentuk, temuan.perbaikan.kode) == (Bentuk.NILAI, risiko.kode)
    g.penilaian(risiko, ago(20))
    assert g.kode("selesai_belum_dinilai") == [], "the day itself is late enough"


@pytest.mark.parametrize("rest", ["an open one", "none", "cancelled ones"])
def test_unfinished_work_needs_no_assessment_yet(g: Gubahan, rest: str) -> None:
    penanganan = g.penanganan(g.risiko())
    if rest == "an open one":
        g.aksi(penanganan, status=StatusAksi.SELESAI)
        g.aksi(penanganan)
    elif rest == "cancelled ones":
        g.aksi(penanganan, status=StatusAksi.DIBATALKAN)
    assert g.kode("selesai_belum_dinilai") == []


@pytest.mark.parametrize(
    ("aturan", "kolom", "value"),
    [
        ("tanpa_penanggung", "pd_id", None),
        ("tanpa_tenggat", "tenggat", None),
        ("tanpa_ukuran", "ukuran", ""),
    ],
)
def test_an_open_action_that_lacks_a_field_is_one(
    g: Gubahan, aturan: str, kolom: str, value: None | str
) -> None:
    g.aksi()
    lack: dict[str, Any] = {kolom: value}
    lacking = g.aksi(**lack)
    blocked = g.aksi(status=StatusAksi.TERKENDALA, kendala="Menunggu", **lack)
    for status in TUTUP:
        g.aksi(status=status, **lack)
    assert g.kode(aturan) == [lacking.kode, blocked.kode]
    fix = g.temuan(aturan)[0].perbaikan
    assert (fix.bentuk, fix.kode, fix.kolom) == (Bentuk.UBAH, lacking.kode, kolom)


@pytest.mark.parametrize(
    ("mulai", "tenggat", "found"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2025, 6, 1), date(2027, 6, 1), True),
        (None, date(2027, 1, 1), False),
        (date(2026, 1, 1), None, False),
    ],
)
def test_a_tenggat_outside_the_year_in_which_the_action_begins_is_one(
    g: Gubahan, mulai: date | None, tenggat: date | None, found: bool
) -> None:
    aksi = g.aksi(mulai=mulai, tenggat=tenggat)
    g.aksi(mulai=date(2025, 1, 1), tenggat=date(2026, 1, 1), status=StatusAksi.DIBATALKAN)
    assert g.kode("tenggat_lewat_tahun") == [aksi.kode] * found


def told(days: int, hour: time) -> datetime:
    return datetime.combine(ago(days), hour, WIB)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"diperbarui_pada": told(HARI_USANG + 1, time(23, 59))}, True),
        ({"diperbarui_pada": told(HARI_USANG, time(0, 0))}, False),
        ({"mulai": ago(HARI_USANG + 1)}, True),
        ({"mulai": ago(HARI_USANG)}, False),
        ({"mulai": HARI + timedelta(days=5), "tenggat": HARI + timedelta(days=9)}, False),
        ({"mulai": None}, False),
    ],
    ids=["told 31 days ago", "told 30 days ago", "begun 31", "begun 30", "not begun", "just made"],
)
def test_an_open_action_of_which_nothing_was_heard_for_over_30_days_is_one(
    g: Gubahan, values: dict[str, Any], found: bool
) -> None:
    aksi = g.aksi(**values)
    g.aksi(**values, status=StatusAksi.DIBATALKAN)
    assert g.kode("lama_tanpa_kabar") == [aksi.kode] * found
    if found:
        (temuan,) = g.temuan("lama_tanpa_kabar")
        assert "31 hari lalu" in temuan.kalimat
        assert temuan.perbaikan.hak == Hak.MUTAKHIRKAN


def test_an_action_without_mulai_is_old_from_the_day_it_was_recorded(g: Gubahan) -> None:
    aksi = g.aksi(mulai=None)
    g.session.flush()
    g.session.execute(
        text("UPDATE rencana_aksi SET dibuat_pada = :pada WHERE id = :id"),
        {"pada": "2026-01-05 03:00:00.000000+00:00", "id": aksi.id}
        if g.session.get_bind().dialect.name == "postgresql"
        else {"pada": "2026-01-05 03:00:00.000000", "id": aksi.id},
    )
    (temuan,) = g.temuan("lama_tanpa_kabar", max(HARI, date(2026, 3, 1)))
    assert temuan.kalimat == "Belum pernah ada kabar sejak dicatat 5 Januari 2026."


def test_a_perangkat_daerah_is_one_from_the_sixteenth_open_action_on(g: Gubahan) -> None:
    solusi, other = g.solusi(g.permasalahan()), g.solusi(g.permasalahan(pokja=LAIN))
    for nomor in range(MAKS_AKSI_TERBUKA):
        g.aksi(other if nomor % 2 else solusi, pd_id=7, judul=f"Aksi {nomor}")
    for status in TUTUP:
        g.aksi(solusi, pd_id=7, status=status)
    g.aksi(solusi, pd_id=7, ditarik_pada=now())
    assert g.kode("beban_pd") == []
    g.aksi(other, pd_id=7)
    (temuan,) = g.temuan("beban_pd")
    assert temuan.kalimat == "Memegang 16 rencana aksi terbuka di seluruh forum."
    assert temuan.pokja_ids == () and temuan.objek.pokja == ""


def test_a_finding_that_is_declared_in_order_leaves_and_comes_back(g: Gubahan) -> None:
    one, other = g.permasalahan(), g.permasalahan()
    said = g.wajar("tanpa_solusi", one.kode)
    g.wajar("tanpa_risiko", other.kode)
    assert g.kode("tanpa_solusi") == [other.kode]
    assert g.kode("tanpa_risiko") == [one.kode]
    said.dicabut_pada = now()
    g.session.flush()
    assert g.kode("tanpa_solusi") == [one.kode, other.kode]


def test_a_question_about_duplicates_is_asked_of_both_pokja_until_it_is_answered(
    g: Gubahan,
) -> None:
    one = g.permasalahan("Piutang pajak lama belum tertagih di seluruh kelurahan")
    two = g.permasalahan("Belum tertagihnya piutang pajak yang lama per kelurahan", pokja=LAIN)
    g.permasalahan("Sertifikat tanah sekolah belum atas nama pemerintah provinsi")
    (temuan,) = g.temuan("kemungkinan_ganda")
    assert [temuan.objek.kode, temuan.lain.kode] == sorted([one.kode, two.kode])
    assert set(temuan.pokja_ids) == {one.pokja_id, two.pokja_id}
    assert temuan.kalimat.startswith("Apakah ini permasalahan yang sama?")
    g.wajar("kemungkinan_ganda", *sorted([one.kode, two.kode]))
    assert g.temuan("kemungkinan_ganda") == []


def test_done_and_withdrawn_ones_are_no_duplicates_nor_are_those_of_different_kinds(
    g: Gubahan,
) -> None:
    judul = "Memutakhirkan daftar aset tanah kecamatan"
    g.permasalahan(judul)
    g.risiko(judul=judul)
    solusi = g.solusi(g.permasalahan("Data tidak lengkap"))
    g.aksi(solusi, judul=judul)
    g.aksi(solusi, judul=judul, status=StatusAksi.SELESAI)
    g.aksi(solusi, judul=judul, ditarik_pada=now())
    assert g.temuan("kemungkinan_ganda") == []
