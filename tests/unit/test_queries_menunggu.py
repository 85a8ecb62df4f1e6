"""What waits for a person: each group, its borders, and whose work it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import (
    STATUS_TERTUTUP,
    HasilVerifikasi,
    KeadaanVerifikasi,
    Peran,
    StatusAksi,
    StatusKeputusan,
)
from model.clock import WIB, wib_date
from model.queries.borongan import (
    SaringanBorongan,
    count_borongan,
    list_borongan,
    map_borongan,
)
from model.queries.menunggu import (
    KELOMPOK_AKSI,
    Kelompok,
    Milik,
    count_menunggu,
    list_menunggu,
)
from model.rules import HARI_DIAM
from tests.orang import account
from tests.stores import HARI, counted_statements
from tests.unit.rantai import add_solusi, pokja_id

K = Kelompok
BARU = datetime.combine(HARI, time(8), WIB)

AddAksi = Callable[..., t.RencanaAksi]


def days(number: int) -> date:
    return HARI + timedelta(days=number)


@pytest.fixture
def add(session: Session) -> AddAksi:
    """Give `add(kode, **values)`: an open action of pokja KEU, told of today, due in a month."""
    pokja = pokja_id(session)
    common = {
        "pokja_id": pokja,
        "solusi_id": add_solusi(session, pokja),
        "judul": "Menyusun laporan uji",
        "status": StatusAksi.BERJALAN,
        "progres": 40,
        "tenggat": days(30),
        "diperbarui_pada": BARU,
    }

    def add(kode: str, **values: Any) -> t.RencanaAksi:
        row = t.RencanaAksi(kode=kode, **(common | values))
        session.add(row)
        session.flush()
        return row

    return add


def groups(session: Session, milik: Milik = Milik(), hari: date = HARI) -> dict[Kelompok, set[str]]:
    """Return the codes in each group, and check that the counts say the same."""
    found = {
        kelompok: {
            baris.aksi.kode
            for baris in list_menunggu(
                session, hari=hari, kelompok=kelompok, milik=milik, sebanyak=1000
            )
        }
        for kelompok in KELOMPOK_AKSI
    }
    counts = count_menunggu(session, hari=hari, milik=milik)
    assert {k: len(codes) for k, codes in found.items()} == {k: counts[k] for k in KELOMPOK_AKSI}
    return found


def group_of(session: Session, kode: str) -> Kelompok | None:
    return next((k for k, codes in groups(session).items() if kode in codes), None)


def test_nothing_waits_in_an_empty_store(session: Session) -> None:
    assert set(count_menunggu(session, hari=HARI).values()) == {0}
    assert [*count_menunggu(session, hari=HARI)] == [*Kelompok]


@pytest.mark.parametrize(
    ("values", "kelompok"),
    [
        ({"tenggat": days(-1)}, K.TERLAMBAT),
        ({"tenggat": days(0)}, K.SEGERA),
        ({"tenggat": days(7)}, K.SEGERA),
        ({"tenggat": days(8)}, None),
        ({"tenggat": None}, None),
        # Told of two weeks ago or longer, by the days of Jakarta.
        ({"diperbarui_pada": datetime.combine(days(-14), time(23, 59, 59), WIB)}, K.DIAM),
        ({"diperbarui_pada": datetime.combine(days(-13), time(0), WIB)}, None),
        ({"diperbarui_pada": None}, K.DIAM),
        ({"diperbarui_pada": None, "tenggat": None}, K.DIAM),
        # Nobody expects news of what has not begun.
        ({"diperbarui_pada": None, "mulai": days(1)}, None),
        ({"diperbarui_pada": None, "mulai": days(0)}, K.DIAM),
        # The most pressing group is the only one.
        ({"tenggat": days(-1), "diperbarui_pada": None}, K.TERLAMBAT),
        ({"tenggat": days(3), "diperbarui_pada": None}, K.SEGERA),
        ({"tenggat": days(-1), "verifikasi": KeadaanVerifikasi.DIKEMBALIKAN}, K.DIKEMBALIKAN),
        ({"verifikasi": KeadaanVerifikasi.DIKEMBALIKAN}, K.DIKEMBALIKAN),
        # Blocked is still open; closed and withdrawn wait for nobody.
        ({"status": "terkendala", "kendala": "Lahan", "tenggat": days(-1)}, K.TERLAMBAT),
        ({"status": "belum_mulai", "progres": 0, "tenggat": days(-1)}, K.TERLAMBAT),
        ({"status": "dibatalkan", "tenggat": days(-1)}, None),
        ({"status": "dibatalkan", "verifikasi": KeadaanVerifikasi.DIKEMBALIKAN}, None),
        (
            {
                "status": "selesai", "progres": 100, "selesai_pada": days(-9),
                "verifikasi": KeadaanVerifikasi.MENUNGGU, "tenggat": days(-9),
            },
            None,
        ),
        ({"tenggat": days(-1), "ditarik_pada": BARU, "alasan_ditarik": "Ganda"}, None),
    ],
)  # fmt: skip
def test_an_action_stands_in_the_most_pressing_group_that_fits(
    session: Session, add: AddAksi, values: dict[str, Any], kelompok: Kelompok | None
) -> None:
    add("KEU-A01", **values)
    assert group_of(session, "KEU-A01") == kelompok


def test_each_sees_what_is_their_own(session: Session, add: AddAksi) -> None:
    lain = pokja_id(session, "KEP")
    late = {"tenggat": days(-1)}
    add("KEU-A01", pd_id=1, **late)
    add("KEU-A02", pd_id=2, **late)
    add("KEP-A01", pokja_id=lain, pd_id=1, **late)
    add("KEP-A02", pokja_id=lain, pd_id=None, **late)

    def late_of(milik: Milik) -> set[str]:
        return groups(session, milik)[K.TERLAMBAT]

    assert late_of(Milik(pokja_id=pokja_id(session))) == {"KEU-A01", "KEU-A02"}
    assert late_of(Milik(pd_id=1)) == {"KEU-A01", "KEP-A01"}
    assert late_of(Milik()) == {"KEU-A01", "KEU-A02", "KEP-A01", "KEP-A02"}


def test_what_was_returned_says_why_who_and_when_of_the_last_time(
    session: Session, add: AddAksi
) -> None:
    row = add("KEU-A01", verifikasi=KeadaanVerifikasi.DIKEMBALIKAN)
    orang = account(session, Peran.VERIFIKATOR)
    for number, (hasil, alasan) in enumerate(
        [
            (HasilVerifikasi.DIKEMBALIKAN, "Lampiran kosong."),
            (HasilVerifikasi.DITERIMA, ""),
            (HasilVerifikasi.DIKEMBALIKAN, "Berita acara <b>belum</b> ditandatangani."),
        ]
    ):
        session.add(
            t.Verifikasi(
                aksi_id=row.id, hasil=hasil, alasan=alasan, pelaku=f"Pengguna {orang.id}",
                pelaku_id=orang.id, pada=BARU + timedelta(hours=number),
            )
        )  # fmt: skip
        session.flush()

    [baris] = list_menunggu(session, hari=HARI, kelompok=K.DIKEMBALIKAN)

    assert baris.pengembalian is not None
    assert baris.pengembalian.alasan == "Berita acara <b>belum</b> ditandatangani."
    assert baris.pengembalian.pelaku == orang.nama
    assert baris.pengembalian.pada == (BARU + timedelta(hours=2)).astimezone(UTC)


def test_a_returned_action_without_a_decision_is_listed_all_the_same(
    session: Session, add: AddAksi
) -> None:
    add("KEU-A01", verifikasi=KeadaanVerifikasi.DIKEMBALIKAN)
    [baris] = list_menunggu(session, hari=HARI, kelompok=K.DIKEMBALIKAN)
    assert baris.pengembalian is None


def test_open_keputusan_are_counted_by_whose_they_are(session: Session) -> None:
    pokja = pokja_id(session)
    common = {"judul": "Keputusan uji", "pokja_id": pokja}
    done = {"status": StatusKeputusan.SELESAI, "selesai_pada": HARI}
    session.add(t.Keputusan(kode="KEU-K01", pd_id=1, **common))
    session.add(t.Keputusan(kode="KEU-K02", **common))
    session.add(t.Keputusan(kode="KEU-K03", pd_id=1, **common, **done))
    session.add(t.Keputusan(kode="KEU-K04", ditarik_pada=BARU, **common))
    session.flush()

    def count(milik: Milik) -> int:
        return count_menunggu(session, hari=HARI, milik=milik)[K.KEPUTUSAN]

    assert count(Milik(pokja_id=pokja)) == 2
    assert count(Milik(pd_id=1)) == 1
    assert count(Milik(pokja_id=pokja + 1)) == 0
    assert count(Milik()) == 2


def test_the_list_comes_nearest_tenggat_first_in_pages(session: Session, add: AddAksi) -> None:
    for number, late in enumerate([3, 9, 1, 9]):
        add(f"KEU-A{number:02d}", tenggat=days(-late))

    def page(start: int) -> list[str]:
        rows = list_menunggu(session, hari=HARI, kelompok=K.TERLAMBAT, mulai_dari=start, sebanyak=3)
        return [baris.aksi.kode for baris in rows]

    assert page(0) == ["KEU-A01", "KEU-A03", "KEU-A00"]
    assert page(3) == ["KEU-A02"]


def silent(row: t.RencanaAksi, hari: date) -> bool:
    if row.diperbarui_pada is None:
        return row.mulai is None or row.mulai <= hari
    return (hari - wib_date(row.diperbarui_pada)).days >= HARI_DIAM


@pytest.mark.usefixtures("contoh")
@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    hari=st.integers(-60, 60).map(days),
    milik=st.builds(
        Milik, pokja_id=st.none() | st.integers(1, 9), pd_id=st.none() | st.integers(1, 51)
    ),
)
def test_the_groups_agree_with_the_rules_on_any_day(
    session: Session, hari: date, milik: Milik
) -> None:
    rows = [
        row
        for row in session.exec(select(t.RencanaAksi))
        if row.ditarik_pada is None
        and row.status not in STATUS_TERTUTUP
        and milik.pokja_id in (None, row.pokja_id)
        and milik.pd_id in (None, row.pd_id)
    ]

    def group(row: t.RencanaAksi) -> Kelompok | None:
        if row.verifikasi == KeadaanVerifikasi.DIKEMBALIKAN:
            return K.DIKEMBALIKAN
        if row.tenggat and row.tenggat < hari:
            return K.TERLAMBAT
        if row.tenggat and (row.tenggat - hari).days <= 7:
            return K.SEGERA
        return K.DIAM if silent(row, hari) else None

    expected: dict[Kelompok, set[str]] = {kelompok: set() for kelompok in KELOMPOK_AKSI}
    for row in rows:
        if (kelompok := group(row)) is not None:
            expected[kelompok].add(row.kode)
    assert groups(session, milik, hari) == expected


@pytest.mark.usefixtures("contoh")
def test_the_page_takes_few_statements(session: Session) -> None:
    with counted_statements() as sent:
        count_menunggu(session, hari=HARI, milik=Milik(pokja_id=1))
        for kelompok in KELOMPOK_AKSI:
            list_menunggu(session, hari=HARI, kelompok=kelompok, milik=Milik(pokja_id=1))
    assert len(sent) <= 10


def test_the_table_for_many_holds_open_actions_of_the_filter(
    session: Session, add: AddAksi
) -> None:
    lain = pokja_id(session, "KEP")
    first = add("KEU-A01", pd_id=1, tenggat=None, judul="Menata <i>aset</i> daerah")
    add("KEU-A02", pd_id=2, tenggat=days(-3), kendala="Aset belum didata")
    add("KEU-A03", status="dibatalkan")
    add("KEU-A04", ditarik_pada=BARU, alasan_ditarik="Ganda")
    add("KEP-A01", pokja_id=lain, pd_id=1)

    def codes(**saringan: Any) -> list[str]:
        narrowed = SaringanBorongan(**saringan)
        found = [baris.kode for baris in list_borongan(session, saringan=narrowed)]
        assert len(found) == count_borongan(session, saringan=narrowed)
        return found

    keu = Milik(pokja_id=pokja_id(session))
    assert codes() == ["KEU-A02", "KEP-A01", "KEU-A01"]
    assert codes(milik=keu) == ["KEU-A02", "KEU-A01"]
    assert codes(milik=keu, pd_id=1) == ["KEU-A01"]
    assert codes(milik=Milik(pd_id=1)) == ["KEP-A01", "KEU-A01"]
    assert codes(cari="aset") == ["KEU-A02", "KEU-A01"]
    assert codes(cari="%") == []
    assert map_borongan(session, ids=(first.id,))[first.id].judul == "Menata <i>aset</i> daerah"


def test_rows_are_found_by_id_though_closed_or_withdrawn(session: Session, add: AddAksi) -> None:
    closed = add("KEU-A01", status="dibatalkan")
    gone = add("KEU-A02", ditarik_pada=BARU, alasan_ditarik="Ganda")
    found = map_borongan(session, ids=(closed.id, gone.id, 10**6))
    assert {baris.kode for baris in found.values()} == {"KEU-A01", "KEU-A02"}
    assert session.exec(select(col(t.RencanaAksi.id))).all() == [closed.id, gone.id]
