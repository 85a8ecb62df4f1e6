"""What needs a decision of pimpinan: each reason with its border, the order, the sentence."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from model import tables as t
from model.alasan_putusan import PerluPutusan, Sebab
from model.choices import OpsiPenanganan, StatusAksi
from model.clock import now, today
from model.commands.varian import write_matriks
from model.db import engine, open_session, read_session
from model.format import tanggal
from model.mundur import end_of_day
from model.pimpinan import (
    count_putusan,
    get_rakor_lalu,
    read_keadaan,
    read_putusan,
    read_tertinggi,
)
from model.queries.calon_putusan import SaringanPutusan
from model.queries.geseran import MAKS_SERING, counted_lines, map_sering_geser
from model.queries.perlu_putusan import count_perlu_putusan, list_perlu_putusan
from model.queries.ringkasan import list_ringkasan_pokja, total
from model.queries.varian import list_matriks
from model.rules import invalid_matriks_reason
from model.titik import KINI, Titik, open_titik
from tests.orang import SISTEM
from tests.stores import HARI, counted_statements
from tests.unit import aturan
from tests.unit.rantai import add_solusi, pokja_id

RISIKO = {
    "judul": "Kejadian uji", "tingkat": "RSO", "kategori_id": 1, "pemilik_id": 1,
    "sumber_sebab": "internal", "terkendali": True, "efektivitas": "KE",
    "kemungkinan_inheren": 5, "dampak_inheren": 5, "besaran_inheren": 25,
    "kemungkinan_saat_ini": 4, "dampak_saat_ini": 3, "besaran_saat_ini": 16,
    "kemungkinan_target": 1, "dampak_target": 1, "besaran_target": 1,
}  # fmt: skip


class Isi:
    """A small forum of one's own: each row is committed, as its riwayat is only then."""

    def __init__(self) -> None:
        with open_session(SISTEM) as session:
            self.pokja = pokja_id(session)
            self.solusi = add_solusi(session, self.pokja)
            self.isu = session.exec(select(t.IsuStrategis.id)).one()

    def put(self, kind: Callable[..., Any], **values: Any) -> int:
        with open_session(SISTEM) as session:
            row = kind(**{"pokja_id": self.pokja} | values)
            session.add(row)
            session.flush()
            return int(row.id)

    def aksi(self, kode: str, **values: Any) -> int:
        common = {
            "kode": kode, "judul": f"Aksi {kode}", "solusi_id": self.solusi,
            "status": StatusAksi.BERJALAN, "progres": 40, "tenggat": days(30),
        }  # fmt: skip
        return self.put(t.RencanaAksi, **(common | values))

    def risiko(self, kode: str, **values: Any) -> int:
        return self.put(t.Risiko, **(RISIKO | {"kode": kode, "isu_id": self.isu} | values))

    def penanganan(self, kode: str, risiko_id: int, **values: Any) -> int:
        common = {"kode": kode, "judul": "Penanganan uji", "risiko_id": risiko_id, "opsi": "bagi"}
        return self.put(t.Penanganan, **(common | values))

    def eskalasi(self, **values: Any) -> int:
        return self.put(
            t.Eskalasi, **({"alasan": "Perlu arahan", "pelaku": "x", "pada": now()} | values)
        )

    def change(self, kind: type[Any], row_id: int, **values: Any) -> None:
        with open_session(SISTEM) as session:
            session.get_one(kind, row_id).sqlmodel_update(values)

    def move(self, row_id: int, *tenggat: date | None) -> None:
        for day in tenggat:
            self.change(t.RencanaAksi, row_id, tenggat=day)


@pytest.fixture
def isi(store: str) -> Isi:  # noqa: ARG001
    return Isi()


def days(number: int) -> date:
    return HARI + timedelta(days=number)


