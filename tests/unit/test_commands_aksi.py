"""Commands on rencana aksi and its pemutakhiran, beyond what all commands share."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import KeadaanVerifikasi, StatusAksi
from model.clock import now, today
from model.commands.aksi import update_status
from model.commands.umum import withdraw
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPemutakhiran
from model.rules import refused_status
from tests.orang import BUKTI
from tests.unit.perintah import (
    AKSI,
    OPERATOR,
    ORANG_LAIN,
    PEMBACA,
    PENANGANAN,
    POKJA_LAIN,
    by_id,
    create,
    first_of,
    perform,
    riwayat,
    versi_data,
)

pytestmark = pytest.mark.usefixtures("contoh")


def mutakhirkan(row: Any, versi: int, status: str, progres: int, **values: Any) -> None:
    isian = IsianPemutakhiran.check({"status": status, "progres": progres} | values)
    bukti = BUKTI if status == "selesai" else ()
    perform(update_status, row_id=row.id, versi=versi, isian=isian, bukti=bukti)


def pemutakhiran_of(aksi_id: int) -> list[t.Pemutakhiran]:
    with read_session() as session:
        query = select(t.Pemutakhiran).where(t.Pemutakhiran.aksi_id == aksi_id)
        return list(session.exec(query.order_by(col(t.Pemutakhiran.id))))


def pendukung_of(aksi_id: int) -> list[int]:
    with read_session() as session:
        query = select(t.PendukungAksi.pd_id).where(t.PendukungAksi.aksi_id == aksi_id)
        return sorted(session.exec(query))


def test_a_new_action_has_not_begun_and_was_never_updated() -> None:
    row = create(AKSI)
    assert (row.status, row.progres) == (StatusAksi.BELUM_MULAI, 0)
    assert (row.diperbarui_pada, row.selesai_pada) == (None, None)
    assert pemutakhiran_of(row.id) == []


def test_a_pemutakhiran_keeps_before_and_after_and_what_was_said() -> None:
    row, before, moment = create(AKSI), versi_data(), now()
    words = {"kendala": "Lahan", "tindak_lanjut": "Ukur ulang", "catatan": "Rapat selesai"}
    mutakhirkan(row, 1, "terkendala", 40, **words)
    [saved] = pemutakhiran_of(row.id)
    assert (saved.status_sebelum, saved.progres_sebelum) == (StatusAksi.BELUM_MULAI, 0)
    assert (saved.status_sesudah, saved.progres_sesudah) == (StatusAksi.TERKENDALA, 40)
    assert words.items() <= saved.model_dump().items()
    assert saved.pelaku == OPERATOR.nama
    changed = by_id(AKSI, row.id)
    assert (changed.status, changed.progres, changed.versi) == (StatusAksi.TERKENDALA, 40, 2)
    assert (changed.kendala, changed.tindak_lanjut) == ("Lahan", "Ukur ulang")
    assert moment <= changed.diperbarui_pada == saved.pada <= now()
    assert sorted(riwayat(row)[1:]) == [
        ("diubah", "kendala", None, "Lahan"),
        ("diubah", "progres", "0", "40"),
        ("diubah", "status", "belum_mulai", "terkendala"),
        ("diubah", "tindak_lanjut", None, "Ukur ulang"),
    ]
    assert versi_data() == before + 1


def test_selesai_takes_today_keeps_it_and_forgets_it_when_reopened() -> None:
    row = create(AKSI)
    mutakhirkan(row, 1, "selesai", 100)
    assert by_id(AKSI, row.id).selesai_pada == today()
    mutakhirkan(row, 2, "selesai", 100, catatan="Bukti dilengkapi")
    assert by_id(AKSI, row.id).selesai_pada == today()
    mutakhirkan(row, 3, "berjalan", 90)
    assert by_id(AKSI, row.id).selesai_pada is None
    assert len(pemutakhiran_of(row.id)) == 3


def test_finished_again_the_first_day_of_an_unbroken_selesai_counts() -> None:
    with read_session() as session:
        query = select(t.RencanaAksi).where(t.RencanaAksi.verifikasi == KeadaanVerifikasi.MENUNGGU)
        row = session.exec(query.limit(1)).one()
    assert row.selesai_pada is not None
    assert row.selesai_pada < today()
    mutakhirkan(row, row.versi, "selesai", 100, catatan="Ditambah bukti")
    assert by_id(AKSI, row.id).selesai_pada == row.selesai_pada


def test_the_second_of_two_people_sees_what_the_first_saved() -> None:
    row = create(AKSI)
    isian = IsianPemutakhiran.check({"status": "berjalan", "progres": 20})
    perform(update_status, pelaku=ORANG_LAIN, row_id=row.id, versi=1, isian=isian)
    with pytest.raises(StaleVersion) as refused:
        mutakhirkan(row, 1, "selesai", 100)
    assert {(p.kolom, p.sebelum, p.sesudah, p.pelaku) for p in refused.value.perubahan} == {
        ("Status", "Belum Mulai", "Berjalan", ORANG_LAIN.nama),
        ("Progres (%)", "0", "20", ORANG_LAIN.nama),
    }
    assert len(pemutakhiran_of(row.id)) == 1
    mutakhirkan(row, refused.value.versi, "selesai", 100)
    assert by_id(AKSI, row.id).status == StatusAksi.SELESAI


def test_a_withdrawn_action_cannot_be_updated() -> None:
    row = create(AKSI)
    perform(withdraw, huruf="A", row_id=row.id, versi=1, alasan="Keliru")
    before = versi_data()
    with pytest.raises(NotFound, match="sudah ditarik"):
        mutakhirkan(row, 2, "berjalan", 10)
    assert pemutakhiran_of(row.id) == []
    assert versi_data() == before


def test_a_reader_may_not_update_and_a_missing_action_is_not_found() -> None:
    row = create(AKSI)
    isian = IsianPemutakhiran.check({"status": "berjalan", "progres": 20})
    with pytest.raises(NotAllowed):
        perform(update_status, pelaku=PEMBACA, row_id=row.id, versi=1, isian=isian)
    with pytest.raises(NotFound):
        perform(update_status, row_id=999_999, versi=1, isian=isian)


def test_helpers_are_kept_once_and_without_the_one_answerable() -> None:
    row = create(AKSI, pd_id=3, pendukung_ids=[5, 4, 5, 3])
    assert pendukung_of(row.id) == [4, 5]
    assert len(riwayat(row)) == 1


def test_a_change_of_helpers_is_one_line_of_riwayat_in_the_same_version() -> None:
    row, before = create(AKSI, pendukung_ids=[2, 3]), versi_data()
    isian = AKSI.perubahan(pendukung_ids=[3, 4], judul="Aksi lain")
    perform(AKSI.update, row_id=row.id, versi=1, isian=isian)
    assert pendukung_of(row.id) == [3, 4]
    assert by_id(AKSI, row.id).versi == 2
    assert sorted(riwayat(row)[1:]) == [
        ("diubah", "judul", "Aksi uji", "Aksi lain"),
        ("diubah", "pendukung", "BKD, BPSDM", "BPKD, BPSDM"),
    ]
    with read_session() as session:
        query = select(t.Riwayat.versi).where(
            t.Riwayat.tabel == "rencana_aksi", t.Riwayat.baris_id == row.id
        )
        assert sorted(session.exec(query)) == [1, 2, 2]
    assert versi_data() == before + 1


def test_a_change_of_helpers_alone_is_a_new_version_too() -> None:
    row = create(AKSI, pendukung_ids=[2])
    perform(AKSI.update, row_id=row.id, versi=1, isian=AKSI.perubahan(pendukung_ids=[]))
    assert pendukung_of(row.id) == []
    assert riwayat(row)[1:] == [("diubah", "pendukung", "BKD", None)]
    with pytest.raises(StaleVersion) as refused:
        perform(AKSI.update, row_id=row.id, versi=1, isian=AKSI.perubahan(pendukung_ids=[3]))
    assert refused.value.perubahan[0].kolom == "Perangkat daerah pendukung"


def test_a_helper_who_becomes_answerable_is_no_helper_any_more() -> None:
    row = create(AKSI, pd_id=1, pendukung_ids=[2, 3])
    isian = AKSI.perubahan(pd_id=2, pendukung_ids=[2, 3])
    perform(AKSI.update, row_id=row.id, versi=1, isian=isian)
    assert pendukung_of(row.id) == [3]


@pytest.mark.parametrize("wrong", [{"pd_id": 999}, {"pendukung_ids": [2, 999]}])
def test_an_unknown_perangkat_daerah_is_refused(wrong: dict[str, Any]) -> None:
    row, before = create(AKSI), versi_data()
    with pytest.raises(NotFound):
        create(AKSI, **wrong)
    with pytest.raises(NotFound):
        perform(AKSI.update, row_id=row.id, versi=1, isian=AKSI.perubahan(**wrong))
    assert versi_data() == before


def test_an_action_can_serve_a_penanganan_of_its_own_pokja_only() -> None:
    penanganan = create(PENANGANAN)
    assert create(AKSI, penanganan_id=penanganan.id).penanganan_id == penanganan.id
    assert create(AKSI, solusi_id=None, penanganan_id=penanganan.id).solusi_id is None
    with read_session() as session:
        other = first_of(session, PENANGANAN, POKJA_LAIN).id
    with pytest.raises(InvalidIsian) as refused:
        create(AKSI, penanganan_id=other)
    assert set(refused.value.per_kolom) == {"penanganan_id"}


def test_changing_what_an_action_is_leaves_its_state_alone() -> None:
    row = create(AKSI)
    mutakhirkan(row, 1, "terkendala", 40, kendala="Lahan")
    isian = AKSI.perubahan(judul="Aksi lain", pd_id=None, mulai=today(), tenggat=today())
    perform(AKSI.update, row_id=row.id, versi=2, isian=isian)
    changed = by_id(AKSI, row.id)
    assert (changed.status, changed.progres, changed.kendala) == (
        StatusAksi.TERKENDALA, 40, "Lahan",
    )  # fmt: skip
    assert (changed.pd_id, changed.tenggat) == (None, today())
    assert len(pemutakhiran_of(row.id)) == 1


@st.composite
def sound_states(draw: st.DrawFn) -> IsianPemutakhiran:
    """Draw a state that the form takes."""
    status = draw(st.sampled_from(StatusAksi))
    progres = {StatusAksi.SELESAI: 100, StatusAksi.BELUM_MULAI: 0}.get(status)
    words = st.text("abc <&=", min_size=1, max_size=5).map(lambda text: f"x{text}")
    values = {
        "status": status,
        "progres": draw(st.integers(0, 99)) if progres is None else progres,
        "kendala": draw(words),
        "catatan": draw(words),
    }
    return IsianPemutakhiran.check(values)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(sound_states(), min_size=1, max_size=6))
def test_any_row_of_sound_states_is_stored_as_an_unbroken_chain(
    session: Session, states: list[IsianPemutakhiran]
) -> None:
    isian = AKSI.isian()
    kode = AKSI.create(session, pelaku=OPERATOR, pokja_id=1, isian=isian)
    row = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()
    for state in states:
        bukti = BUKTI if state.status == StatusAksi.SELESAI else ()
        update_status(
            session, pelaku=OPERATOR, row_id=row.id, versi=row.versi, isian=state, bukti=bukti
        )
        session.flush()
        session.refresh(row)
        assert (row.status, row.progres) == (state.status, state.progres)
        assert not refused_status(row.status, row.progres, row.kendala, state.catatan)
        assert (row.selesai_pada is not None) == (row.status == StatusAksi.SELESAI)
    query = select(t.Pemutakhiran).where(t.Pemutakhiran.aksi_id == row.id)
    chain = session.exec(query.order_by(col(t.Pemutakhiran.id))).all()
    after = [(one.status_sesudah, one.progres_sesudah) for one in chain]
    assert after == [(state.status, state.progres) for state in states]
    before = [(one.status_sebelum, one.progres_sebelum) for one in chain]
    assert before == [(StatusAksi.BELUM_MULAI, 0), *after[:-1]]
