"""The figures of the front page: each is worked out once more in Python over all rows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Ketepatan, Posisi, StatusAksi
from model.clock import wib_date
from model.commands.risiko import assess_risiko
from model.db import open_session, read_session
from model.isian import IsianPenilaian
from model.queries.acuan import get_aturan
from model.queries.aksi import count_aksi, list_aksi, list_perlu_perhatian
from model.queries.pergerakan_forum import Pergerakan, get_pergerakan, map_pergerakan
from model.queries.ringkasan import (
    RingkasanPokja,
    frame_kemajuan,
    frame_keterlambatan,
    list_ringkasan_pokja,
    total,
)
from model.queries.risiko import count_peta, list_risiko
from model.rules import is_late, ketepatan
from pages.charts.pokja import frame_status
from tests.orang import SISTEM
from tests.stores import HARI
from tests.unit.aturan import adopt, draft, positions, use_matriks
from tests.unit.perintah import RISIKO_, by_id, perform

DAYS = [HARI - timedelta(days=40), HARI, HARI + timedelta(days=25)]


def alive(session: Session, kind: type[Any]) -> list[Any]:
    return list(session.exec(select(kind).where(kind.ditarik_pada.is_(None))))


def late(aksi: t.RencanaAksi, hari: date) -> bool:
    return is_late(aksi.tenggat, aksi.status, hari)


def recount(session: Session, pokja: t.Pokja, hari: date) -> RingkasanPokja:
    def own(kind: type[Any]) -> list[Any]:
        return [row for row in alive(session, kind) if row.pokja_id == pokja.id]

    aksi, risiko = own(t.RencanaAksi), own(t.Risiko)
    words = [ketepatan(a.mulai, a.tenggat, a.status, a.progres, hari) for a in aksi]
    return RingkasanPokja(
        nama=pokja.nama,
        singkat=pokja.kode,
        permasalahan=len(own(t.Permasalahan)),
        risiko=len(risiko),
        risiko_prioritas=sum(r.besaran_saat_ini >= 16 for r in risiko),
        solusi=len(own(t.Solusi)),
        aksi=len(aksi),
        terlambat=words.count(Ketepatan.TERLAMBAT),
        berisiko=words.count(Ketepatan.BERISIKO),
        kabar_terakhir=max((a.diperbarui_pada for a in aksi if a.diperbarui_pada), default=None),
        per_status=dict(Counter(a.status for a in aksi)),
    )


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("hari", DAYS)
def test_each_pokja_has_the_figures_of_its_rows_in_the_official_order(
    session: Session, hari: date
) -> None:
    pokja = session.exec(select(t.Pokja).order_by(col(t.Pokja.urutan))).all()
    assert list_ringkasan_pokja(session, hari=hari) == [recount(session, p, hari) for p in pokja]


@pytest.mark.usefixtures("contoh")
def test_withdrawn_rows_are_counted_nowhere(session: Session) -> None:
    for kind in (t.Permasalahan, t.Solusi, t.Risiko, t.RencanaAksi):
        for row in session.exec(select(kind).where(kind.id % 3 == 0)):
            row.ditarik_pada = datetime.now(UTC)
    session.flush()
    pokja = session.exec(select(t.Pokja).order_by(col(t.Pokja.urutan))).all()
    daftar = list_ringkasan_pokja(session, hari=HARI)
    assert daftar == [recount(session, p, HARI) for p in pokja]
    assert total(daftar).aksi == 314 - 314 // 3


@pytest.mark.usefixtures("contoh")
def test_the_forum_is_the_sum_of_its_pokja(session: Session) -> None:
    daftar = list_ringkasan_pokja(session, hari=HARI)
    forum = total(daftar)
    assert (forum.permasalahan, forum.solusi, forum.aksi) == (145, 147, 314)
    assert sum(forum.per_status.values()) == forum.aksi
    assert forum.selesai == sum(p.selesai for p in daftar) == forum.per_status[StatusAksi.SELESAI]
    assert forum.terkendala == sum(p.terkendala for p in daftar)
    assert forum.terlambat == sum(late(a, HARI) for a in alive(session, t.RencanaAksi))
    assert forum.kabar_terakhir == max(p.kabar_terakhir for p in daftar if p.kabar_terakhir)


@pytest.mark.usefixtures("store")
def test_an_empty_store_counts_zeros_and_draws_nothing(session: Session) -> None:
    daftar = list_ringkasan_pokja(session, hari=HARI)
    assert len(daftar) == 9
    assert all(p.aksi == p.risiko == p.terlambat == p.selesai == 0 for p in daftar)
    assert total(daftar) == RingkasanPokja("Seluruh forum")
    assert total([]) == RingkasanPokja("Seluruh forum")
    assert get_pergerakan(session, hari=HARI) == Pergerakan()
    assert map_pergerakan(session, hari=HARI) == {None: Pergerakan()}
    assert frame_status(list_ringkasan_pokja(session, hari=HARI))["jumlah"].sum() == 0
    assert frame_kemajuan(session, hari=HARI).empty
    assert frame_keterlambatan(session, hari=HARI).empty
    assert [sel.jumlah for sel in count_peta(session, hari=HARI)] == [0] * 25
    assert list_risiko(session, hari=HARI) == list_aksi(session, hari=HARI) == []
    assert list_perlu_perhatian(session, hari=HARI) == []
    assert count_aksi(session, hari=HARI) == 0


def moved(session: Session, risiko: t.Risiko, sejak: date) -> int:
    """Return 1, 0 or -1: where its newest assessment since then lies against the last before.

    Both in the matriks in force now.
    """
    query = select(t.PenilaianRisiko).where(
        t.PenilaianRisiko.risiko_id == risiko.id, t.PenilaianRisiko.posisi == Posisi.SAAT_INI
    )
    matriks = get_aturan(session, hari=HARI).matriks
    nilai = sorted(session.exec(query), key=lambda n: (n.tanggal, n.id))
    before, after = (
        [matriks[n.kemungkinan, n.dampak] for n in nilai if (n.tanggal > sejak) == later]
        for later in (False, True)
    )
    if not before or not after:
        return 0
    return (after[-1] > before[-1]) - (after[-1] < before[-1])


def moves(session: Session, lama: int, pokja_id: int | None = None) -> tuple[int, int]:
    """Return how many risiko rose and fell in the last days."""
    sejak = HARI - timedelta(days=lama)
    rows = [r for r in alive(session, t.Risiko) if pokja_id in (None, r.pokja_id)]
    counts = Counter(moved(session, r, sejak) for r in rows)
    return counts[1], counts[-1]


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("lama", [7, 30, 120])
def test_what_moved_is_counted_over_the_last_days(session: Session, lama: int) -> None:
    sejak = HARI - timedelta(days=lama)
    per = map_pergerakan(session, hari=HARI, lama=lama)
    assert per[None] == get_pergerakan(session, hari=HARI, lama=lama)
    for pokja_id, gerak in per.items():
        aksi = [a for a in alive(session, t.RencanaAksi) if pokja_id in (None, a.pokja_id)]
        ids = {a.id for a in aksi}
        kabar = session.exec(select(t.Pemutakhiran))
        assert gerak.pemutakhiran == sum(
            p.aksi_id in ids and wib_date(p.pada) > sejak for p in kabar
        )
        done = [a for a in aksi if a.selesai_pada is not None and a.selesai_pada > sejak]
        assert gerak.selesai == len(done)
        assert (gerak.risiko_naik, gerak.risiko_turun) == moves(session, lama, pokja_id)
    if lama == 30:
        assert per[None].risiko_naik
        assert per[None].risiko_turun


@pytest.mark.usefixtures("contoh")
def test_new_rules_alone_move_nothing_in_the_last_days() -> None:
    with open_session(SISTEM) as session:
        first = get_pergerakan(session, hari=HARI)
        still = [
            r.id for r in alive(session, t.Risiko)
            if moved(session, r, HARI - timedelta(days=30)) == 0
        ]  # fmt: skip
    before = positions()
    row_id = draft()
    use_matriks(row_id, "B")
    adopt(row_id)
    renumbered = [n for n in still if positions()[n] != before[n]]
    assert len(renumbered) > 5
    for n in renumbered:  # assessed anew, and found where they stood before
        row = by_id(RISIKO_, n)
        values = {
            f"{angka}_{posisi.value}": getattr(row, f"{angka}_{posisi.value}")
            for angka in ("kemungkinan", "dampak")
            for posisi in Posisi
        }
        isian = IsianPenilaian.check(values | {"alasan": "Masih sama"})
        perform(assess_risiko, row_id=n, versi=row.versi, isian=isian)
    with read_session() as session:
        gerak = get_pergerakan(session, hari=HARI)
        assert (gerak.risiko_naik, gerak.risiko_turun) == moves(session, 30)
        # In the example no cells that variant B changes over are those of a movement.
        assert gerak == first
        assert map_pergerakan(session, hari=HARI)[None] == gerak


@pytest.mark.usefixtures("contoh")
def test_the_chart_of_status_has_a_row_per_pokja_and_status_zeros_included(
    session: Session,
) -> None:
    frame = frame_status(list_ringkasan_pokja(session, hari=HARI))
    assert len(frame) == 9 * len(StatusAksi)
    assert frame["jumlah"].sum() == 314
    assert (frame.groupby("pokja")["jumlah"].sum() == frame.groupby("pokja")["dari"].max()).all()


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("pokja_id", [None, 3])
def test_plan_and_done_are_cumulative_counts_up_to_each_day(
    session: Session, pokja_id: int | None
) -> None:
    aksi = [
        a
        for a in alive(session, t.RencanaAksi)
        if a.status != StatusAksi.DIBATALKAN and pokja_id in (None, a.pokja_id)
    ]
    frame = frame_kemajuan(session, hari=HARI, pokja_id=pokja_id)
    assert frame["bulan"].is_monotonic_increasing
    assert pd.Timestamp(HARI) in set(frame["bulan"])
    for row in frame.itertuples():
        day = row.bulan.date()
        assert row.rencana == sum(a.tenggat is not None and a.tenggat <= day for a in aksi)
        if day <= HARI:
            done = sum(a.selesai_pada is not None and a.selesai_pada <= day for a in aksi)
            assert row.realisasi == done
        else:
            assert pd.isna(row.realisasi)


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("hari", DAYS)
def test_lateness_is_counted_per_pokja_and_length(session: Session, hari: date) -> None:
    def length(days: int) -> str:
        limits = ((7, "1–7 hari"), (30, "8–30 hari"), (60, "31–60 hari"))
        return next((words for most, words in limits if days <= most), "lebih dari 60 hari")

    pokja = {p.id: p.nama for p in session.exec(select(t.Pokja))}
    wanted = Counter(
        (pokja[a.pokja_id], length((hari - a.tenggat).days))
        for a in alive(session, t.RencanaAksi)
        if late(a, hari)
    )
    frame = frame_keterlambatan(session, hari=hari)
    shown = {(row.pokja, row.lama): row.jumlah for row in frame.itertuples()}
    assert shown == wanted
    assert len(shown) == len(frame)