def found(saringan: SaringanPutusan = SaringanPutusan()) -> list[PerluPutusan]:
    """Return what is found, and check that the counts say the same."""
    with read_session() as session:
        rows = list_perlu_putusan(session, hari=HARI, saringan=saringan)
        counts = count_perlu_putusan(session, hari=HARI, saringan=saringan)
    assert sum(counts.values()) == len(rows) == len({row.kode for row in rows})
    return rows


def reasons() -> dict[str, tuple[Sebab, ...]]:
    return {row.kode: row.sebab for row in found()}


def test_nothing_needs_a_decision_in_an_empty_store(session: Session) -> None:
    assert list_perlu_putusan(session, hari=HARI) == []
    assert count_perlu_putusan(session, hari=HARI) == {}
    keadaan = read_keadaan(session, titik=KINI)
    assert keadaan.rakor is None and keadaan.sebelum_of(None) is None
    assert keadaan.of(None).menunggu == 0 and len(keadaan.pokja) == 9


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({"tenggat": days(-31)}, True),
        ({"tenggat": days(-30)}, False),
        ({"tenggat": None}, False),
        ({"tenggat": days(-31), "status": "terkendala", "kendala": "Lahan"}, True),
        ({"tenggat": days(-31), "status": "dibatalkan"}, False),
        ({"tenggat": days(-31), "ditarik_pada": now(), "alasan_ditarik": "Ganda"}, False),
        (
            {
                "tenggat": days(-31), "status": "selesai", "progres": 100, "selesai_pada": days(0),
                "verifikasi": "menunggu",
            },
            False,
        ),
    ],
)  # fmt: skip
def test_an_open_action_more_than_thirty_days_late_needs_a_decision(
    isi: Isi, values: dict[str, Any], late: bool
) -> None:
    isi.aksi("KEU-A91", **values)
    assert reasons() == ({"KEU-A91": (Sebab.TERLAMBAT,)} if late else {})
    if late:
        assert found()[0].hari_terlambat == 31
        assert found()[0].kalimat.startswith("Terlambat 31 hari dari tenggat ")


def test_a_tenggat_that_moved_three_times_needs_a_decision_twice_does_not(isi: Isi) -> None:
    twice, thrice = isi.aksi("KEU-A92"), isi.aksi("KEU-A93")
    isi.move(twice, days(40), days(50))
    isi.move(thrice, days(40), days(50), days(60))
    assert reasons() == {"KEU-A93": (Sebab.GESER,)}
    assert found()[0].kalimat == "Tenggatnya sudah mundur 3 kali."
    # Brought forward or given for the first time is no move to later.
    isi.move(twice, days(20))
    isi.move(isi.aksi("KEU-A94", tenggat=None), days(40), days(50), days(60))
    assert list(reasons()) == ["KEU-A93"]
    # Taken away is one, whatever day is set after it.
    isi.move(twice, None)
    assert list(reasons()) == ["KEU-A92", "KEU-A93"]
    isi.move(twice, days(70))
    assert [row.kali for row in found()] == [3, 3]
    isi.change(t.RencanaAksi, thrice, status=StatusAksi.DIBATALKAN)
    isi.change(t.RencanaAksi, twice, ditarik_pada=now(), alasan_ditarik="Ganda")
    assert reasons() == {}


def test_a_priority_risiko_without_treatment_needs_a_decision(isi: Isi) -> None:
    isi.risiko("KEU-R91")
    isi.risiko("KEU-R92", besaran_saat_ini=15)
    isi.risiko("KEU-R93", ditarik_pada=now(), alasan_ditarik="Ganda")
    assert reasons() == {"KEU-R91": (Sebab.RISIKO,)}
    assert found()[0].kalimat == "Risiko prioritas ini (16 Tinggi) belum memiliki penanganan."


