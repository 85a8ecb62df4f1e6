"""Riwayat: what is written for a change, and how it reads on the screen."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from model import history
from model import tables as t
from model.choices import Peran, StatusAksi
from model.commands.aksi import update_status
from model.commands.risiko import assess_risiko
from model.db import open_session, read_session
from model.format import KOSONG
from model.history import as_text
from model.isian import IsianPemutakhiran, IsianPenilaian
from model.labels import NAMA_KOLOM, NAMA_TABEL, label_of
from model.queries.rincian import list_pemutakhiran
from model.queries.rincian_risiko import frame_penilaian
from model.queries.riwayat import RUJUKAN, in_words, list_perubahan, list_riwayat
from tests.orang import stored
from tests.stores import counted_statements
from tests.unit.perintah import (
    AKSI,
    OPERATOR,
    ORANG_LAIN,
    PERMASALAHAN,
    POSISI,
    RISIKO_,
    create,
    perform,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", None),
        ("teks", "teks"),
        (0, "0"),
        (False, "False"),
        (date(2026, 3, 17), "2026-03-17"),
        (datetime(2026, 3, 17, 8, 5, tzinfo=UTC), "2026-03-17T08:05:00+00:00"),
        (StatusAksi.SELESAI, "selesai"),
    ],
)
def test_values_are_written_as_plain_text(value: object, text: str | None) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("kolom", "value", "words"),
    [
        ("judul", None, KOSONG),
        ("judul", "<b>", "<b>"),
        ("status", "belum_mulai", "Belum Mulai"),
        ("efektivitas", "KE", "Kurang Efektif"),
        ("pd_id", "7", "BPKD"),
        ("pd_id", "8", "8"),
        ("terkendali", "True", "Ya"),
        ("terkendali", "False", "Tidak"),
        ("surel_aktif", "False", "Tidak"),
        ("peran", "pic", "PIC perangkat daerah"),
        ("status", "kunci_lama", "kunci_lama"),
        ("tenggat", "2026-03-17", "17 Maret 2026"),
        ("tenggat", "bukan tanggal", "bukan tanggal"),
        ("sandi_diubah_pada", "2026-03-17T17:05:00+00:00", "18 Mar 2026 00.05 WIB"),
        ("selesai_pada", "2026-03-17", "17 Maret 2026"),
        ("ditarik_pada", "2026-03-17T17:05:00+00:00", "18 Mar 2026 00.05 WIB"),
        ("progres", "40", "40"),
    ],
)
def test_a_stored_value_reads_as_it_would_stand_on_the_screen(
    kolom: str, value: str | None, words: str
) -> None:
    assert in_words(kolom, value, {("pd_id", "7"): "BPKD"}) == words


def test_every_column_that_can_change_has_a_name_and_every_choice_its_words() -> None:
    tables = {mapper.local_table for mapper in t.Base._sa_registry.mappers}
    leaving = {
        str(mapper.local_table.name)
        for mapper in t.Base._sa_registry.mappers
        if issubclass(mapper.class_, t.Berjejak)
    }
    assert leaving == {str(kind.__tablename__) for kind in t.BERJEJAK} == set(NAMA_TABEL)
    for table in tables:
        if table.name not in leaving:
            continue
        for column in table.columns:
            if column.name in history.SILENT | {"kode"}:
                continue
            assert column.name in NAMA_KOLOM, column
            if hasattr(column.type, "enums"):
                for key in column.type.enums:
                    assert label_of(column.name, key) != key
            if column.foreign_keys and column.name not in ("pemutakhiran_id", "penilaian_id"):
                assert column.name in RUJUKAN, column


@pytest.mark.usefixtures("contoh")
def test_the_riwayat_of_a_row_tells_who_changed_what_newest_first() -> None:
    row = create(PERMASALAHAN)
    isian = PERMASALAHAN.perubahan(pd_id=2, judul="<i>Lain</i>")
    perform(PERMASALAHAN.update, pelaku=ORANG_LAIN, row_id=row.id, versi=1, isian=isian)
    with read_session() as session:
        lines = list_riwayat(session, tabel="permasalahan", baris_id=row.id)
        assert list_riwayat(session, tabel="permasalahan", baris_id=row.id, sebanyak=1) == lines[:1]
    assert {(line.kolom, line.sebelum, line.sesudah) for line in lines[:2]} == {
        ("Perangkat daerah", "Bappeda", "BKD"),
        ("Judul", "Masalah uji", "<i>Lain</i>"),
    }
    assert [line.pelaku for line in lines] == [ORANG_LAIN.nama, ORANG_LAIN.nama, OPERATOR.nama]
    assert lines[2].tindakan.label == "Dibuat"
    assert all(line.asal == "halaman" for line in lines)


@pytest.mark.usefixtures("contoh")
def test_a_long_riwayat_of_references_needs_no_more_statements_than_a_short_one() -> None:
    row = create(RISIKO_)

    def statements() -> int:
        with read_session() as session, counted_statements() as found:
            list_riwayat(session, tabel="risiko", baris_id=row.id)
        return len(found)

    def change(versi: int) -> None:
        isian = RISIKO_.perubahan(pemilik_id=2 + versi, kategori_id=1 + versi % 8)
        perform(RISIKO_.update, row_id=row.id, versi=versi, isian=isian)

    change(1)
    short = statements()
    for versi in range(2, 8):
        change(versi)
    assert statements() == short


@pytest.mark.usefixtures("contoh")
def test_the_source_of_a_change_is_kept() -> None:
    with open_session(OPERATOR, asal="impor") as session:
        AKSI.create(session, pelaku=OPERATOR, pokja_id=1, isian=AKSI.isian())
    with read_session() as session:
        row = session.exec(select(t.Riwayat).where(t.Riwayat.asal == "impor")).one()
        assert (row.pelaku, row.tabel) == (OPERATOR.nama, "rencana_aksi")


@pytest.mark.usefixtures("contoh")
def test_a_row_changed_twice_before_it_is_stored_leaves_one_line_from_first_to_last(
    session: Session,
) -> None:
    row = session.get_one(t.IsuStrategis, 1)
    before = row.judul
    row.judul = "Sekali"
    row.judul = "Dua kali"
    history.close(session)
    lines = session.exec(
        select(t.Riwayat.sebelum, t.Riwayat.sesudah).where(t.Riwayat.kolom == "judul")
    ).all()
    assert lines == [(before, "Dua kali")]
    assert row.versi == 2


@pytest.mark.usefixtures("contoh")
def test_reference_data_leaves_no_riwayat(session: Session) -> None:
    before = len(session.exec(select(t.Riwayat.id)).all())
    session.get_one(t.Pokja, 1).ikon = "star"
    history.close(session)
    assert len(session.exec(select(t.Riwayat.id)).all()) == before


@pytest.mark.usefixtures("contoh")
def test_every_list_shows_the_present_name_of_an_account_and_keeps_only_its_number() -> None:
    ketua = stored(Peran.KETUA, milik=1)
    aksi, risiko = create(AKSI), create(RISIKO_)
    isian = IsianPemutakhiran(status="berjalan", progres=10)
    perform(update_status, pelaku=ketua, row_id=aksi.id, versi=1, isian=isian)
    nilai = IsianPenilaian.check({**POSISI, "kemungkinan_saat_ini": 3, "alasan": "Sudah turun"})
    perform(assess_risiko, pelaku=ketua, row_id=risiko.id, versi=1, isian=nilai)
    with open_session(OPERATOR) as session:
        session.get_one(t.Pengguna, ketua.id).nama = "Pengguna ini (dianonimkan)"
    with read_session() as session:
        shown = {
            list_pemutakhiran(session, aksi_id=aksi.id)[0].pelaku,
            frame_penilaian(session, risiko_id=risiko.id)["pelaku"].iloc[-1],
            list_riwayat(session, tabel="rencana_aksi", baris_id=aksi.id)[0].pelaku,
            list_perubahan(session, tabel="risiko", baris_id=risiko.id, versi=1)[0].pelaku,
        }
        assert shown == {"Pengguna ini (dianonimkan)"}
        for kind in (t.Riwayat, t.Pemutakhiran, t.PenilaianRisiko):
            query = select(kind.pelaku).where(kind.pelaku_id == ketua.id)
            assert set(session.exec(query)) == {f"Pengguna {ketua.id}"}
