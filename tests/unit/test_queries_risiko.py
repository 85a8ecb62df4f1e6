"""Reads of risiko: each figure is worked out once more in Python over all rows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisSkala, Posisi
from model.queries.acuan import get_aturan
from model.queries.risiko import (
    SaringanRisiko,
    UrutRisiko,
    count_peta,
    count_risiko,
    frame_pergerakan,
    list_risiko,
)
from model.rules import SEL
from tests.stores import HARI

pytestmark = pytest.mark.usefixtures("contoh")

shared_store = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

saringan_risiko = st.builds(
    SaringanRisiko,
    posisi=st.sampled_from(Posisi),
    pokja_id=st.none() | st.integers(1, 9),
    kategori_id=st.none() | st.integers(1, 8),
    pd_id=st.none() | st.integers(1, 51),
    sel=st.none() | st.sampled_from(SEL),
    prioritas=st.booleans(),
    cari=st.sampled_from(["", " ", "data", "KEU-R", "%", "_", "tidak ada ini"]),
    urut=st.sampled_from(UrutRisiko),
)


def all_risiko(session: Session) -> list[t.Risiko]:
    query = select(t.Risiko).where(col(t.Risiko.ditarik_pada).is_(None))
    return list(session.exec(query.order_by(col(t.Risiko.id))))


def cell(risiko: t.Risiko, posisi: Posisi) -> tuple[int, int, int]:
    k, d, b = (
        getattr(risiko, f"{angka}_{posisi.value}") for angka in ("kemungkinan", "dampak", "besaran")
    )
    return k, d, b


def expected(rows: list[t.Risiko], saringan: SaringanRisiko) -> list[t.Risiko]:
    words = saringan.cari.lower().split()
    return [
        r
        for r in rows
        if saringan.pokja_id in (None, r.pokja_id)
        and saringan.kategori_id in (None, r.kategori_id)
        and saringan.pd_id in (None, r.pemilik_id)
        and saringan.sel in (None, cell(r, saringan.posisi)[:2])
        and (not saringan.prioritas or cell(r, saringan.posisi)[2] >= 16)
        and all(
            any(word in text.lower() for text in (r.kode, r.judul, r.sebab, r.dampak))
            for word in words
        )
    ]


@shared_store
@given(saringan=saringan_risiko)
def test_map_and_register_show_exactly_what_the_filter_lets_through(
    session: Session, saringan: SaringanRisiko
) -> None:
    wanted = expected(all_risiko(session), saringan)
    shown = list_risiko(session, hari=HARI, saringan=saringan)
    assert {baris.kode for baris in shown} == {r.kode for r in wanted}
    assert count_risiko(session, hari=HARI, saringan=saringan) == len(shown) == len(wanted)
    places = [cell(r, saringan.posisi)[:2] for r in wanted]
    peta = count_peta(session, hari=HARI, saringan=saringan)
    assert {(s.kemungkinan, s.dampak): s.jumlah for s in peta} == {
        sel: places.count(sel) for sel in SEL
    }


def test_the_map_begins_at_the_upper_left_and_shows_rank_and_level(session: Session) -> None:
    peta = count_peta(session, hari=HARI)
    assert [(s.kemungkinan, s.dampak) for s in peta[:6]] == [
        (5, 1), (5, 2), (5, 3), (5, 4), (5, 5), (4, 1),
    ]  # fmt: skip
    assert sorted(s.besaran for s in peta) == list(range(1, 26))
    by_place = {(s.kemungkinan, s.dampak): s for s in peta}
    assert (by_place[1, 5].besaran, by_place[1, 5].band.nama) == (20, "Sangat Tinggi")
    assert (by_place[5, 1].besaran, by_place[5, 1].band.nama) == (9, "Rendah")


@pytest.mark.parametrize("posisi", Posisi)
def test_the_register_begins_with_the_highest_besaran_then_dampak(
    session: Session, posisi: Posisi
) -> None:
    saringan = SaringanRisiko(posisi=posisi)
    whole = list_risiko(session, hari=HARI, saringan=saringan)
    keys = [(di.besaran, di.dampak) for di in (getattr(b, posisi.value) for b in whole)]
    assert keys == sorted(keys, reverse=True)
    pages = [
        baris
        for start in range(0, len(whole) + 30, 30)
        for baris in list_risiko(
            session, hari=HARI, saringan=saringan, mulai_dari=start, sebanyak=30
        )
    ]
    assert pages == whole
    assert len({baris.kode for baris in whole}) == len(whole)


def test_a_line_tells_positions_treatments_and_whether_it_is_a_priority(session: Session) -> None:
    treatments = session.exec(select(t.Penanganan)).all()
    actions = session.exec(select(t.RencanaAksi)).all()
    by_kode = {r.kode: r for r in all_risiko(session)}
    for baris in list_risiko(session, hari=HARI):
        risiko = by_kode[baris.kode]
        own = {p.id for p in treatments if p.risiko_id == risiko.id}
        assert baris.penanganan == len(own)
        assert baris.aksi == sum(a.penanganan_id in own for a in actions)
        assert baris.prioritas == (risiko.besaran_saat_ini >= 16)
        for posisi in Posisi:
            place = getattr(baris, posisi.value)
            assert (place.kemungkinan, place.dampak, place.besaran) == cell(risiko, posisi)
            assert place.band.batas_bawah <= place.besaran <= place.band.batas_atas


def test_a_withdrawn_risiko_treatment_or_action_is_not_counted(session: Session) -> None:
    moment = datetime.now(UTC)
    aksi = session.exec(select(t.RencanaAksi).where(col(t.RencanaAksi.penanganan_id) > 0)).first()
    assert aksi is not None
    penanganan = session.get_one(t.Penanganan, aksi.penanganan_id)
    risiko = session.get_one(t.Risiko, penanganan.risiko_id)
    only = SaringanRisiko(cari=risiko.kode)

    def counts() -> tuple[int, int]:
        [baris] = list_risiko(session, hari=HARI, saringan=only)
        return baris.penanganan, baris.aksi

    own, actions = counts()
    aksi.ditarik_pada = moment
    session.flush()
    assert counts() == (own, actions - 1)
    penanganan.ditarik_pada = moment
    session.flush()
    assert counts()[0] == own - 1
    total = count_risiko(session, hari=HARI)
    risiko.ditarik_pada = moment
    session.flush()
    assert list_risiko(session, hari=HARI, saringan=only) == []
    assert count_risiko(session, hari=HARI) == total - 1
    assert sum(s.jumlah for s in count_peta(session, hari=HARI)) == total - 1


def test_the_newest_rules_whose_day_has_come_are_in_force(session: Session) -> None:
    later = HARI + timedelta(days=10)
    b = session.exec(select(t.Matriks).where(t.Matriks.kode == "B")).one()
    k = session.exec(select(t.SetBand).where(t.SetBand.kode == "K")).one()
    session.add(
        t.AturanRisiko(
            matriks_id=b.id, set_band_id=k.id, batas_prioritas=12, berlaku_sejak=later, catatan="x"
        )
    )
    session.flush()
    before = get_aturan(session, hari=later - timedelta(days=1))
    after = get_aturan(session, hari=later)
    for aturan, figures in ((before, (10, "Sedang", 16)), (after, (8, "Rendah", 12))):
        shown = aturan.besaran(3, 2), aturan.level(11).nama, aturan.batas_prioritas
        assert shown == figures
    assert after.sumber_matriks == b.sumber
    assert after.sumber_band == k.sumber
    saringan = SaringanRisiko(prioritas=True)
    assert count_risiko(session, hari=later, saringan=saringan) > count_risiko(
        session, hari=HARI, saringan=saringan
    )


def test_the_rules_carry_their_source_and_the_words_of_all_levels(session: Session) -> None:
    aturan = get_aturan(session, hari=HARI)
    assert len(aturan.matriks) == 25
    assert [band.level for band in aturan.bands] == [1, 2, 3, 4, 5]
    assert len(aturan.sumber_matriks) > 10
    assert len(aturan.sumber_band) > 10
    assert aturan.keyakinan == "sumber sekunder"
    assert set(aturan.skala) == {(jenis, n) for jenis in JenisSkala for n in range(1, 6)}


def test_the_movement_of_the_highest_risiko_has_three_rows_each(session: Session) -> None:
    highest = list_risiko(session, hari=HARI, sebanyak=4)
    frame = frame_pergerakan(session, hari=HARI, sebanyak=4)
    assert list(frame["kode"]) == [baris.kode for baris in highest for _ in Posisi]
    assert list(frame["besaran"]) == [
        getattr(baris, posisi.value).besaran for baris in highest for posisi in Posisi
    ]
    assert list(frame["posisi"][:3]) == ["Inheren", "Saat ini", "Target"]