def test_a_penanganan_without_aksi_is_no_treatment_unless_it_accepts(isi: Isi) -> None:
    risiko = isi.risiko("KEU-R91")
    first = isi.penanganan("KEU-T91", risiko)
    assert found()[0].kalimat == (
        "Penanganan risiko prioritas ini (16 Tinggi) belum memiliki rencana aksi."
    )
    aksi = isi.aksi("KEU-A94", penanganan_id=first)
    assert reasons() == {}
    isi.change(t.RencanaAksi, aksi, status=StatusAksi.DIBATALKAN)
    assert list(reasons()) == ["KEU-R91"]
    accepted = isi.penanganan(
        "KEU-T92", risiko, opsi=OpsiPenanganan.TERIMA, alasan="Biayanya melebihi dampaknya"
    )
    assert reasons() == {}
    isi.change(t.Penanganan, accepted, ditarik_pada=now(), alasan_ditarik="Keliru")
    assert list(reasons()) == ["KEU-R91"]


def test_what_a_pokja_asks_for_stays_until_it_is_closed(isi: Isi) -> None:
    risiko = isi.risiko("KEU-R94", besaran_saat_ini=5)
    row = isi.eskalasi(risiko_id=risiko, alasan="Perlu arahan pimpinan.")
    (only,) = found()
    assert only.sebab == (Sebab.DIMINTA,) and only.besaran == 5
    words = f"Pokja meminta keputusan sejak {tanggal(today())}: “Perlu arahan pimpinan”."
    assert only.kalimat == words
    isi.change(t.Risiko, risiko, ditarik_pada=now(), alasan_ditarik="Ganda")
    assert found() == []
    isi.change(t.Risiko, risiko, ditarik_pada=None, alasan_ditarik="")
    isi.change(t.Eskalasi, row, ditutup_pada=now(), hasil="Diputuskan")
    assert found() == []


def test_one_object_stands_there_once_with_all_its_reasons_in_one_sentence(isi: Isi) -> None:
    aksi = isi.aksi("KEU-A95", tenggat=days(-99))
    isi.move(aksi, days(-80), days(-60), days(-40))
    isi.eskalasi(aksi_id=aksi, alasan="Perlu keputusan\npimpinan")
    (only,) = found()
    assert only.sebab == (Sebab.DIMINTA, Sebab.GESER, Sebab.TERLAMBAT)
    assert only.kalimat.startswith("Tenggatnya sudah mundur 3 kali dan kini terlambat 40 hari")
    assert only.kalimat.endswith("“Perlu keputusan pimpinan”.")
    assert only.kalimat.count(".") == 1


def test_the_weightiest_comes_first(isi: Isi) -> None:
    isi.aksi("KEU-A01", tenggat=days(-50))
    isi.aksi("KEU-A02", tenggat=days(-90))
    isi.risiko("KEU-R01", besaran_saat_ini=20, dampak_saat_ini=5)
    isi.risiko("KEU-R02", besaran_saat_ini=24, dampak_saat_ini=5)
    isi.risiko("KEU-R03", besaran_saat_ini=20, dampak_saat_ini=4)
    isi.eskalasi(aksi_id=isi.aksi("KEU-A03"))
    isi.eskalasi(risiko_id=isi.risiko("KEU-R04", besaran_saat_ini=3))
    masalah = isi.put(t.Permasalahan, kode="KEU-P91", judul="Masalah uji", isu_id=isi.isu, pd_id=1)
    isi.eskalasi(permasalahan_id=masalah)
    assert [row.kode for row in found()] == [
        "KEU-R04", "KEU-A03", "KEU-P91", "KEU-R02", "KEU-R01", "KEU-R03", "KEU-A02", "KEU-A01",
    ]  # fmt: skip
    assert [row.kode for row in found(SaringanPutusan(sebab=(Sebab.RISIKO,)))] == [
        "KEU-R02", "KEU-R01", "KEU-R03",
    ]  # fmt: skip
    both = SaringanPutusan(pokja_id=isi.pokja, sebab=(Sebab.DIMINTA, Sebab.TERLAMBAT))
    assert len(found(both)) == 5
    assert found(SaringanPutusan(pokja_id=isi.pokja + 1)) == []
    with read_session() as session:
        page = list_perlu_putusan(session, hari=HARI, mulai_dari=3, sebanyak=2)
    assert [row.kode for row in page] == ["KEU-R02", "KEU-R01"]


