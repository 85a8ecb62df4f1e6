"""Reads for the pages of one risiko and one penanganan."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event, func
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import KeadaanVerifikasi, Ketepatan, OpsiPenanganan, Posisi, StatusAksi
from model.clock import now, today
from model.commands.risiko import assess_risiko, create_penanganan
from model.commands.umum import withdraw
from model.db import engine, read_session
from model.isian import IsianPenanganan, IsianPenilaian
from model.queries.acuan import get_aturan
from model.queries.masa_aturan import list_masa_aturan
from model.queries.rincian_risiko import (
    BarisPenanganan,
    RincianRisiko,
    frame_penilaian,
    get_rincian_penanganan,
    get_rincian_risiko,
)
from model.queries.risiko import SaringanRisiko, frame_pergerakan, list_risiko
from tests.orang import local_operator
from tests.unit import aturan
from tests.unit.perintah import RISIKO_, create

pytestmark = pytest.mark.usefixtures("contoh")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that is sent inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield sent
    event.remove(engine(), "before_cursor_execute", note)


def pick_treated(session: Session) -> t.Risiko:
    """Return a priority risiko with a permasalahan, whose penanganan has rencana aksi."""
    query = (
        select(t.Risiko)
        .join(t.Penanganan, col(t.Penanganan.risiko_id) == col(t.Risiko.id))
        .join(t.RencanaAksi, col(t.RencanaAksi.penanganan_id) == col(t.Penanganan.id))
        .where(t.Risiko.besaran_saat_ini >= 16, col(t.Risiko.permasalahan_id).is_not(None))
        .order_by(col(t.Risiko.id))
    )
    found = session.exec(query).first()
    assert found is not None
    return found


def rincian(session: Session, kode: str, hari: date) -> RincianRisiko:
    found = get_rincian_risiko(session, hari=hari, kode=kode)
    assert found is not None
    return found


def test_a_risiko_comes_with_everything_around_it(session: Session, hari: date) -> None:
    risiko = pick_treated(session)
    isi = rincian(session, risiko.kode, hari)
    assert (isi.id, isi.versi, isi.pokja_id) == (risiko.id, risiko.versi, risiko.pokja_id)
    for kolom in (
        "judul", "sebab", "dampak", "pihak_terkena", "pengendalian", "celah", "tingkat",
        "sumber_sebab", "terkendali", "efektivitas",
    ):  # fmt: skip
        assert getattr(isi, kolom) == getattr(risiko, kolom)
    permasalahan = session.get(t.Permasalahan, risiko.permasalahan_id)
    isu = session.get(t.IsuStrategis, risiko.isu_id)
    pemilik = session.get(t.PerangkatDaerah, risiko.pemilik_id)
    assert isi.permasalahan and permasalahan and isu and pemilik
    assert (isi.permasalahan.kode, isi.permasalahan.judul) == (
        permasalahan.kode,
        permasalahan.judul,
    )
    assert (isi.isu.kode, isi.pemilik) == (isu.kode, pemilik.nama)
    assert isi.prioritas and isi.ditarik_pada is None


def test_each_posisi_has_its_besaran_and_level(session: Session, hari: date) -> None:
    risiko = pick_treated(session)
    aturan = get_aturan(session, hari=hari)
    isi = rincian(session, risiko.kode, hari)
    assert list(isi.posisi) == list(Posisi)
    for posisi, di in isi.posisi.items():
        assert di.besaran == aturan.besaran(di.kemungkinan, di.dampak)
        assert di.besaran == getattr(risiko, f"besaran_{posisi.value}")
        assert di.band == aturan.level(di.besaran)


def test_each_penanganan_brings_its_rencana_aksi_with_what_is_derived(
    session: Session, hari: date
) -> None:
    risiko = pick_treated(session)
    aksi = session.exec(
        select(t.RencanaAksi)
        .join(t.Penanganan, col(t.Penanganan.id) == col(t.RencanaAksi.penanganan_id))
        .where(t.Penanganan.risiko_id == risiko.id)
    ).first()
    assert aksi is not None
    aksi.status, aksi.progres, aksi.selesai_pada = StatusAksi.BERJALAN, 10, None
    aksi.verifikasi = KeadaanVerifikasi.BELUM
    aksi.mulai, aksi.tenggat = date(2020, 1, 1), date(2020, 12, 31)
    session.flush()
    found = {a.kode: a for p in rincian(session, risiko.kode, hari).penanganan for a in p.aksi}
    assert found[aksi.kode].ketepatan == Ketepatan.TERLAMBAT
    assert found[aksi.kode].hari_terlambat == (hari - date(2020, 12, 31)).days


def test_a_risiko_of_an_isu_alone_has_no_permasalahan(session: Session, hari: date) -> None:
    kode = session.exec(select(t.Risiko.kode).where(col(t.Risiko.permasalahan_id).is_(None)))
    assert rincian(session, kode.first() or "", hari).permasalahan is None


@pytest.mark.parametrize("kode", ["", "KEU-R9999", "KEU-P01", "' OR 1=1 --", "keu-r01"])
def test_an_unknown_code_gives_nothing(session: Session, hari: date, kode: str) -> None:
    assert get_rincian_risiko(session, hari=hari, kode=kode) is None
    assert get_rincian_penanganan(session, hari=hari, kode=kode) is None


def test_a_withdrawn_risiko_stays_readable_with_its_reason(session: Session, hari: date) -> None:
    untreated = session.exec(
        select(t.Risiko).where(col(t.Risiko.id).not_in(select(t.Penanganan.risiko_id)))
    ).first()
    assert untreated is not None
    withdraw(
        session, pelaku=local_operator(), huruf="R", row_id=untreated.id or 0,
        versi=untreated.versi, alasan="Digabung dengan risiko lain.",
    )  # fmt: skip
    session.flush()
    isi = rincian(session, untreated.kode, hari)
    assert isi.ditarik_pada is not None
    assert isi.alasan_ditarik == "Digabung dengan risiko lain."


def test_withdrawn_penanganan_and_aksi_are_left_out(session: Session, hari: date) -> None:
    risiko = pick_treated(session)
    before = rincian(session, risiko.kode, hari).penanganan
    gone = next(a.kode for p in before for a in p.aksi)
    row = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == gone)).one()
    row.ditarik_pada = now()
    session.flush()
    after = rincian(session, risiko.kode, hari).penanganan
    assert gone not in {a.kode for p in after for a in p.aksi}
    first = session.exec(select(t.Penanganan).where(t.Penanganan.kode == before[0].kode)).one()
    first.ditarik_pada = now()
    session.flush()
    assert before[0].kode not in {p.kode for p in rincian(session, risiko.kode, hari).penanganan}


def test_the_number_of_queries_does_not_grow_with_penanganan(session: Session, hari: date) -> None:
    risiko = pick_treated(session)
    isian = IsianPenanganan(
        risiko_id=risiko.id or 0, opsi=OpsiPenanganan.BAGI, judul="Membagi risiko"
    )
    with statements() as few:
        rincian(session, risiko.kode, hari)
    for _ in range(20):
        create_penanganan(session, pelaku=local_operator(), pokja_id=risiko.pokja_id, isian=isian)
        session.flush()
    with statements() as many:
        assert len(rincian(session, risiko.kode, hari).penanganan) > 20
    assert len(few) == len(many) < 10


def test_a_penanganan_knows_its_risiko_and_its_rencana_aksi(session: Session, hari: date) -> None:
    risiko = pick_treated(session)
    whole = rincian(session, risiko.kode, hari)
    for baris in whole.penanganan:
        isi = get_rincian_penanganan(session, hari=hari, kode=baris.kode)
        assert isi is not None
        assert isi.penanganan == baris
        assert (isi.risiko.kode, isi.risiko.judul) == (risiko.kode, risiko.judul)
        assert isi.posisi == whole.posisi


def test_an_accepted_risiko_carries_the_reason(session: Session, hari: date) -> None:
    accepted = session.exec(
        select(t.Penanganan).where(t.Penanganan.opsi == OpsiPenanganan.TERIMA)
    ).first()
    assert accepted is not None
    isi = get_rincian_penanganan(session, hari=hari, kode=accepted.kode)
    assert isi is not None
    wanted = BarisPenanganan(
        accepted.kode, OpsiPenanganan.TERIMA, accepted.judul, accepted.alasan, ()
    )
    assert isi.penanganan == wanted and accepted.alasan


def test_penilaian_come_oldest_first_and_the_last_is_where_it_stands(
    session: Session, hari: date
) -> None:
    risiko = pick_treated(session)
    frame = frame_penilaian(session, risiko_id=risiko.id or 0)
    assert list(frame["tanggal"]) == sorted(frame["tanggal"])
    assert set(frame["posisi"]) == {posisi.label for posisi in Posisi}
    newest = frame[frame["posisi"] == Posisi.SAAT_INI.label].iloc[-1]
    assert newest["besaran"] == risiko.besaran_saat_ini
    assert (frame["alasan"] != "").all()


def test_a_new_penilaian_is_the_newest_row(session: Session) -> None:
    risiko = pick_treated(session)
    versi = risiko.versi
    isian = IsianPenilaian(
        kemungkinan_inheren=5, dampak_inheren=5, kemungkinan_saat_ini=1, dampak_saat_ini=1,
        kemungkinan_target=1, dampak_target=1, alasan="Seluruh penanganan selesai.",
    )  # fmt: skip
    assess_risiko(session, pelaku=local_operator(), row_id=risiko.id or 0, versi=versi, isian=isian)
    session.flush()
    frame = frame_penilaian(session, risiko_id=risiko.id or 0)
    saat_ini = frame[frame["posisi"] == Posisi.SAAT_INI.label].iloc[-1]
    assert (saat_ini["besaran"], saat_ini["level"]) == (1, "Sangat Rendah")
    assert saat_ini["alasan"] == "Seluruh penanganan selesai."


def test_rules_of_the_day_of_an_assessment_are_told_from_those_it_was_made_with() -> None:
    row = create(RISIKO_)
    made_with = aturan.berlaku().id
    rancangan = aturan.draft()
    aturan.use_batas(rancangan, 12)
    aturan.adopt(rancangan)
    with read_session() as session:
        frame = frame_penilaian(session, risiko_id=row.id)
        masa = list_masa_aturan(session, hari=today(), risiko_id=row.id)
    assert set(frame["aturan_id"]) == {made_with}
    assert [one.id for one in masa] == [made_with, rancangan]


def test_an_unknown_risiko_has_no_penilaian(session: Session, hari: date) -> None:
    frame = frame_penilaian(session, risiko_id=10**9)
    assert frame.empty and "besaran" in frame.columns


def test_pergerakan_holds_three_rows_for_each_of_the_ten_highest(
    session: Session, hari: date
) -> None:
    frame = frame_pergerakan(session, hari=hari)
    highest = [baris.kode for baris in list_risiko(session, hari=hari, sebanyak=10)]
    assert list(dict.fromkeys(frame["kode"])) == highest
    assert list(frame["posisi"][:3]) == [posisi.label for posisi in Posisi]
    assert len(frame) == 30


def test_pergerakan_follows_the_filter(session: Session, hari: date) -> None:
    pokja = session.exec(select(t.Pokja).where(t.Pokja.kode == "AST")).one()
    saringan = SaringanRisiko(pokja_id=pokja.id)
    frame = frame_pergerakan(session, hari=hari, saringan=saringan, sebanyak=1000)
    assert frame["kode"].str.startswith("AST-").all()
    count = select(func.count()).select_from(t.Risiko).where(t.Risiko.pokja_id == pokja.id)
    assert frame["kode"].nunique() == session.exec(count).one()


def test_pergerakan_of_nothing_is_empty(session: Session, hari: date) -> None:
    frame = frame_pergerakan(session, hari=hari, saringan=SaringanRisiko(cari="tidakadakatanya"))
    assert frame.empty and {"kode", "besaran", "urutan"} <= set(frame.columns)
