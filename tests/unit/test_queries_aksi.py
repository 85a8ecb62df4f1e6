"""Reads of rencana aksi: each figure is worked out once more in Python over all rows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import STATUS_TERTUTUP, Ketepatan, StatusAksi
from model.queries.aksi import (
    BarisAksi,
    SaringanAksi,
    UrutAksi,
    count_aksi,
    list_aksi,
    list_perlu_perhatian,
    map_pendukung,
)
from model.queries.umum import ketepatan_clause
from model.rules import days_late, ketepatan, planned_progress
from tests.stores import HARI

pytestmark = pytest.mark.usefixtures("contoh")

shared_store = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

near = st.integers(-45, 45).map(lambda days: HARI + timedelta(days=days))


def all_aksi(session: Session) -> list[t.RencanaAksi]:
    query = select(t.RencanaAksi).where(col(t.RencanaAksi.ditarik_pada).is_(None))
    return list(session.exec(query))


def word_of(aksi: t.RencanaAksi, hari: date) -> Ketepatan:
    return ketepatan(aksi.mulai, aksi.tenggat, aksi.status, aksi.progres, hari)


def expected(rows: list[t.RencanaAksi], saringan: SaringanAksi, hari: date) -> set[str]:
    words = saringan.cari.lower().split()
    return {
        a.kode
        for a in rows
        if saringan.pokja_id in (None, a.pokja_id)
        and saringan.pd_id in (None, a.pd_id)
        and (not saringan.status or a.status in saringan.status)
        and (not saringan.ketepatan or word_of(a, hari) in saringan.ketepatan)
        and (saringan.tenggat_dari is None or (a.tenggat or date.min) >= saringan.tenggat_dari)
        and (saringan.tenggat_sampai is None or (a.tenggat or date.max) <= saringan.tenggat_sampai)
        and all(
            any(word in text.lower() for text in (a.kode, a.judul, a.keluaran, a.kendala))
            for word in words
        )
    }


saringan_aksi = st.builds(
    SaringanAksi,
    pokja_id=st.none() | st.integers(1, 9),
    pd_id=st.none() | st.integers(1, 51),
    status=st.lists(st.sampled_from(StatusAksi), max_size=3, unique=True).map(tuple),
    ketepatan=st.lists(st.sampled_from(Ketepatan), max_size=3, unique=True).map(tuple),
    tenggat_dari=st.none() | near,
    tenggat_sampai=st.none() | near,
    cari=st.sampled_from(["", "  ", "menyusun", "DATA aset", "kep-a1", "%", "_", "tidak ada ini"]),
    urut=st.sampled_from(UrutAksi),
)


@shared_store
@given(saringan=saringan_aksi, hari=near)
def test_the_tracker_shows_exactly_what_the_filter_lets_through(
    session: Session, saringan: SaringanAksi, hari: date
) -> None:
    rows = all_aksi(session)
    wanted = expected(rows, saringan, hari)
    shown = list_aksi(session, hari=hari, saringan=saringan)
    assert {baris.kode for baris in shown} == wanted
    assert len(shown) == len(wanted) == count_aksi(session, hari=hari, saringan=saringan)
    words = [word_of(a, hari) for a in rows if a.kode in wanted]
    for kind in (Ketepatan.TERLAMBAT, Ketepatan.BERISIKO):
        of_kind = replace(saringan, ketepatan=(kind,))
        if not saringan.ketepatan:
            assert count_aksi(session, hari=hari, saringan=of_kind) == words.count(kind)
    pendukung = map_pendukung(session, hari=hari, saringan=saringan, sebanyak=10)
    assert set(pendukung) <= {baris.kode for baris in shown[:10]}


@pytest.mark.parametrize("urut", UrutAksi)
def test_pages_put_together_are_the_whole_list_in_its_order(
    session: Session, urut: UrutAksi
) -> None:
    saringan = SaringanAksi(urut=urut)
    whole = list_aksi(session, hari=HARI, saringan=saringan)
    pages = [
        baris
        for start in range(0, len(whole) + 50, 50)
        for baris in list_aksi(session, hari=HARI, saringan=saringan, mulai_dari=start, sebanyak=50)
    ]
    assert pages == whole
    assert len({baris.kode for baris in whole}) == len(whole) == 314


def test_the_orders_are_what_they_are_called(session: Session) -> None:
    def keys(urut: UrutAksi, key: Any) -> list[Any]:
        saringan = SaringanAksi(urut=urut, status=(StatusAksi.BERJALAN, StatusAksi.BELUM_MULAI))
        return [key(baris) for baris in list_aksi(session, hari=HARI, saringan=saringan)]

    nearest = keys(UrutAksi.TENGGAT, lambda b: b.tenggat or date.max)
    assert nearest == sorted(nearest)
    farthest = keys(UrutAksi.TENGGAT_TERJAUH, lambda b: b.tenggat or date.min)
    assert farthest == sorted(farthest, reverse=True)
    assert keys(UrutAksi.PROGRES, lambda b: b.progres) == sorted(
        keys(UrutAksi.PROGRES, lambda b: b.progres)
    )
    never = datetime.min.replace(tzinfo=UTC)
    news = keys(UrutAksi.KABAR, lambda b: b.diperbarui_pada or never)
    assert news == sorted(news)
    assert news[0] == never


def test_what_asks_for_attention_comes_before_what_is_closed(session: Session) -> None:
    for urut in (UrutAksi.TENGGAT, UrutAksi.KABAR):
        shown = list_aksi(session, hari=HARI, saringan=SaringanAksi(urut=urut))
        closed = [baris.status in STATUS_TERTUTUP for baris in shown]
        assert closed == sorted(closed)


def test_a_line_carries_what_is_derived_for_the_day_asked_about(session: Session) -> None:
    for hari in (HARI, HARI + timedelta(days=60)):
        by_kode = {a.kode: a for a in all_aksi(session)}
        for baris in list_aksi(session, hari=hari):
            aksi = by_kode[baris.kode]
            assert baris.ketepatan == word_of(aksi, hari)
            late = baris.ketepatan == Ketepatan.TERLAMBAT and aksi.tenggat
            assert baris.hari_terlambat == (days_late(aksi.tenggat, hari) if late else 0)
            assert baris.rencana == planned_progress(aksi.mulai, aksi.tenggat, hari)


def test_names_of_pokja_and_perangkat_daerah_stand_in_the_line(session: Session) -> None:
    pokja = {p.id: p.nama for p in session.exec(select(t.Pokja))}
    pd = {p.id: p.singkatan for p in session.exec(select(t.PerangkatDaerah))} | {None: None}
    by_kode = {a.kode: a for a in all_aksi(session)}
    shown = list_aksi(session, hari=HARI)
    assert all(b.pokja == pokja[by_kode[b.kode].pokja_id] for b in shown)
    assert all(b.pd == pd[by_kode[b.kode].pd_id] for b in shown)
    assert any(b.pd is None for b in shown)


def test_a_withdrawn_action_leaves_every_list_and_count(session: Session) -> None:
    aksi = next(a for a in all_aksi(session) if word_of(a, HARI) == Ketepatan.TERLAMBAT)
    aksi.ditarik_pada = datetime.now(UTC)
    session.flush()
    assert count_aksi(session, hari=HARI) == 313
    for shown in (
        list_aksi(session, hari=HARI),
        list_aksi(session, hari=HARI, saringan=SaringanAksi(cari=aksi.kode)),
        list_perlu_perhatian(session, hari=HARI, sebanyak=314),
    ):
        assert aksi.kode not in {baris.kode for baris in shown}


@pytest.mark.parametrize("pokja_id", [None, 1, 9])
def test_what_needs_attention_is_open_and_late_or_due_within_7_days(
    session: Session, pokja_id: int | None
) -> None:
    wanted = [
        a
        for a in all_aksi(session)
        if pokja_id in (None, a.pokja_id)
        and a.status not in STATUS_TERTUTUP
        and a.tenggat is not None
        and a.tenggat <= HARI + timedelta(days=7)
    ]
    wanted.sort(key=lambda a: (a.tenggat, a.id))
    shown = list_perlu_perhatian(session, hari=HARI, pokja_id=pokja_id, sebanyak=314)
    assert [baris.kode for baris in shown] == [a.kode for a in wanted]
    few = list_perlu_perhatian(session, hari=HARI, pokja_id=pokja_id)
    assert few == shown[:8]


SEARCHES = {
    "%": ["Naik 10% setahun"],
    "_": ["Berkas data_induk"],
    "10%": ["Naik 10% setahun"],
    "data_": ["Berkas data_induk"],
    "/": ["Barang/jasa\\lain"],
    "\\": ["Barang/jasa\\lain"],
    "barang/jasa": ["Barang/jasa\\lain"],
    "'": ["Jum'at <b>"],
    "<B>": ["Jum'at <b>"],
    "Café": ["Café kota"],
    "Cafe\u0301": ["Café kota"],
    "kota café": ["Café kota"],
    "naik induk": [],
    "NAIK": ["Naik 10% setahun"],
    "naik\x00": ["Naik 10% setahun"],
    "日本": ["Studi 日本"],
}


def test_search_takes_every_sign_as_itself_whatever_the_case(session: Session) -> None:
    titles = [*{judul: None for found in SEARCHES.values() for judul in found}]
    for nomor, aksi in enumerate(all_aksi(session)):
        aksi.judul = titles[nomor] if nomor < len(titles) else f"Biasa saja {nomor}"
        aksi.keluaran = ""
        aksi.kendala = "Ada" if aksi.status == StatusAksi.TERKENDALA else ""
    session.flush()
    for cari, found in SEARCHES.items():
        shown = list_aksi(session, hari=HARI, saringan=SaringanAksi(cari=cari))
        assert (cari, [baris.judul for baris in shown]) == (cari, found)


def test_search_survives_whatever_stands_in_an_address(session: Session) -> None:
    for cari in ("\x00", "\u200b", "x" * 100_000, "a " * 5000, "\ud800", "%" * 300):
        assert count_aksi(session, hari=HARI, saringan=SaringanAksi(cari=cari)) in range(315)


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an action that the database takes."""
    mulai = draw(st.none() | near)
    tenggat = draw(st.none() | near)
    if mulai and tenggat:
        mulai, tenggat = min(mulai, tenggat), max(mulai, tenggat)
    status = draw(st.sampled_from(StatusAksi))
    progres = {StatusAksi.SELESAI: 100, StatusAksi.BELUM_MULAI: 0}.get(status)
    return {
        "mulai": mulai,
        "tenggat": tenggat,
        "status": status,
        "progres": draw(st.integers(0, 100)) if progres is None else progres,
        "selesai_pada": HARI if status == StatusAksi.SELESAI else None,
        "verifikasi": "menunggu" if status == StatusAksi.SELESAI else "belum",
    }


