"""Drafts of the risk rules and their adoption, as they are stored."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select

from model import tables as t
from model.choices import JenisSkala, Keyakinan, Peran, Posisi
from model.clock import today
from model.commands.aturan import (
    create_rancangan,
    discard_rancangan,
    set_selera,
    set_skala,
    update_rancangan,
)
from model.commands.risiko import assess_risiko
from model.commands.tetapkan import ASAL, BandingBasi, adopt_rancangan
from model.commands.umum import withdraw
from model.commands.umum_aturan import BukanRancangan
from model.commands.varian import write_band, write_matriks
from model.db import open_session, read_session
from model.errors import DomainError, InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPenilaian
from model.isian_aturan import (
    IsianBand,
    IsianPenetapan,
    IsianRancangan,
    IsianRancanganBaru,
    form_selera,
)
from model.periksa_riwayat import check_riwayat
from model.queries.acuan import get_aturan, list_kategori
from model.queries.aturan_banding import AngkaBanding
from model.queries.risiko import count_peta
from model.rules import SEL
from model.titik import Titik, open_titik
from tests.orang import SISTEM, orang
from tests.unit import aturan
from tests.unit.aturan import (
    TENTANG,
    adopt,
    banding,
    berlaku,
    change,
    draft,
    isian_matriks,
    isian_selera,
    isian_skala,
    positions,
    use_band,
    use_batas,
    use_matriks,
)
from tests.unit.perintah import RISIKO_, by_id, create, perform, riwayat
from tests.unit.test_commands_umum import at_once
from tests.unit.test_rules import matriks_of, rank_tables

pytestmark = pytest.mark.usefixtures("contoh")


# Drafts


def test_a_draft_is_a_copy_that_changes_nothing_by_itself() -> None:
    before = berlaku()
    row_id = draft()
    copy = aturan.aturan_of(row_id)
    parts = ("matriks", "bands", "batas_prioritas", "skala", "selera", "keyakinan_semua")
    assert all(getattr(copy, part) == getattr(before, part) for part in parts)
    assert berlaku() == before
    assert riwayat(aturan.row(row_id)) == [("dibuat", "", None, None)]


def test_a_draft_is_no_copy_of_a_draft() -> None:
    for dari_id in (draft(), 999):
        with pytest.raises(NotFound):
            draft(dari_id)


def test_only_an_admin_makes_changes_adopts_and_discards_a_draft() -> None:
    row_id = draft()
    use_matriks(row_id, "B")
    for peran in (Peran.SEKRETARIAT, Peran.KETUA, Peran.PIMPINAN, Peran.VERIFIKATOR):
        pelaku = orang(peran)
        values = {"nama": "Rancangan", "dari_id": 1}
        with pytest.raises(NotAllowed, match="mengatur aturan risiko"):
            perform(create_rancangan, pelaku=pelaku, isian=IsianRancanganBaru.check(values))
        with pytest.raises(NotAllowed):
            change(write_matriks, row_id, isian_matriks(matriks_of("A")), pelaku)
        with pytest.raises(NotAllowed):
            adopt(row_id, pelaku)
        with pytest.raises(NotAllowed):
            versi = aturan.row(row_id).versi
            perform(discard_rancangan, pelaku=pelaku, row_id=row_id, versi=versi)
    assert aturan.row(row_id).berlaku_sejak is None


def test_of_two_who_change_a_draft_the_second_sees_what_the_first_changed() -> None:
    row_id = draft()
    values = {"nama": "Nama lain", "batas_prioritas": 12}
    perform(update_rancangan, row_id=row_id, versi=1, isian=IsianRancangan.check(values))
    with pytest.raises(StaleVersion) as refused:
        perform(set_selera, row_id=row_id, versi=1, isian=isian_selera(kategori_1=9))
    assert {(p.kolom, p.sebelum, p.sesudah) for p in refused.value.perubahan} == {
        ("Nama", "Rancangan uji", "Nama lain"),
        ("Batas prioritas", "16", "12"),
    }


def test_a_change_of_appetite_or_words_counts_as_a_save_and_is_told_in_one_line() -> None:
    row_id = draft()
    change(set_selera, row_id, isian_selera(kategori_1=9))
    change(set_selera, row_id, isian_selera(kategori_1=9))  # nothing new
    change(set_skala, row_id, isian_skala(dampak_5_kriteria="Layanan berhenti sebulan"))
    assert aturan.row(row_id).versi == 3
    kolom = [line[1:] for line in riwayat(aturan.row(row_id))[1:]]
    assert kolom == [
        ("selera", "Strategis/Kebijakan 15", "Strategis/Kebijakan 9"),
        ("skala", None, "Dampak 5"),
    ]
    now = aturan.aturan_of(row_id)
    assert now.selera[1] == 9
    assert now.skala[JenisSkala.DAMPAK, 5] == ("Sangat Signifikan", "Layanan berhenti sebulan")
    assert (
        now.keyakinan_skala == "dibaca langsung dari sumbernya (1 teks), sumber sekunder (9 teks)"
    )
    assert now.keyakinan_semua.startswith("matriks: sumber sekunder; batas level: ")
    assert berlaku().keyakinan_semua == "sumber sekunder"
    with pytest.raises(StaleVersion) as refused:
        perform(set_skala, row_id=row_id, versi=2, isian=isian_skala())
    assert [(p.kolom, p.sesudah) for p in refused.value.perubahan] == [("Teks skala", "Dampak 5")]


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("dampak_5_nama", "x" * 61),
        ("dampak_5_nama", "ab"),
        ("kemungkinan_1_kriteria", "x" * 601),
        ("kemungkinan_1_kriteria", " "),
    ],
)
def test_words_outside_their_limits_are_refused(kolom: str, nilai: str) -> None:
    with pytest.raises(InvalidIsian) as refused:
        isian_skala(**{kolom: nilai})
    assert set(refused.value.per_kolom) == {kolom}


def test_a_kategori_without_a_limit_is_refused() -> None:
    row_id = draft()
    with read_session() as session:
        form = form_selera(list_kategori(session)[1:])
    isian = form.check(dict.fromkeys(form.model_fields, 10))
    with pytest.raises(InvalidIsian, match="setiap kategori"):
        change(set_selera, row_id, isian)


# Own variants


@given(rank_tables())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rank_table_is_taken_as_an_own_matriks(sel: dict[tuple[int, int], int]) -> None:
    row_id = draft()
    if sel in (matriks_of("A"), matriks_of("B")):
        return
    with read_session() as session:
        others = session.exec(select(t.Matriks.id)).all()
        stored = [aturan_cells(session, matriks_id) for matriks_id in others]
    if sel in stored:
        return
    change(write_matriks, row_id, isian_matriks(sel))
    assert aturan.aturan_of(row_id).matriks == sel


def aturan_cells(session: Any, matriks_id: int) -> dict[tuple[int, int], int]:
    query = select(t.SelMatriks).where(t.SelMatriks.matriks_id == matriks_id)
    return {(s.kemungkinan, s.dampak): s.besaran for s in session.exec(query)}


@given(rank_tables(), st.sampled_from(SEL), st.integers(1, 25))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_table_is_refused_with_a_reason(
    sel: dict[tuple[int, int], int], cell: tuple[int, int], besaran: int
) -> None:
    broken = sel | {cell: besaran}
    if broken == sel:
        return
    with pytest.raises(InvalidIsian) as refused:
        isian_matriks(broken)
    sentence = refused.value.per_kolom["sel"]
    assert f"Belum dipakai: {sel[cell]}" in sentence
    assert f"lebih dari sekali: {besaran} (" in sentence
    assert f"K{cell[0]}·D{cell[1]}" in sentence


def test_an_own_matriks_gets_a_code_and_changes_until_somebody_else_uses_it() -> None:
    first, second = draft(), draft()
    own = matriks_of("A") | {(1, 1): 1, (2, 1): 3, (1, 2): 2}
    change(write_matriks, first, isian_matriks(own))
    matriks_id = aturan.row(first).matriks_id
    with read_session() as session:
        matriks = session.get_one(t.Matriks, matriks_id)
        assert (matriks.kode, matriks.nama) == ("S1", "Uji")
        assert matriks.keyakinan is Keyakinan.PERTIMBANGAN
    assert aturan.aturan_of(first).nama == "Matriks Uji · Set D"
    again = own | {(2, 1): 2, (1, 2): 3, (5, 1): 10, (3, 2): 9}
    change(write_matriks, first, isian_matriks(again, nama="Uji dua"))
    assert aturan.row(first).matriks_id == matriks_id
    assert aturan.aturan_of(first).matriks == again
    use_matriks(second, "S1")
    change(write_matriks, second, isian_matriks(own))
    assert aturan.row(second).matriks_id != matriks_id
    assert aturan.aturan_of(first).matriks == again
    assert ("diubah", "sel_matriks") in {line[:2] for line in riwayat(aturan.row(first))}


def test_stored_variants_never_change_and_are_not_written_twice() -> None:
    row_id = draft()
    with read_session() as session:
        before = session.execute(text("SELECT * FROM sel_matriks ORDER BY 1, 2, 3")).all()
    with pytest.raises(InvalidIsian, match="sama dengan “Varian B”"):
        change(write_matriks, row_id, isian_matriks(matriks_of("B")))
    with pytest.raises(InvalidIsian, match="sama dengan “Set K”"):
        batas = {"batas_1": 5, "batas_2": 11, "batas_3": 15, "batas_4": 19}
        change(write_band, row_id, IsianBand.check(TENTANG | batas))
    own = matriks_of("A") | {(2, 1): 3, (1, 2): 2}
    change(write_matriks, row_id, isian_matriks(own))
    with read_session() as session:
        after = session.execute(
            text("SELECT * FROM sel_matriks WHERE matriks_id <= 2 ORDER BY 1, 2, 3")
        ).all()
    assert after == before


def test_own_limits_cover_1_to_25_with_the_names_and_colours_of_the_set() -> None:
    row_id = draft()
    batas = {"batas_1": 3, "batas_2": 9, "batas_3": 14, "batas_4": 21}
    change(write_band, row_id, IsianBand.check(TENTANG | batas))
    bands, old = aturan.aturan_of(row_id).bands, berlaku().bands
    assert [(b.batas_bawah, b.batas_atas) for b in bands] == [
        (1, 3), (4, 9), (10, 14), (15, 21), (22, 25),
    ]  # fmt: skip
    assert [(b.nama, b.warna) for b in bands] == [(b.nama, b.warna) for b in old]
    change(write_band, row_id, IsianBand.check(TENTANG | batas | {"batas_1": 4}))
    assert aturan.aturan_of(row_id).bands[0].batas_atas == 4


@pytest.mark.parametrize(
    ("batas", "because"),
    [
        ((5, 5, 15, 19), "Batas atas level 2 (5) harus lebih besar daripada batas atas level 1"),
        ((5, 10, 8, 19), "level 3 (8)"),
        ((5, 10, 15, 25), "level 5"),
    ],
)
def test_limits_that_do_not_rise_are_refused(batas: tuple[int, ...], because: str) -> None:
    values = {f"batas_{n}": value for n, value in enumerate(batas, start=1)}
    with pytest.raises(InvalidIsian) as refused:
        IsianBand.check(TENTANG | values)
    assert because in refused.value.per_kolom["batas"]


# Worked examples: which risiko a change of variant moves


@pytest.mark.parametrize(("kode", "moved"), [("K", {11}), ("P", {20}), ("X", {15})])
def test_another_set_of_levels_moves_the_risiko_on_one_besaran(kode: str, moved: set[int]) -> None:
    aturan.spread(berlaku())
    row_id = draft()
    use_band(row_id, kode)
    shown = banding(row_id)
    assert {s.geser.sebelum for s in shown.sel} == moved
    assert all(s.geser.sebelum == s.geser.sesudah for s in shown.sel)
    with read_session() as session:
        stand = session.exec(
            select(t.Risiko.id).where(
                col(t.Risiko.besaran_saat_ini).in_(moved), col(t.Risiko.ditarik_pada).is_(None)
            )
        ).all()
    assert shown.angka.level == len(stand) > 0
    assert shown.angka.besaran == 0
    before = positions()
    assert adopt(row_id) == 0
    assert positions() == before


def test_variant_b_changes_exactly_three_cells_and_the_risiko_in_them() -> None:
    aturan.spread(berlaku())
    row_id = draft()
    use_matriks(row_id, "B")
    cells = {(3, 2): (10, 8), (2, 3): (11, 10), (1, 4): (8, 11)}
    shown = banding(row_id)
    assert {
        (s.geser.kemungkinan, s.geser.dampak): (s.geser.sebelum, s.geser.sesudah) for s in shown.sel
    } == cells
    before = positions()
    expected = {
        row_id_: tuple(
            value
            for place in (0, 3, 6)
            for k, d, besaran in [row[place : place + 3]]
            for value in (k, d, cells.get((k, d), (0, besaran))[1])
        )
        for row_id_, row in before.items()
    }
    assert adopt(row_id) == sum(expected[n] != before[n] for n in before) > 0
    assert positions() == expected
    assert berlaku().id == row_id


# Adoption


def test_an_adoption_is_dated_reasoned_and_told_in_the_riwayat() -> None:
    row_id = draft()
    use_matriks(row_id, "B")
    risiko = create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=2)
    assert risiko.besaran_saat_ini == 10
    adopt(row_id)
    new = aturan.row(row_id)
    assert (new.berlaku_sejak, new.catatan) == (today(), "Hasil rapat uji coba")
    assert new.ditetapkan_pada is not None
    assert {line[1] for line in riwayat(new)} >= {"berlaku_sejak", "ditetapkan_pada", "catatan"}
    after = by_id(RISIKO_, risiko.id)
    assert (after.besaran_saat_ini, after.versi) == (8, 2)
    assert riwayat(after)[1:] == [("diubah", "besaran_saat_ini", "10", "8")]
    with read_session() as session:
        line = session.exec(
            select(t.Riwayat).where(
                t.Riwayat.tabel == "risiko",
                t.Riwayat.baris_id == risiko.id,
                t.Riwayat.kolom == "besaran_saat_ini",
            )
        ).one()
        assert line.asal == ASAL
    assert check_riwayat().utuh


def test_old_penilaian_stay_byte_for_byte_with_the_rules_they_were_made_with() -> None:
    create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=2)
    everything = text("SELECT * FROM penilaian_risiko ORDER BY id")
    with read_session() as session:
        before = session.execute(everything).all()
    row_id = draft()
    use_matriks(row_id, "B")
    adopt(row_id)
    create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=2)
    with read_session() as session:
        after = session.execute(everything).all()
        made = session.exec(select(t.PenilaianRisiko).order_by(col(t.PenilaianRisiko.id))).all()
    assert after[: len(before)] == before
    assert {(p.aturan_id, p.besaran) for p in made[-3:] if p.posisi is Posisi.SAAT_INI} == {
        (row_id, 8)
    }


def test_withdrawn_risiko_are_ranked_anew_too() -> None:
    risiko = create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=2)
    perform(withdraw, huruf="R", row_id=risiko.id, versi=1, alasan="Keliru")
    row_id = draft()
    use_matriks(row_id, "B")
    adopt(row_id)
    assert by_id(RISIKO_, risiko.id).besaran_saat_ini == 8


def test_yesterday_still_shows_the_old_besaran_and_the_old_rules() -> None:
    yesterday = Titik(hari=today() - timedelta(days=1))
    aturan_lama = berlaku()
    with open_titik(yesterday) as (session, hari):
        cells = count_peta(session, hari=hari)
        rows = session.exec(select(t.Risiko.id, t.Risiko.besaran_saat_ini)).all()
    row_id = draft()
    use_matriks(row_id, "B")
    use_batas(row_id, 8)
    change(set_skala, row_id, isian_skala(dampak_5_nama="Luar Biasa"))
    assert adopt(row_id) > 0
    with open_titik(yesterday) as (session, hari):
        assert get_aturan(session, hari=hari) == aturan_lama
        assert count_peta(session, hari=hari) == cells
        assert session.exec(select(t.Risiko.id, t.Risiko.besaran_saat_ini)).all() == rows
        assert session.get(t.AturanRisiko, row_id) is None
    assert (berlaku().id, berlaku().besaran(3, 2), berlaku().batas_prioritas) == (row_id, 8, 8)


def test_the_day_before_an_adoption_shows_a_draft_as_a_draft() -> None:
    row_id = draft()
    use_matriks(row_id, "B")
    with open_session(SISTEM) as session:
        for tabel, kolom in (("aturan_risiko", "dibuat_pada"),):
            session.execute(text(f"UPDATE {tabel} SET {kolom} = '2026-01-01' WHERE id = {row_id}"))
    adopt(row_id)
    with open_titik(Titik(hari=today() - timedelta(days=1))) as (session, hari):
        past = session.get_one(t.AturanRisiko, row_id)
        assert (past.berlaku_sejak, past.ditetapkan_pada) == (None, None)
        assert get_aturan(session, hari=hari).id == 1


def test_of_two_adoptions_on_one_day_the_later_counts() -> None:
    first, second = draft(), draft()
    use_matriks(first, "B")
    use_band(second, "K")
    adopt(second)
    assert berlaku().id == second
    adopt(first)
    assert berlaku().id == first
    assert berlaku().besaran(3, 2) == 8


def test_what_is_not_as_it_was_shown_is_not_adopted() -> None:
    row_id, other = draft(), draft()
    use_matriks(row_id, "B")
    use_band(other, "K")
    shown = banding(row_id)
    create(RISIKO_)
    with pytest.raises(BandingBasi, match="Posisi risiko"):
        adopt(row_id, angka=shown.angka)
    adopt(other)
    with pytest.raises(BandingBasi, match="baru saja diganti"):
        adopt(row_id, dari_id=1)
    with pytest.raises(StaleVersion):
        adopt(row_id, versi=1)
    assert aturan.row(row_id).berlaku_sejak is None
    adopt(row_id)
    with pytest.raises(BukanRancangan, match="sudah ditetapkan"):
        adopt(row_id)


def test_a_draft_that_says_nothing_new_or_lacks_a_part_is_not_adopted() -> None:
    row_id = draft()
    with pytest.raises(InvalidIsian, match="sama dengan aturan yang berlaku"):
        adopt(row_id)
    use_matriks(row_id, "B")
    with open_session(SISTEM) as session:
        session.execute(text(f"DELETE FROM skala WHERE aturan_id = {row_id} AND tingkat = 3"))
        session.execute(text(f"DELETE FROM selera_risiko WHERE aturan_id = {row_id}"))
        session.execute(
            text("UPDATE band_level SET batas_atas = 9 WHERE set_band_id = 1 AND level = 2")
        )
    with pytest.raises(InvalidIsian) as refused:
        adopt_blind(row_id)
    assert set(refused.value.per_kolom) == {"skala", "selera", "batas"}


def adopt_blind(row_id: int) -> int:
    """Adopt with any numbers: it is refused before they are looked at."""
    versi = aturan.row(row_id).versi
    angka = AngkaBanding(0, 0, 0, 0, 0, 0, 0, 0, 0)
    return int(
        perform(
            adopt_rancangan, row_id=row_id, versi=versi, dari_id=1, angka=angka,
            isian=aturan.ALASAN,
        )
    )  # fmt: skip


def test_an_adoption_needs_a_reason() -> None:
    with pytest.raises(InvalidIsian, match="Alasan penetapan terlalu pendek"):
        IsianPenetapan.check({"catatan": " \n"})


def test_a_discarded_draft_is_neither_changed_nor_adopted() -> None:
    row_id = draft()
    perform(discard_rancangan, row_id=row_id, versi=1)
    assert ("diubah", "dibuang_pada") in {line[:2] for line in riwayat(aturan.row(row_id))}
    with pytest.raises(BukanRancangan, match="sudah dibuang"):
        use_matriks(row_id, "B")
    with pytest.raises(BukanRancangan):
        adopt(row_id)


def test_a_risiko_whose_order_breaks_can_be_assessed_again() -> None:
    risiko = create(
        RISIKO_, kemungkinan_inheren=2, dampak_inheren=3, kemungkinan_saat_ini=3,
        dampak_saat_ini=2, kemungkinan_target=1, dampak_target=4,
    )  # fmt: skip
    row_id = draft()
    use_matriks(row_id, "B")  # 11, 10, 8 becomes 10, 8, 11
    before = banding(row_id).angka.urutan
    assert before >= 1
    adopt(row_id)
    after = by_id(RISIKO_, risiko.id)
    assert (after.besaran_inheren, after.besaran_saat_ini, after.besaran_target) == (10, 8, 11)
    values = {
        "kemungkinan_inheren": 2, "dampak_inheren": 3, "kemungkinan_saat_ini": 3,
        "dampak_saat_ini": 2, "kemungkinan_target": 1, "dampak_target": 3, "alasan": "Matriks baru",
    }  # fmt: skip
    wrong = IsianPenilaian.check(values | {"dampak_target": 4})
    with pytest.raises(InvalidIsian):
        perform(assess_risiko, row_id=risiko.id, versi=after.versi, isian=wrong)
    perform(assess_risiko, row_id=risiko.id, versi=after.versi, isian=IsianPenilaian.check(values))
    assert by_id(RISIKO_, risiko.id).besaran_target == 5


def test_of_two_who_adopt_at_once_one_is_told_that_the_rules_were_replaced() -> None:
    first, second = draft(), draft()
    use_matriks(first, "B")
    use_band(second, "K")
    shown = {n: (banding(n).angka, aturan.row(n).versi) for n in (first, second)}
    results = at_once(
        *(
            lambda n=n: adopt(n, angka=shown[n][0], versi=shown[n][1], dari_id=1)
            for n in (first, second)
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["BandingBasi", "int"]


def test_whoever_assesses_while_rules_are_adopted_gets_the_rank_of_those_in_force() -> None:
    risiko = create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=3)
    values = {
        "kemungkinan_inheren": 5, "dampak_inheren": 5, "kemungkinan_saat_ini": 3,
        "dampak_saat_ini": 2, "kemungkinan_target": 1, "dampak_target": 1, "alasan": "Diuji",
    }  # fmt: skip
    for kode, dampak in (("B", 2), ("A", 3), ("B", 2)):
        row_id = draft()
        use_matriks(row_id, kode)
        shown, versi = banding(row_id), aturan.row(row_id).versi
        isian = IsianPenilaian.check(values | {"dampak_saat_ini": dampak})
        risiko = by_id(RISIKO_, risiko.id)
        results = at_once(
            partial(adopt, row_id, versi=versi, dari_id=shown.lama.id, angka=shown.angka),
            partial(perform, assess_risiko, row_id=risiko.id, versi=risiko.versi, isian=isian),
        )
        # Whoever comes second may be refused in words; nobody runs into a deadlock.
        assert all(isinstance(result, int | DomainError | None) for result in results)
        now = berlaku()
        assert all(row[2] == now.besaran(*row[:2]) for row in positions().values())
