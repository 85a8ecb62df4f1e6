"""Commands about indikator, their values and kejadian of a risiko."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran
from model.clock import now, today
from model.commands.indikator import (
    MAKS_INDIKATOR,
    create_indikator,
    record_nilai,
    restore_indikator,
    update_indikator,
    withdraw_indikator,
)
from model.commands.kejadian import (
    create_kejadian,
    restore_kejadian,
    update_kejadian,
    withdraw_kejadian,
)
from model.commands.umum import withdraw
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_risiko import IsianIndikator, IsianKejadian, IsianNilai
from model.queries.riwayat import list_riwayat
from tests.orang import orang, stored
from tests.unit.perintah import RISIKO_, create, perform, riwayat, versi_data
from tests.unit.test_commands_umum import at_once

pytestmark = pytest.mark.usefixtures("contoh")

HARI = today()


def indikator(**values: Any) -> IsianIndikator:
    return IsianIndikator.check(
        {"nama": "Ukuran uji", "satuan": "%", "arah": "naik", "batas_waspada": 10,
         "batas_bahaya": 20} | values
    )  # fmt: skip


def nilai(number: float = 5.0, tanggal: date = HARI, catatan: str = "") -> IsianNilai:
    return IsianNilai.check({"nilai": number, "tanggal": tanggal, "catatan": catatan})


def kejadian(**values: Any) -> IsianKejadian:
    return IsianKejadian.check({"tanggal": HARI, "uraian": "Terjadi di lapangan"} | values)


def row_of(kind: type[Any], row_id: int) -> Any:
    with read_session() as session:
        return session.get_one(kind, row_id)


def watched() -> t.IndikatorRisiko:
    """Make a risiko of pokja 1 with an indikator, and return the latter."""
    risiko = create(RISIKO_)
    row_id = perform(create_indikator, risiko_id=risiko.id, isian=indikator())
    return row_of(t.IndikatorRisiko, row_id)  # type: ignore[no-any-return]


def happened() -> t.KejadianRisiko:
    """Make a risiko of pokja 1 that came true, and return the event."""
    risiko = create(RISIKO_)
    row_id = perform(create_kejadian, risiko_id=risiko.id, isian=kejadian())
    return row_of(t.KejadianRisiko, row_id)  # type: ignore[no-any-return]


def measured(row: t.IndikatorRisiko) -> list[tuple[date, float, str]]:
    with read_session() as session:
        n = t.NilaiIndikator
        query = select(n).where(n.indikator_id == row.id).order_by(col(n.id))
        return [(v.tanggal, v.nilai, v.catatan) for v in session.exec(query)]


def test_an_indikator_is_made_changed_withdrawn_and_restored_with_its_riwayat() -> None:
    row = watched()
    perform(
        update_indikator,
        row_id=row.id,
        versi=1,
        isian=indikator(batas_bahaya="1.234,5", nama="Baru"),
    )
    perform(withdraw_indikator, row_id=row.id, versi=2, alasan="Tidak dipakai lagi")
    gone = row_of(t.IndikatorRisiko, row.id)
    assert gone.ditarik_pada and gone.alasan_ditarik == "Tidak dipakai lagi"
    perform(restore_indikator, row_id=row.id, versi=3)
    back = row_of(t.IndikatorRisiko, row.id)
    assert (back.versi, back.ditarik_pada, back.alasan_ditarik) == (4, None, "")
    changes = [(what, kolom) for what, kolom, _, _ in riwayat(row)]  # type: ignore[arg-type]
    assert changes == [
        ("dibuat", ""), ("diubah", "nama"), ("diubah", "batas_bahaya"),
        ("ditarik", "ditarik_pada"), ("ditarik", "alasan_ditarik"),
        ("dipulihkan", "ditarik_pada"), ("dipulihkan", "alasan_ditarik"),
    ]  # fmt: skip
    with read_session() as session:
        lines = list_riwayat(session, tabel="indikator_risiko", baris_id=row.id)
    [line] = [line for line in lines if line.kolom == "Batas bahaya"]
    assert (line.sebelum, line.sesudah) == ("20", "1.234,5")


def test_a_value_is_added_and_one_of_the_same_day_corrects_it_with_a_note() -> None:
    row = watched()
    before = versi_data()
    perform(record_nilai, row_id=row.id, isian=nilai(5))
    perform(record_nilai, row_id=row.id, isian=nilai(4, HARI - timedelta(days=30)))
    with pytest.raises(InvalidIsian, match=r"sudah mempunyai nilai 5\. .* catatan"):
        perform(record_nilai, row_id=row.id, isian=nilai(6))
    perform(record_nilai, row_id=row.id, isian=nilai(6, catatan="Salah ketik"))
    assert measured(row) == [
        (HARI, 5.0, ""), (HARI - timedelta(days=30), 4.0, ""), (HARI, 6.0, "Salah ketik"),
    ]  # fmt: skip
    assert versi_data() == before + 3
    told = [line[1:] for line in riwayat(row)][1:]  # type: ignore[arg-type]
    assert [kolom for kolom, _, _ in told] == ["nilai"] * 3
    assert told[2][1].startswith("5 (") and told[2][2].startswith("6 (")
    assert row_of(t.IndikatorRisiko, row.id).versi == 4


def test_a_value_of_the_future_or_of_before_2000_is_refused() -> None:
    row = watched()
    for tanggal in (HARI + timedelta(days=1), date(1999, 12, 31)):
        with pytest.raises(InvalidIsian) as refused:
            perform(record_nilai, row_id=row.id, isian=nilai(5, tanggal))
        assert set(refused.value.per_kolom) == {"tanggal"}
    assert measured(row) == []


def test_two_people_who_measure_at_once_are_both_kept() -> None:
    row = watched()
    days = [HARI - timedelta(days=n) for n in (1, 2)]
    at_once(
        *(lambda day=day: perform(record_nilai, row_id=row.id, isian=nilai(1, day)) for day in days)
    )
    assert sorted(day for day, _, _ in measured(row)) == sorted(days)


def test_an_event_is_recorded_changed_withdrawn_and_restored() -> None:
    row = happened()
    isian = kejadian(kerugian="5.000.000.000", uraian='=1+1 <img src=x onerror="alert(1)">')
    perform(update_kejadian, row_id=row.id, versi=1, isian=isian)
    changed = row_of(t.KejadianRisiko, row.id)
    assert (changed.kerugian, changed.uraian) == (5_000_000_000, isian.uraian)
    perform(withdraw_kejadian, row_id=row.id, versi=2, alasan="Bukan kejadian")
    perform(restore_kejadian, row_id=row.id, versi=3)
    assert row_of(t.KejadianRisiko, row.id).ditarik_pada is None
    for tanggal in (HARI + timedelta(days=1), date(1999, 12, 31)):
        with pytest.raises(InvalidIsian):
            perform(update_kejadian, row_id=row.id, versi=4, isian=kejadian(tanggal=tanggal))
        with pytest.raises(InvalidIsian):
            perform(create_kejadian, risiko_id=row.risiko_id, isian=kejadian(tanggal=tanggal))


def test_of_two_people_the_second_is_told_what_the_first_changed() -> None:
    row = watched()
    perform(update_indikator, row_id=row.id, versi=1, isian=indikator(batas_waspada="12,5"))
    with pytest.raises(StaleVersion) as stale:
        perform(update_indikator, row_id=row.id, versi=1, isian=indikator(nama="Lain"))
    [change] = stale.value.perubahan
    assert (change.kolom, change.sebelum, change.sesudah) == ("Batas waspada", "10", "12,5")
    with pytest.raises(StaleVersion):
        perform(withdraw_indikator, row_id=row.id, versi=1, alasan="Tidak jadi")
    event = happened()
    perform(update_kejadian, row_id=event.id, versi=1, isian=kejadian(sebab="Lalai"))
    with pytest.raises(StaleVersion):
        perform(update_kejadian, row_id=event.id, versi=1, isian=kejadian(sebab="Lain"))


def test_what_is_withdrawn_takes_nothing_more() -> None:
    row, event = watched(), happened()
    perform(withdraw_indikator, row_id=row.id, versi=1, alasan="Ganda")
    with pytest.raises(NotFound, match="sudah ditarik"):
        perform(record_nilai, row_id=row.id, isian=nilai())
    with pytest.raises(NotFound, match="sudah ditarik"):
        perform(withdraw_indikator, row_id=row.id, versi=2, alasan="Ganda")
    with pytest.raises(NotFound, match="tidak sedang ditarik"):
        perform(restore_kejadian, row_id=event.id, versi=1)
    with pytest.raises(InvalidIsian, match="alasan"):
        perform(withdraw_kejadian, row_id=event.id, versi=1, alasan="  ")


def test_a_withdrawn_risiko_takes_nothing_at_all() -> None:
    row, event = watched(), happened()
    perform(withdraw_indikator, row_id=row.id, versi=1, alasan="Ganda")
    for risiko_id in (row.risiko_id, event.risiko_id):
        versi = row_of(t.Risiko, risiko_id).versi
        perform(withdraw, huruf="R", row_id=risiko_id, versi=versi, alasan="Digabung")
    for attempt in (
        lambda: perform(create_indikator, risiko_id=row.risiko_id, isian=indikator()),
        lambda: perform(restore_indikator, row_id=row.id, versi=2),
        lambda: perform(create_kejadian, risiko_id=row.risiko_id, isian=kejadian()),
        lambda: perform(update_kejadian, row_id=event.id, versi=1, isian=kejadian()),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_there_is_an_end_to_what_one_risiko_is_watched_by() -> None:
    row = watched()
    for n in range(1, MAKS_INDIKATOR):
        perform(create_indikator, risiko_id=row.risiko_id, isian=indikator(nama=f"Ukuran {n}"))
    with pytest.raises(InvalidIsian, match="paling banyak"):
        perform(create_indikator, risiko_id=row.risiko_id, isian=indikator())
    perform(withdraw_indikator, row_id=row.id, versi=1, alasan="Ganda")
    perform(create_indikator, risiko_id=row.risiko_id, isian=indikator(nama="Penuh"))
    with pytest.raises(InvalidIsian, match="paling banyak"):
        perform(restore_indikator, row_id=row.id, versi=2)


@pytest.mark.parametrize("peran", [Peran.PIC, Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR])
def test_nobody_but_the_pokja_records_anything(peran: Peran) -> None:
    row, event = watched(), happened()
    pelaku = stored(peran)
    before = versi_data()
    for command, arguments in (
        (create_indikator, {"risiko_id": row.risiko_id, "isian": indikator()}),
        (record_nilai, {"row_id": row.id, "isian": nilai()}),
        (update_kejadian, {"row_id": event.id, "versi": 1, "isian": kejadian()}),
        (record_nilai, {"row_id": 999_999, "isian": nilai()}),
    ):
        with pytest.raises(NotAllowed):
            perform(command, pelaku=pelaku, **arguments)  # type: ignore[arg-type]
    assert versi_data() == before


def test_another_pokja_records_nothing() -> None:
    row = watched()
    with pytest.raises(NotAllowed):
        perform(record_nilai, pelaku=orang(Peran.KETUA, milik=2), row_id=row.id, isian=nilai())


BAIK: dict[str, Any] = {
    "versi": 1, "risiko_id": 1, "nama": "Ukuran", "satuan": "%", "arah": "naik",
    "batas_waspada": 1.0, "batas_bahaya": 2.0, "sumber": "", "alasan_ditarik": "",
}  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [{"batas_bahaya": 1.0}, {"arah": "turun"}, {"batas_bahaya": 1.1e12}, {"satuan": ""},
     {"batas_bahaya": float("inf")}, {"nama": "x"}],
)  # fmt: skip
def test_the_database_refuses_an_indikator_without_sound_limits(
    session: Session, bad: dict[str, Any]
) -> None:
    session.execute(insert(t.IndikatorRisiko), [BAIK])
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(t.IndikatorRisiko), [BAIK | bad])


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 1.1e12, None])
def test_the_database_refuses_what_is_no_value(session: Session, number: Any) -> None:
    row = {
        "indikator_id": 1, "tanggal": HARI, "nilai": number, "catatan": "", "pelaku": "Uji",
        "pada": now(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(t.NilaiIndikator), [row])
    session.execute(insert(t.NilaiIndikator), [row | {"nilai": -1e12}])
