"""The past of the example: lines that lead, one by one, from how a row was made to what it is."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Tindakan
from model.history import as_text
from model.queries.objek import JENIS
from model.queries.ringkasan import list_ringkasan_pokja, total
from model.rules import refused_dates, refused_status
from model.titik import Titik, open_titik
from tests.stores import HARI

pytestmark = pytest.mark.usefixtures("contoh")


def lines_of(session: Session) -> dict[tuple[str, int], list[t.Riwayat]]:
    found: dict[tuple[str, int], list[t.Riwayat]] = {}
    for line in session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id))):
        found.setdefault((line.tabel, line.baris_id), []).append(line)
    return found


def test_each_row_ends_where_its_lines_lead_and_no_line_contradicts_the_one_before(
    session: Session,
) -> None:
    lines = lines_of(session)
    saves = Counter(session.exec(select(t.Pemutakhiran.aksi_id)))
    for kind in (*JENIS.values(), t.Rakor):
        for row in session.exec(select(kind)):
            mine = lines[str(kind.__tablename__), row.id]
            assert mine[0].tindakan == Tindakan.DIBUAT and mine[0].pada == row.dibuat_pada
            assert row.diubah_pada >= mine[-1].pada
            assert [line.versi for line in mine] == sorted(line.versi for line in mine)
            assert 0 <= row.versi - len({line.versi for line in mine}) <= saves[row.id]
            per: dict[str, list[t.Riwayat]] = {}
            for line in mine[1:]:
                assert line.sebelum != line.sesudah, line
                per.setdefault(line.kolom, []).append(line)
            for kolom, changes in per.items():
                assert all(a.sesudah == b.sebelum for a, b in pairwise(changes)), row
                assert changes[-1].sesudah == as_text(getattr(row, kolom)), (row, kolom)


def test_who_decided_and_who_updated_are_those_of_the_rows_themselves(session: Session) -> None:
    lines = lines_of(session)
    for v in session.exec(select(t.Verifikasi)):
        mine = [ln for ln in lines["rencana_aksi", v.aksi_id] if ln.pada == v.pada]
        assert {line.pelaku_id for line in mine} == {v.pelaku_id}
        assert v.hasil.value in {line.sesudah for line in mine if line.kolom == "verifikasi"}


@pytest.mark.parametrize("lalu", [300, 200, 100, 36, 20, 3])
def test_on_any_day_of_the_past_the_states_were_sound(lalu: int) -> None:
    with open_titik(Titik(hari=HARI - timedelta(days=lalu))) as (past, hari):
        actions = past.exec(select(t.RencanaAksi)).all()
        last: dict[int, t.Pemutakhiran] = {}
        for kabar in past.exec(select(t.Pemutakhiran).order_by(col(t.Pemutakhiran.id))):
            last[kabar.aksi_id] = kabar
        assert len(actions) > 280
        for a in actions:
            assert not refused_status(a.status, a.progres, a.kendala, "Dihentikan"), a.kode
            assert not refused_dates(a.mulai, a.tenggat), a.kode
            kabar = last.get(a.id)
            state: Any = (a.status, a.progres, a.kendala, a.diperbarui_pada)
            if kabar is None:
                assert state == ("belum_mulai", 0, "", None), a.kode
            else:
                expected = kabar.status_sesudah, kabar.progres_sesudah, kabar.kendala, kabar.pada
                assert state == expected, a.kode
            assert (a.selesai_pada is not None) == (a.status == "selesai")
        for risiko in past.exec(select(t.Risiko)):
            assert risiko.besaran_target <= risiko.besaran_saat_ini <= risiko.besaran_inheren
        assert total(list_ringkasan_pokja(past, hari=hari)).aksi == len(actions)


def test_what_stands_on_a_row_is_never_older_than_the_row(session: Session) -> None:
    for child, parent, link in (
        (t.Permasalahan, t.IsuStrategis, "isu_id"), (t.Solusi, t.Permasalahan, "permasalahan_id"),
        (t.Risiko, t.Permasalahan, "permasalahan_id"), (t.Penanganan, t.Risiko, "risiko_id"),
        (t.RencanaAksi, t.Solusi, "solusi_id"), (t.RencanaAksi, t.Penanganan, "penanganan_id"),
        (t.Pemutakhiran, t.RencanaAksi, "aksi_id"),
    ):  # fmt: skip
        made = getattr(child, "dibuat_pada", None) or child.pada
        query = (
            select(child.id)
            .join(parent, col(parent.id) == getattr(child, link))
            .where(made < col(parent.dibuat_pada))
        )
        assert session.exec(query).all() == [], (child, parent)


def test_tenggat_move_and_a_few_moved_three_times(session: Session) -> None:
    moved = Counter(
        session.exec(
            select(t.Riwayat.baris_id).where(
                t.Riwayat.tabel == "rencana_aksi", t.Riwayat.kolom == "tenggat"
            )
        )
    )
    times = Counter(moved.values())
    assert times[1] >= 20 and times[2] >= 3 and 2 <= times[3] <= 4
