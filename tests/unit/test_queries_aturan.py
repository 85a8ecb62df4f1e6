"""Sets of risk rules as they are read, and what a draft would change."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from model import tables as t
from model.beda_aturan import (
    is_same,
    list_selera_beda,
    list_selera_prioritas,
    list_teks_beda,
)
from model.choices import JenisSkala
from model.clock import today
from model.commands.aturan import discard_rancangan, set_selera, set_skala
from model.db import read_session
from model.queries.acuan import Aturan, get_aturan, get_aturan_id, get_aturan_of, list_kategori
from model.queries.aturan import KeadaanAturan, get_rincian_aturan, list_aturan
from model.queries.aturan_banding import (
    Perubahan,
    count_banding,
    get_banding,
    list_banding,
    list_banding_semua,
)
from model.queries.risiko import count_peta
from model.queries.varian import (
    differing_besaran,
    differing_cells,
    list_matriks,
    list_set_band,
)
from model.rules import invalid_band_reason
from pages.exports.aturan import KOLOM_BANDING
from tests.stores import counted_statements
from tests.unit.aturan import (
    adopt,
    banding,
    change,
    draft,
    isian_selera,
    isian_skala,
    use_band,
    use_matriks,
)
from tests.unit.perintah import perform
from tests.unit.test_rules import rank_tables

pytestmark = pytest.mark.usefixtures("contoh")


def read(query: Any, **args: Any) -> Any:
    with read_session() as session:
        return query(session, **args)


def test_the_list_tells_what_is_in_force_what_was_and_what_is_a_draft() -> None:
    gone, adopted, open_ = draft(nama="Satu"), draft(nama="Dua"), draft(nama="Tiga")
    perform(discard_rancangan, row_id=gone, versi=1)
    use_band(adopted, "K")
    adopt(adopted)
    daftar = read(list_aturan, hari=today())
    assert [(b.id, b.keadaan) for b in daftar] == [
        (open_, KeadaanAturan.RANCANGAN),
        (gone, KeadaanAturan.DIBUANG),
        (adopted, KeadaanAturan.BERLAKU),
        (1, KeadaanAturan.PERNAH),
    ]
    assert [b.sampai for b in daftar] == [None, None, None, today()]
    assert daftar[-1].nama == "Bawaan"


def test_rules_are_read_by_their_day_or_by_their_id(session: Session) -> None:
    now = get_aturan(session, hari=today())
    assert get_aturan_of(session, aturan_id=now.id) == now
    assert get_aturan_id(session, hari=today()) == now.id
    assert get_aturan_of(session, aturan_id=999) is None
    assert get_rincian_aturan(session, hari=today(), aturan_id=999) is None
    assert get_banding(session, hari=today(), aturan_id=999) is None
    assert list_banding_semua(session, hari=today(), aturan_id=999) == []
    with counted_statements() as found:
        get_aturan(session, hari=today())
    assert len(found) <= 5, "it is read again after every save"


def test_the_variants_differ_in_the_cells_and_besaran_that_the_sources_name() -> None:
    matriks, band = read(list_matriks), read(list_set_band)
    assert [m.kode for m in matriks] == ["A", "B"]
    assert [s.kode for s in band] == ["D", "P", "K", "X"]
    assert differing_cells(matriks) == [(3, 2), (2, 3), (1, 4)]
    assert differing_besaran(band) == [11, 15, 20]
    assert all(invalid_band_reason(s.batas) is None for s in band)
    assert not any(varian.sendiri for varian in (*matriks, *band))


def test_a_copy_changes_nothing() -> None:
    shown = banding(draft())
    assert is_same(shown.lama, shown.baru)
    assert shown.sel == ()
    n = shown.angka
    assert [n.of(p) for p in Perubahan if p != Perubahan.URUTAN] == [0] * 7
    assert n.risiko > 50


def test_what_is_said_differently_is_listed() -> None:
    row_id = draft()
    change(set_selera, row_id, isian_selera(kategori_2=18))
    change(set_skala, row_id, isian_skala(kemungkinan_3_nama="Kadang Terjadi"))
    shown, kategori = banding(row_id), read(list_kategori)
    assert not is_same(shown.lama, shown.baru)
    (teks,) = list_teks_beda(shown.lama, shown.baru)
    assert (teks.jenis, teks.tingkat) == (JenisSkala.KEMUNGKINAN, 3)
    assert (teks.sebelum[0], teks.sesudah[0]) == ("Kadang-Kadang Terjadi", "Kadang Terjadi")
    (selera,) = list_selera_beda(shown.lama, shown.baru, kategori)
    assert (selera.kategori, selera.sebelum, selera.sesudah) == (kategori[1].nama, 15, 18)
    assert list_selera_prioritas(shown.baru, kategori) == [(kategori[1].nama, 18)]
    assert list_selera_prioritas(shown.lama, kategori) == []


def expected(risiko: t.Risiko, lama: Aturan, baru: Aturan) -> set[Perubahan]:
    """Return the kinds of change of one risiko, worked out in Python."""
    k, d = ({p: getattr(risiko, f"{a}_{p}") for p in POSISI} for a in ("kemungkinan", "dampak"))
    before = {p: getattr(risiko, f"besaran_{p}") for p in POSISI}
    after = {p: baru.besaran(k[p], d[p]) for p in POSISI}
    level = {p: lama.level(before[p]).level != baru.level(after[p]).level for p in POSISI}
    now, then = before["saat_ini"], after["saat_ini"]
    priority = now >= lama.batas_prioritas, then >= baru.batas_prioritas
    above = now > lama.selera[risiko.kategori_id], then > baru.selera[risiko.kategori_id]
    return {
        kind
        for kind, holds in {
            Perubahan.LEVEL: level["saat_ini"],
            Perubahan.LEVEL_LAIN: level["inheren"] or level["target"],
            Perubahan.BESARAN: before != after,
            Perubahan.JADI_PRIORITAS: priority == (False, True),
            Perubahan.LEPAS_PRIORITAS: priority == (True, False),
            Perubahan.LEWAT_SELERA: above == (False, True),
            Perubahan.MASUK_SELERA: above == (True, False),
            Perubahan.URUTAN: not after["inheren"] >= then >= after["target"],
        }.items()
        if holds
    }


POSISI = ("inheren", "saat_ini", "target")


@given(rank_tables(), st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_the_lengths_of_the_lists_and_both_are_worked_out_right(
    session: Session, sel: dict[tuple[int, int], int], data: st.DataObject
) -> None:
    lama = get_aturan(session, hari=today())
    limits = st.integers(1, 25)
    baru = replace(
        lama,
        matriks=sel,
        bands=data.draw(st.sampled_from([v.bands for v in list_set_band(session)])),
        batas_prioritas=data.draw(limits),
        selera={kategori: data.draw(limits) for kategori in lama.selera},
    )
    query = select(t.Risiko).where(col(t.Risiko.ditarik_pada).is_(None))
    kinds = {r.kode: expected(r, lama, baru) for r in session.exec(query)}
    angka = count_banding(session, aturan=lama, rancangan=baru)
    assert angka.risiko == len(kinds)
    for p in Perubahan:
        listed = list_banding(session, aturan=lama, rancangan=baru, perubahan=p)
        assert {r.kode for r in listed} == {kode for kode, found in kinds.items() if p in found}
        assert len(listed) == angka.of(p)
        ranks = [r.saat_ini.sesudah for r in listed]
        assert ranks == sorted(ranks, reverse=True)
        page = list_banding(
            session, aturan=lama, rancangan=baru, perubahan=p, mulai_dari=2, sebanyak=3
        )
        assert page == listed[2:5]
        assert all(r.urutan_salah == (Perubahan.URUTAN in kinds[r.kode]) for r in listed)
        assert all(
            (r.prioritas_sebelum, r.prioritas_sesudah) == (False, True)
            for r in listed
            if p == Perubahan.JADI_PRIORITAS
        )


def test_a_withdrawn_risiko_is_not_counted(session: Session) -> None:
    lama = get_aturan(session, hari=today())
    baru = replace(lama, batas_prioritas=1)
    before = count_banding(session, aturan=lama, rancangan=baru)
    risiko = session.exec(
        select(t.Risiko).where(col(t.Risiko.ditarik_pada).is_(None), t.Risiko.besaran_saat_ini < 16)
    ).first()
    assert risiko is not None
    risiko.ditarik_pada = risiko.dibuat_pada
    session.flush()
    after = count_banding(session, aturan=lama, rancangan=baru)
    assert (after.risiko, after.jadi_prioritas) == (before.risiko - 1, before.jadi_prioritas - 1)


def test_the_file_has_a_value_for_every_column() -> None:
    row_id = draft()
    use_matriks(row_id, "B")
    rows = read(list_banding_semua, hari=today(), aturan_id=row_id)
    assert len(rows) == banding(row_id).angka.level > 0
    for row in rows:
        values = {kolom.judul: kolom.value(row) for kolom in KOLOM_BANDING}
        assert values["Besaran saat ini sekarang"] == row.saat_ini.sebelum
        assert values["Level saat ini menurut rancangan"] == row.saat_ini.band_sesudah.nama
        assert None not in values.values()


def test_the_cells_tell_how_many_risiko_stand_in_them() -> None:
    row_id = draft()
    use_matriks(row_id, "B")
    use_band(row_id, "K")
    shown = banding(row_id)
    cells = {(s.geser.kemungkinan, s.geser.dampak): s for s in shown.sel}
    # Cell K2·D3 ranks 11 under A and 10 under B; set K begins Sedang at 12.
    assert set(cells) == {(3, 2), (2, 3), (1, 4)}
    assert (cells[2, 3].geser.sebelum, cells[2, 3].geser.sesudah) == (11, 10)
    counts = read(count_peta, hari=today())
    jumlah = {(c.kemungkinan, c.dampak): c.jumlah for c in counts}
    assert all(s.jumlah == jumlah[cell] for cell, s in cells.items())
