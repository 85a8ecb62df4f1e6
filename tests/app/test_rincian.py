import pytest
from sqlmodel import select

from model.choices import (
    Efektivitas,
    HasilVerifikasi,
    KeadaanVerifikasi,
    Peran,
    SumberSebab,
    TingkatRisiko,
)
from model.commands.umum import ANAK, HURUF, withdraw
from model.commands.verifikasi import verify_aksi
from model.db import open_session, read_session
from model.isian_verifikasi import IsianVerifikasi
from model.tables import IsuStrategis, Penanganan, Permasalahan, RencanaAksi, Risiko, Solusi
from tests.app.layar import markup, submit, text
from tests.orang import local_operator

ME = local_operator()
ALAMAT = {
    "I": ("/rincian-isu", IsuStrategis),
    "P": ("/rincian-permasalahan", Permasalahan),
    "S": ("/rincian-solusi", Solusi),
    "R": ("/rincian-risiko", Risiko),
    "T": ("/rincian-penanganan", Penanganan),
    "A": ("/rincian-aksi", RencanaAksi),
}

every_kind = pytest.mark.parametrize("huruf", list(ALAMAT))


def kode_of(app) -> str:
    """Return the code in the address."""
    kode = app.query_params["kode"]
    return kode if isinstance(kode, str) else kode[0]


def first(huruf: str):
    with read_session() as session:
        found = session.exec(select(ALAMAT[huruf][1]).order_by(ALAMAT[huruf][1].id)).first()
        session.expunge(found)
        return found


def by_kode(huruf: str, kode: str):
    with read_session() as session:
        kind = ALAMAT[huruf][1]
        found = session.exec(select(kind).where(kind.kode == kode)).one()
        session.expunge(found)
        return found


@every_kind
def test_rincian_shows_the_object_and_its_riwayat(contoh, open_page, huruf):
    row = first(huruf)

    words = text(open_page(ALAMAT[huruf][0], kode=row.kode))

    assert row.judul in words
    assert "Dibuat" in words
    assert "Data contoh" in words


@every_kind
@pytest.mark.parametrize("kode", ["", "KEU-Z99", "tidak ada", "<i>x</i>", "KEU-" + "9" * 500])
def test_rincian_of_an_unknown_code_says_so(contoh, open_page, huruf, kode):
    app = open_page(ALAMAT[huruf][0], kode=kode)

    assert "halaman pokja" in text(app)
    assert "<i>x</i>" not in markup(app)


@every_kind
def test_rincian_of_another_kind_is_not_shown(contoh, open_page, huruf):
    other = "P" if huruf != "P" else "S"

    app = open_page(ALAMAT[huruf][0], kode=first(other).kode)

    assert "Tidak ada" in text(app)


@every_kind
def test_rincian_changes_the_judul_and_keeps_the_rest(contoh, open_page, huruf):
    before = first(huruf)
    app = open_page(ALAMAT[huruf][0], kode=before.kode, ubah=1)

    app.text_input(key=f"ubah.{before.kode}.judul").set_value("Judul baru yang jelas")
    submit(app)

    after = by_kode(huruf, before.kode)
    assert after.judul == "Judul baru yang jelas"
    assert after.versi == before.versi + 1
    ignored = {"judul", "versi", "diubah_pada"}
    assert after.model_dump(exclude=ignored) == before.model_dump(exclude=ignored)
    assert before.judul in text(app), "the riwayat shows what it was"


@every_kind
def test_rincian_refuses_an_empty_judul_and_keeps_what_was_typed(contoh, open_page, huruf):
    before = first(huruf)
    app = open_page(ALAMAT[huruf][0], kode=before.kode, ubah=1)

    app.text_input(key=f"ubah.{before.kode}.judul").set_value("  ")
    submit(app)

    assert "terlalu pendek" in text(app)
    assert by_kode(huruf, before.kode).versi == before.versi


@every_kind
def test_rincian_withdraws_with_a_reason_and_restores(contoh, open_page, huruf):
    row = _leaf(huruf)
    app = open_page(ALAMAT[huruf][0], kode=row.kode)

    app.text_area(key="tarik.alasan").set_value("Tercatat dua kali.")
    app.button(key="tarik.kirim").click().run()

    assert by_kode(huruf, row.kode).alasan_ditarik == "Tercatat dua kali."
    assert "Ditarik pada" in text(app)

    app.button(key="pulihkan").click().run()

    assert by_kode(huruf, row.kode).ditarik_pada is None


@pytest.mark.parametrize("key", ["tarik.kirim", "pulihkan"])
def test_rincian_asks_again_when_somebody_else_saved_meanwhile(contoh, open_page, key):
    row = _leaf("S")
    app = open_page("/rincian-solusi", kode=row.kode)
    app.text_area(key="tarik.alasan").set_value("Tercatat dua kali.").run()
    if key == "pulihkan":
        app.button(key="tarik.kirim").click().run()
    before = by_kode("S", row.kode).ditarik_pada
    with open_session(ME) as session:
        session.get_one(Solusi, row.id).judul = "Diubah orang lain"

    app.button(key=key).click().run()

    assert by_kode("S", row.kode).ditarik_pada == before
    assert "baru saja diubah orang lain" in text(app) and "Diubah orang lain" in text(app)

    app.button(key=key).click().run()

    assert by_kode("S", row.kode).ditarik_pada != before


def _leaf(huruf: str):
    """Return the first row of a kind after withdrawing everything that stands on it."""
    row = first(huruf)
    _withdraw_below(ALAMAT[huruf][1], row.id)
    return by_kode(huruf, row.kode)


