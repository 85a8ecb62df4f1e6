"""Reads of indikator, kejadian and assessments."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from model import tables as t
from model.bukti import Unggahan, prepare
from model.choices import ArahIndikator, KeadaanIndikator, Peran, Posisi
from model.clock import today
from model.commands.bukti import add_bukti, note_unduhan, restore_bukti, withdraw_bukti
from model.commands.risiko import assess_risiko
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound
from model.isian import IsianPenilaian
from model.mundur import end_of_day, rewind
from model.penilaian import work_out
from model.queries.acuan import get_aturan
from model.queries.bukti import get_berkas, list_bukti
from model.queries.indikator import (
    SaringanIndikator,
    count_indikator,
    frame_nilai,
    list_indikator,
    list_indikator_risiko,
    list_nilai,
)
from model.queries.kejadian import (
    SaringanKejadian,
    list_jumlah_kejadian,
    list_kejadian,
    list_kejadian_risiko,
    list_tahun_kejadian,
)
from model.queries.penilaian import list_penilaian
from tests.isi_berkas import PDF
from tests.orang import BUKTI, orang, stored
from tests.stores import HARI
from tests.unit.perintah import POSISI, RISIKO_, by_id, create, perform, riwayat

pytestmark = pytest.mark.usefixtures("contoh")


def test_each_state_counts_what_its_filter_lists(session: Session) -> None:
    every = list_indikator(session, hari=HARI)
    counts = count_indikator(session, hari=HARI)
    assert set(counts) == set(KeadaanIndikator) and all(counts.values())
    for keadaan in KeadaanIndikator:
        listed = list_indikator(session, hari=HARI, saringan=SaringanIndikator(keadaan=(keadaan,)))
        assert {i.keadaan for i in listed} == {keadaan}
        assert len(listed) == counts[keadaan]
    assert len(every) == sum(counts.values())
    assert any(i.usang for i in every)


@pytest.mark.parametrize("arah", list(ArahIndikator))
def test_sql_and_rule_say_the_same_of_every_value_near_the_limits(
    session: Session, arah: ArahIndikator
) -> None:
    waspada, bahaya = (10.0, 20.0) if arah == ArahIndikator.NAIK else (20.0, 10.0)
    for step in (-1e12, 9.999999, 10.0, 10.000001, 15.0, 19.999999, 20.0, 20.000001, 1e12):
        row = t.IndikatorRisiko(
            risiko_id=1, nama=f"Uji {step}", satuan="%", arah=arah, batas_waspada=waspada,
            batas_bahaya=bahaya,
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(
            t.NilaiIndikator(
                indikator_id=row.id, tanggal=HARI, nilai=step, pelaku="Uji", pada=end_of_day(HARI)
            )
        )
    session.flush()
    for keadaan in KeadaanIndikator:
        listed = list_indikator(session, hari=HARI, saringan=SaringanIndikator(keadaan=(keadaan,)))
        assert {i.keadaan for i in listed} == {keadaan}
    mine = list_indikator(session, hari=HARI, saringan=SaringanIndikator(cari="Uji"))
    assert len(mine) == 9


def test_the_list_is_narrowed_and_paged(session: Session) -> None:
    keuangan = session.exec(select(t.Pokja.id).where(t.Pokja.slug == "keuangan")).one()
    own = list_indikator(session, hari=HARI, saringan=SaringanIndikator(pokja_id=keuangan))
    assert own and {i.pokja for i in own} == {"Keuangan"}
    assert [i.risiko for i in list_indikator(session, hari=HARI, sebanyak=2, mulai_dari=1)] == [
        i.risiko for i in list_indikator(session, hari=HARI)[1:3]
    ]
    assert list_indikator(session, hari=HARI, saringan=SaringanIndikator(cari="100% _x")) == []


def test_values_of_a_later_day_are_not_known_yet(session: Session) -> None:
    first = session.exec(select(t.IndikatorRisiko).order_by(t.IndikatorRisiko.id)).first()  # type: ignore[arg-type]
    assert first is not None
    nilai = list_nilai(session, hari=HARI, indikator_id=first.id)
    assert [n.dikoreksi for n in nilai[:3]] == [False, True, False]
    assert len(frame_nilai(session, hari=HARI, indikator_id=first.id)) == len(nilai) - 1
    earlier = nilai[2].tanggal
    then = list_nilai(session, hari=earlier, indikator_id=first.id)
    assert then[0] == nilai[2]
    found = list_indikator_risiko(session, hari=earlier, risiko_id=first.risiko_id)
    assert found[0].nilai == nilai[2].nilai


def test_withdrawn_ones_are_in_no_list_but_their_own(session: Session) -> None:
    gone = session.exec(
        select(t.IndikatorRisiko).where(t.IndikatorRisiko.ditarik_pada.is_not(None))  # type: ignore[union-attr]
    ).one()
    assert gone.id not in {i.id for i in list_indikator(session, hari=HARI)}
    own = list_indikator_risiko(session, hari=HARI, risiko_id=gone.risiko_id, ditarik=True)
    assert [i.id for i in own] == [gone.id]


def test_events_are_listed_counted_and_narrowed(session: Session) -> None:
    every = list_kejadian(session, hari=HARI)
    assert [k.tanggal for k in every] == sorted((k.tanggal for k in every), reverse=True)
    assert [k for k in every if k.tanya], "the example has one that asks for an assessment"
    counts = list_jumlah_kejadian(session)
    assert sum(c.jumlah for c in counts) == len(every)
    assert sum(c.kerugian for c in counts) == sum(k.kerugian or 0 for k in every)
    for tahun in list_tahun_kejadian(session):
        saringan = SaringanKejadian(tahun=tahun)
        listed = list_kejadian(session, hari=HARI, saringan=saringan)
        assert listed and {k.tanggal.year for k in listed} == {tahun}
        assert sum(c.jumlah for c in list_jumlah_kejadian(session, saringan=saringan)) == len(
            listed
        )
    assert list_kejadian(session, hari=HARI, saringan=SaringanKejadian(cari="tidak ada itu")) == []


def test_an_event_of_a_withdrawn_risiko_leaves_the_lists(session: Session) -> None:
    first = list_kejadian(session, hari=HARI)[0]
    row = session.exec(select(t.Risiko).where(t.Risiko.kode == first.risiko)).one()
    row.ditarik_pada = end_of_day(HARI)
    session.flush()
    assert first.id not in {k.id for k in list_kejadian(session, hari=HARI)}
    assert list_kejadian_risiko(session, hari=HARI, risiko_id=row.id)


def assess(row: Any, bukti: Any = (), **values: Any) -> None:
    isian = IsianPenilaian.check(POSISI | values)
    perform(assess_risiko, row_id=row.id, versi=row.versi, isian=isian, bukti=bukti)


def penilaian_of(row: Any) -> Any:
    with read_session() as session:
        return list_penilaian(session, hari=today(), risiko_id=row.id)


def test_an_assessment_keeps_its_evidence_its_reason_and_its_rules() -> None:
    row = create(RISIKO_)
    with prepare([Unggahan("dasar.pdf", io.BytesIO(PDF))]) as files:
        assess(row, (*files, *BUKTI), dampak_saat_ini=3, alasan="Sudah turun")
    newest = penilaian_of(row)[0]
    assert (newest.posisi, newest.besaran, newest.alasan) == (Posisi.SAAT_INI, 16, "Sudah turun")
    assert [b.nama for b in newest.bukti] == ["dasar.pdf", "Bukti uji"]
    assert newest.aturan and newest.berlaku and newest.band.nama == "Tinggi"
    assert [kolom for _, kolom, _, _ in riwayat(row)][-2:] == ["bukti", "bukti"]
    with read_session() as session:
        berkas = get_berkas(session, bukti_id=newest.bukti[0].id)
    assert berkas is not None
    assert (berkas.pokja_id, berkas.pd_id, berkas.tipe) == (row.pokja_id, None, "application/pdf")


def test_that_nothing_moved_is_an_assessment_too_with_or_without_words_and_proof() -> None:
    row = create(RISIKO_)
    assess(row)
    assert len(penilaian_of(row)) == 4
    assert by_id(RISIKO_, row.id).versi == 1, "nobody's open form gets old by it"
    assess(row, BUKTI, alasan="Sudah diperiksa kembali")
    newest = penilaian_of(row)[0]
    assert newest.posisi == Posisi.SAAT_INI and [b.nama for b in newest.bukti] == ["Bukti uji"]
    assert by_id(RISIKO_, row.id).versi == 2


def test_a_refused_assessment_keeps_no_evidence() -> None:
    row = create(RISIKO_)
    for values in ({"dampak_saat_ini": 3}, {"dampak_target": 5, "alasan": "Salah"}):
        with pytest.raises(InvalidIsian):
            assess(row, BUKTI, **values)
    with read_session() as session:
        assert list_bukti(session, risiko_id=row.id) == []


def test_evidence_of_a_risiko_is_withdrawn_and_restored_by_its_pokja_alone() -> None:
    row = create(RISIKO_)
    perform(add_bukti, risiko_id=row.id, bukti=BUKTI)
    with read_session() as session:
        [bukti] = list_bukti(session, risiko_id=row.id)
        assert list_bukti(session, aksi_id=row.id, ditarik=True) == []
    for pelaku in (orang(Peran.PIC), orang(Peran.VERIFIKATOR), orang(Peran.KETUA, milik=2)):
        for command in (withdraw_bukti, restore_bukti):
            with pytest.raises(NotAllowed):
                perform(command, pelaku=pelaku, bukti_id=bukti.id)
    perform(withdraw_bukti, pelaku=stored(Peran.ANGGOTA), bukti_id=bukti.id)
    with pytest.raises(NotFound):
        perform(withdraw_bukti, bukti_id=bukti.id)
    with read_session() as session:
        assert list_bukti(session, risiko_id=row.id) == []
        assert [b.id for b in list_bukti(session, risiko_id=row.id, ditarik=True)] == [bukti.id]
    perform(restore_bukti, bukti_id=bukti.id)
    with pytest.raises(NotFound):
        perform(restore_bukti, bukti_id=bukti.id)
    changes = [(before, after) for _, kolom, before, after in riwayat(row) if kolom == "bukti"]
    assert changes == [(None, "Bukti uji"), ("Bukti uji", None), (None, "Bukti uji")]
    with pytest.raises(NotAllowed):
        perform(note_unduhan, pelaku=orang(Peran.LAYAR), bukti_id=bukti.id)


def test_what_an_assessment_would_mean_is_worked_out_before(session: Session) -> None:
    aturan = get_aturan(session, hari=HARI)
    kategori = min(aturan.selera, key=lambda k: aturan.selera[k])

    def means(**values: int) -> Any:
        return work_out(aturan, lama=POSISI, baru=POSISI | values, kategori_id=kategori)

    same = means()
    assert not same.berubah and same.saat_ini.tetap and same.prioritas == "Tetap risiko prioritas"
    down = means(kemungkinan_saat_ini=2, dampak_saat_ini=3)
    assert (down.saat_ini.baru.besaran, down.saat_ini.selisih) == (11, -8)
    assert down.prioritas == "Tidak lagi risiko prioritas" and down.berubah and not down.ditolak
    assert down.melebihi_selera == (aturan.selera[kategori] < 11)
    up = means(kemungkinan_saat_ini=5, dampak_saat_ini=5, kemungkinan_inheren=4)
    assert set(up.ditolak) == {"kemungkinan_saat_ini"}
    low = POSISI | {"kemungkinan_saat_ini": 1, "dampak_saat_ini": 1}
    rise = work_out(aturan, lama=low, baru=POSISI, kategori_id=10**6)
    assert rise.prioritas == "Menjadi risiko prioritas" and rise.selera is None
    assert not rise.melebihi_selera


def test_the_past_has_its_own_values_and_events(session: Session) -> None:
    then = HARI - timedelta(days=60)
    potret = rewind(session, end_of_day(then))
    rows = {nama: list(potret.tabel[nama].as_dicts()) for nama in potret.tabel}
    assert {date.fromisoformat(n["tanggal"]) <= then for n in rows["nilai_indikator"]} == {True}
    assert 0 < len(rows["kejadian_risiko"]) < len(list_kejadian(session, hari=HARI))
    withdrawn = [i for i in rows["indikator_risiko"] if i["alasan_ditarik"]]
    assert withdrawn == [], "the one that is gone today was there"