def test_a_keputusan_about_the_object_is_named(isi: Isi) -> None:
    isi.risiko("KEU-R05")
    common = {"judul": "Keputusan uji", "tentang": "KEU-R05"}
    isi.put(t.Keputusan, kode="KEU-K01", **common)
    isi.put(t.Keputusan, kode="KEU-K02", **common, tenggat=days(5))
    last = isi.put(t.Keputusan, kode="KEU-K03", **common)
    keputusan = found()[0].keputusan
    assert keputusan and keputusan.kode == "KEU-K03"
    isi.change(t.Keputusan, last, ditarik_pada=now(), alasan_ditarik="Keliru")
    keputusan = found()[0].keputusan
    assert keputusan and (keputusan.kode, keputusan.tenggat) == ("KEU-K02", days(5))


@pytest.mark.usefixtures("contoh")
def test_moves_given_from_outside_count_as_those_of_the_riwayat() -> None:
    with read_session() as session:
        moved = map_sering_geser(session)
        assert moved and min(moved.values()) >= 3
        live = list_perlu_putusan(session, hari=HARI)
    if engine().dialect.name == "sqlite":  # only a past state, always on SQLite, is given them
        with read_session() as session:
            assert list_perlu_putusan(session, hari=HARI, geseran=moved) == live
            assert any(row.kali for row in live)
            none = list_perlu_putusan(session, hari=HARI, geseran={})
            assert not any(row.kali for row in none)


@pytest.mark.usefixtures("contoh")
def test_a_past_day_counts_the_moves_up_to_that_day_only() -> None:
    with read_session() as session:
        moved = map_sering_geser(session)
        line = select(t.Riwayat).where(
            t.Riwayat.tabel == "rencana_aksi", t.Riwayat.kolom == "tenggat"
        )
        last = max(r.pada for r in session.exec(line) if r.baris_id in moved)
    day = (last - timedelta(days=1)).date()
    with read_session() as session:
        before = map_sering_geser(session, sampai=end_of_day(day))
        assert set(before) < set(moved)
        titik = Titik(hari=day)
        rows = read_putusan(session, titik=titik)
        assert count_putusan(session, titik=titik) == len(rows)
        with open_titik(titik) as (past, hari):
            wrong = list_perlu_putusan(past, hari=hari)
        assert [row.kode for row in wrong if Sebab.GESER in row.sebab] == []
    at_that_time = {row.kode: row.kali for row in rows if Sebab.GESER in row.sebab}
    assert set(at_that_time.values()) <= {3, *before.values()}
    assert len(at_that_time) <= len(before)


@pytest.mark.usefixtures("contoh")
def test_the_numbers_are_those_of_the_lists_now_and_at_the_rakor_before() -> None:
    with read_session() as session:
        keadaan = read_keadaan(session, titik=KINI)
        assert keadaan.rakor is not None and keadaan.kata_rakor.startswith("Rakor ")
        now_, before = keadaan.of(None), keadaan.sebelum_of(None)
        sums = total(list_ringkasan_pokja(session, hari=HARI))
        assert (now_.terlambat, now_.selesai, now_.aksi) == (
            sums.terlambat,
            sums.selesai,
            sums.aksi,
        )
        assert now_.menunggu == len(read_putusan(session, titik=KINI))
        rakor = Titik(rakor_id=keadaan.rakor.id)
        assert before and before.menunggu == count_putusan(session, titik=rakor)
        assert before.menunggu != now_.menunggu
        for angka in keadaan.pokja:
            own = SaringanPutusan(pokja_id=angka.pokja_id)
            assert angka.menunggu == count_putusan(session, titik=KINI, saringan=own)
        # Looked at from the rakor itself, or before it, there is no rakor before.
        assert get_rakor_lalu(session, titik=rakor) is None
        first = Titik(hari=keadaan.rakor.mulai - timedelta(days=1))
        assert get_rakor_lalu(session, titik=first) is None
        assert get_rakor_lalu(session, titik=Titik(hari=HARI - timedelta(days=1)))