def _unlock(aksi_id: int) -> int:
    """Let a verifikator return a verified action, which is locked; return its version."""
    with open_session(ME) as session:
        aksi = session.get_one(RencanaAksi, aksi_id)
        if aksi.verifikasi == KeadaanVerifikasi.DITERIMA:
            isian = IsianVerifikasi(hasil=HasilVerifikasi.DIKEMBALIKAN, alasan="Uji coba.")
            verify_aksi(session, pelaku=ME, row_id=aksi_id, versi=aksi.versi, isian=isian)
            session.flush()
        return aksi.versi


def _withdraw_below(kind, row_id: int) -> None:
    for child, kolom, _ in ANAK[kind]:
        with read_session() as session:
            query = select(child).where(getattr(child, kolom) == row_id)
            found = [(r.id, r.versi) for r in session.exec(query) if r.ditarik_pada is None]
        for child_id, versi in found:
            _withdraw_below(child, child_id)
            if child is RencanaAksi:
                versi = _unlock(child_id)
            with open_session(ME) as session:
                withdraw(
                    session, pelaku=ME, huruf=HURUF[child], row_id=child_id, versi=versi,
                    alasan="Uji coba.",
                )  # fmt: skip


def test_rincian_refuses_to_withdraw_while_something_stands_on_it(contoh, open_page):
    isu = first("I")
    app = open_page("/rincian-isu", kode=isu.kode)

    app.text_area(key="tarik.alasan").set_value("Tidak relevan.")
    app.button(key="tarik.kirim").click().run()

    assert "Tarik atau pindahkan dahulu" in text(app)
    assert by_kode("I", isu.kode).ditarik_pada is None


def test_rincian_refuses_to_withdraw_without_a_reason(contoh, open_page):
    aksi = first("A")
    app = open_page("/rincian-aksi", kode=aksi.kode)

    app.button(key="tarik.kirim").click().run()

    assert "membutuhkan alasan" in text(app)


def test_a_whole_chain_can_be_created(contoh, open_page):
    app = open_page("/rincian-isu", baru=1, pokja="Keuangan")
    app.text_input(key="baru.I.Keuangan.judul").set_value("Ketahanan kas daerah")
    submit(app)
    isu = kode_of(app)

    app = open_page("/rincian-permasalahan", baru=1, isu=isu)
    app.text_input(key="baru.P.Keuangan.judul").set_value("Arus kas bulanan belum diproyeksikan")
    app.selectbox(key="baru.P.Keuangan.pd_id").set_value(4)
    submit(app)
    masalah = kode_of(app)

    app = open_page("/rincian-solusi", baru=1, permasalahan=masalah)
    app.text_input(key="baru.S.Keuangan.judul").set_value("Proyeksi kas tiga bulan ke depan")
    submit(app)
    solusi = kode_of(app)

    app = open_page("/rincian-aksi", baru=1, solusi=solusi)
    app.text_input(key="baru.A.Keuangan.judul").set_value("Menyusun lembar proyeksi kas")
    submit(app)

    aksi = by_kode("A", kode_of(app))
    assert aksi.judul == "Menyusun lembar proyeksi kas"
    assert aksi.solusi_id == by_kode("S", solusi).id
    assert by_kode("P", masalah).isu_id == by_kode("I", isu).id
    assert isu == "KEU-I6"


def test_a_risiko_is_created_with_three_positions(contoh, open_page):
    app = open_page("/rincian-risiko", baru=1, isu="KEU-I1")
    key = "baru.R.Keuangan"
    app.text_input(key=f"{key}.judul").set_value("Pemadaman sistem kas saat akhir tahun")
    for name, value in {
        "tingkat": TingkatRisiko.RSP,
        "kategori_id": 1,
        "pemilik_id": 1,
        "sumber_sebab": SumberSebab.INTERNAL,
        "efektivitas": Efektivitas.EFEKTIF,
    }.items():
        app.selectbox(key=f"{key}.{name}").set_value(value)
    for posisi, tingkat in (("inheren", 5), ("saat_ini", 4), ("target", 2)):
        app.selectbox(key=f"{key}.kemungkinan_{posisi}").set_value(tingkat)
        app.selectbox(key=f"{key}.dampak_{posisi}").set_value(tingkat)
    submit(app)

    risiko = by_kode("R", kode_of(app))
    besaran = (risiko.besaran_inheren, risiko.besaran_saat_ini, risiko.besaran_target)
    assert besaran == (25, 19, 7)


def test_a_new_object_without_pokja_asks_for_one_of_those_in_reach(contoh, open_page):
    layar = open_page("/rincian-isu", baru=1, peran=Peran.KETUA)
    assert "Pilih pokja tempat data ini dicatat" in text(layar)
    assert "pokja=Kepegawaian" in markup(layar)
    assert "pokja=Keuangan" not in markup(layar)


def test_assessing_a_risiko_anew_needs_a_reason_and_leaves_a_penilaian(contoh, open_page):
    risiko = first("R")
    app = open_page("/rincian-risiko", kode=risiko.kode, nilai=1)
    app.radio(key=f"nilai.{risiko.kode}.kemungkinan_saat_ini").set_value(1)
    app.radio(key=f"nilai.{risiko.kode}.dampak_saat_ini").set_value(1)
    app.toggle[0].set_value(True).run()
    app.selectbox(key=f"nilai.{risiko.kode}.kemungkinan_target").set_value(1)
    app.selectbox(key=f"nilai.{risiko.kode}.dampak_target").set_value(1)
    submit(app)
    assert "membutuhkan alasan" in text(app)

    app.text_area(key=f"nilai.{risiko.kode}.alasan").set_value("Pengendalian baru berjalan.")
    submit(app)

    assert by_kode("R", risiko.kode).besaran_saat_ini == 1