@shared_store
@given(rows=st.lists(states(), min_size=1, max_size=30), hari=near)
def test_lateness_in_sql_is_lateness_in_python(
    session: Session, rows: list[dict[str, Any]], hari: date
) -> None:
    common = {
        "pokja_id": 1, "solusi_id": 1, "judul": "Uji", "keluaran": "", "ukuran": "",
        "kendala": "Ada", "tindak_lanjut": "", "versi": 1, "alasan_ditarik": "",
    }  # fmt: skip
    added = [
        row | common | {"id": 10_000 + nomor, "kode": f"UJI-A{nomor}"}
        for nomor, row in enumerate(rows)
    ]
    aksi = t.RencanaAksi
    with session.begin_nested() as savepoint:
        session.execute(insert(aksi), added)
        for word in Ketepatan:
            clause = ketepatan_clause(word, hari)
            query = select(aksi.id).where(clause, col(aksi.id) >= 10_000)
            assert set(session.exec(query)) == {
                row["id"]
                for row in added
                if ketepatan(row["mulai"], row["tenggat"], row["status"], row["progres"], hari)
                == word
            }
        savepoint.rollback()


def test_a_line_needs_to_know_the_day() -> None:
    with pytest.raises(TypeError, match="hari"):
        BarisAksi(*["x"] * 15)  # type: ignore[arg-type, call-arg]