@pytest.mark.usefixtures("contoh")
def test_the_highest_risiko_say_where_they_stood_at_the_rakor_before() -> None:
    with read_session() as session:
        rows = read_tertinggi(session, titik=KINI)
        assert len(rows) == 10
        order = [(r.baris.saat_ini.besaran, r.baris.saat_ini.dampak) for r in rows]
        assert order == sorted(order, reverse=True)
        assert {r.dulu is None for r in rows} == {True, False}
        with open_titik(Titik(rakor_id=1)) as (past, _):
            for row in rows:
                found_ = past.exec(select(t.Risiko).where(t.Risiko.kode == row.baris.kode)).first()
                assert row.dulu == (found_.besaran_saat_ini if found_ else None)
        only = read_tertinggi(session, titik=KINI, pokja_id=2)
        assert only and {r.baris.pokja for r in only} == {"Keuangan"}


@pytest.mark.usefixtures("contoh")
def test_new_rules_alone_make_no_risiko_go_up_or_down_since_the_rakor() -> None:
    with read_session() as session:
        before = {r.baris.kode: r for r in read_tertinggi(session, titik=KINI)}
        assert not read_keadaan(session, titik=KINI).aturan_beda
    stayed = {k for k, r in before.items() if r.dulu == r.baris.saat_ini.besaran}
    rancangan = aturan.draft()
    swapped = swap_under({before[kode].baris.saat_ini.besaran for kode in stayed})
    aturan.change(write_matriks, rancangan, aturan.isian_matriks(swapped))
    aturan.adopt(rancangan)
    with read_session() as session:
        after = {r.baris.kode: r for r in read_tertinggi(session, titik=KINI)}
        assert read_keadaan(session, titik=KINI).aturan_beda
        assert not read_keadaan(session, titik=Titik(hari=HARI - timedelta(days=1))).aturan_beda
    both = stayed & set(after)
    assert any(after[k].dulu != before[k].dulu for k in both), "else nothing was tried"
    assert {k for k in both if after[k].dulu != after[k].baris.saat_ini.besaran} == set()


def swap_under(besaran: set[int]) -> dict[tuple[int, int], int]:
    """Return a matriks of one's own in which one of these besaran is another."""
    matriks = aturan.berlaku().matriks
    with read_session() as session:
        stored = [varian.sel for varian in list_matriks(session)]
    for number in sorted(besaran, reverse=True):
        swap = {number: number - 1, number - 1: number}
        sel = {cell: swap.get(n, n) for cell, n in matriks.items()}
        if sel not in stored and invalid_matriks_reason(sel) is None:
            return sel
    raise LookupError("no matriks left")


@pytest.mark.usefixtures("contoh")
def test_the_whole_page_takes_a_bounded_number_of_statements() -> None:
    with read_session() as session, counted_statements() as sent:
        list_perlu_putusan(session, hari=HARI, sebanyak=8)
    assert len(sent) <= 16


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("contoh")
def test_moves_are_counted_in_an_index_that_holds_nothing_else() -> None:
    query = counted_lines("rencana_aksi", "tenggat", t.Riwayat.baris_id)
    sql = str(query.compile(engine(), compile_kwargs={"literal_binds": True}))
    with read_session() as session:
        connection = session.connection()
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    assert "COVERING INDEX ix_riwayat_dihitung" in str(plan)
    assert MAKS_SERING <= 20_000
