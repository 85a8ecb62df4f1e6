"""New rules in force between two points in time: nothing moves by them, and the counts add up."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import Session

from model.arus import JenisPerubahan
from model.beda import is_prioritas
from model.clock import today
from model.commands.risiko import assess_risiko
from model.commands.umum import withdraw
from model.commands.varian import write_matriks
from model.db import read_session, snapshot_session
from model.isian import IsianPenilaian
from model.perubahan import Neraca, Perubahan, read_perubahan
from model.pindah import Gerak, Perpindahan, compare
from model.queries.acuan import get_aturan
from model.queries.banding import Gambaran
from model.queries.masa_aturan import GantiAturan, list_ganti_aturan
from model.queries.pergerakan import LetakRisiko, map_letak
from model.queries.risiko import SaringanRisiko, count_risiko
from model.rules import SEL
from model.titik import KINI, Titik, open_titik
from tests.stores import one_each
from tests.unit.acak import Acak
from tests.unit.aturan import adopt, berlaku, change, draft, isian_matriks, use_batas
from tests.unit.perintah import POSISI, RISIKO_, by_id, create, perform
from tests.unit.test_perubahan import added_up, compared, gambaran, kinds

J = JenisPerubahan
OWN = {J.RISIKO_NAIK: Gerak.NAIK, J.RISIKO_TURUN: Gerak.TURUN}
BY_RULES = {J.RISIKO_MASUK_ATURAN, J.RISIKO_KELUAR_ATURAN}

Letak = dict[int, LetakRisiko]

pytestmark = pytest.mark.usefixtures("contoh")


def any_matriks(rng: Random) -> dict[tuple[int, int], int]:
    """Fill the cells with 1 to 25, each time one whose left and lower neighbours are filled."""
    matriks: dict[tuple[int, int], int] = {}
    for besaran in range(1, 26):
        free = [
            (k, d)
            for k, d in SEL
            if (k, d) not in matriks
            and (k == 1 or (k - 1, d) in matriks)
            and (d == 1 or (k, d - 1) in matriks)
        ]
        matriks[rng.choice(free)] = besaran
    return matriks


def adopt_rules(sel: Mapping[tuple[int, int], int], batas: int) -> None:
    row_id = draft(berlaku().id)
    change(write_matriks, row_id, isian_matriks(sel))
    use_batas(row_id, batas)
    adopt(row_id)


def letak(session: Session) -> Letak:
    return map_letak(session, hari=today(), saringan=SaringanRisiko())


def state() -> tuple[Gambaran, Letak]:
    with snapshot_session() as session:
        return gambaran(), letak(session)


def moved(perubahan: Perubahan) -> dict[int, Gerak]:
    return {b.id: OWN[b.jenis] for b in perubahan.butir if b.jenis in OWN}


def on_map(pindah: Perpindahan) -> dict[int, Gerak]:
    return {n: gerak for n, gerak in pindah.gerak.items() if gerak in OWN.values()}


def of_kind(perubahan: Perubahan, *jenis: JenisPerubahan) -> set[int]:
    return {b.id for b in perubahan.butir if b.jenis in jenis}


@pytest.mark.parametrize(("kind", "seed"), one_each(1, 2))
def test_rules_that_only_number_anew_move_nothing_and_the_balance_holds(seed: int) -> None:
    rng = Random(seed)
    first, before = state()
    for batas in (16, 13, 19):
        adopt_rules(any_matriks(rng), batas)
        last, after = state()
        renumbered = [n for n, row in last.risiko.items() if row.besaran != first.risiko[n].besaran]
        assert len(renumbered) > 20
        found = compared(first, last)
        assert found.aturan_beda
        assert {b.jenis for b in found.butir} <= BY_RULES
        added_up(found)
        assert on_map(compare(before, before, after, last.aturan)) == {}
        crossed = {
            n for n, row in last.risiko.items()
            if is_prioritas(first, first.risiko[n]) != is_prioritas(last, row)
        }  # fmt: skip
        assert of_kind(found, *BY_RULES) == crossed
    assert crossed


@pytest.mark.parametrize(("kind", "seed"), one_each(3, 4))
def test_movements_are_those_of_the_map_whatever_was_done_and_adopted(seed: int) -> None:
    rng, acak = Random(seed), Acak(seed)
    stages = [state()]
    for batas in (16, 12, 18):
        for _ in range(40):
            acak.step()
        stages.append(state())
        adopt_rules(any_matriks(rng), batas)
        stages.append(state())
    moves, crossings = 0, 0
    for place, (lama, before) in enumerate(stages):
        for baru, after in stages[place:]:
            found = compared(lama, baru)
            assert moved(found) == on_map(compare(before, before, after, baru.aturan))
            assert found.aturan_beda == (lama.aturan.id != baru.aturan.id)
            added_up(found)
            # What crosses the limit by itself moved that way, or came or went.
            came = of_kind(found, J.RISIKO_NAIK, J.RISIKO_BARU, J.RISIKO_DIPULIHKAN)
            went = of_kind(found, J.RISIKO_TURUN, J.RISIKO_DITARIK)
            assert of_kind(found, J.RISIKO_MASUK) <= came
            assert of_kind(found, J.RISIKO_KELUAR) <= went
            by_rules = of_kind(found, *BY_RULES)
            assert found.aturan_beda or not by_rules
            moves, crossings = moves + len(moved(found)), crossings + len(by_rules)
    assert moves > 5 and crossings > 5


def test_since_the_closed_rakor_the_page_and_the_map_say_the_same() -> None:
    adopt_rules(any_matriks(Random(5)), 17)
    with read_session() as session:
        found = read_perubahan(session, dari=Titik(rakor_id=1), sampai=KINI)
        with open_titik(Titik(rakor_id=1)) as (past, _):
            before = letak(past)
        pindah = compare(before, before, letak(session), get_aturan(session, hari=today()))
        prioritas = count_risiko(session, hari=today(), saringan=SaringanRisiko(prioritas=True))
    assert moved(found) == on_map(pindah) != {}
    assert found.aturan_beda
    assert found.list_neraca(Neraca.PRIORITAS)[-1].akhir == prioritas
    added_up(found)


def test_a_risiko_that_new_rules_alone_take_across_the_limit_says_both_limits() -> None:
    def assess(row_id: int, kemungkinan: int, dampak: int) -> None:
        saat_ini = {"kemungkinan_saat_ini": kemungkinan, "dampak_saat_ini": dampak}
        isian = IsianPenilaian.check(POSISI | saat_ini | {"alasan": "Dinilai ulang"})
        versi = by_id(RISIKO_, row_id).versi
        perform(assess_risiko, row_id=row_id, versi=versi, isian=isian)

    # 4×3 ranks 16, where priority began; from now on it begins at 17. 3×3 ranks 14.
    still, fell, rose, gone = (
        create(RISIKO_, kemungkinan_saat_ini=k, dampak_saat_ini=3) for k in (4, 4, 3, 4)
    )
    assert [by_id(RISIKO_, r.id).besaran_saat_ini for r in (still, rose)] == [16, 14]
    lama = gambaran()
    row_id = draft()
    use_batas(row_id, 17)
    adopt(row_id)
    assess(fell.id, 3, 3)
    assess(rose.id, 4, 3)
    perform(
        withdraw, huruf="R", row_id=gone.id, versi=by_id(RISIKO_, gone.id).versi, alasan="Ganda"
    )
    found = compared(lama, gambaran())
    assert kinds(found, still.kode) == {
        J.RISIKO_KELUAR_ATURAN: ("16 Tinggi, batas 16", "16 Tinggi, batas 17")
    }
    # By the rules of then it would have left too: that was its own doing.
    assert set(kinds(found, fell.kode)) == {J.RISIKO_TURUN, J.RISIKO_KELUAR}
    # It rose to where priority had begun, and no longer does.
    assert kinds(found, rose.kode) == {J.RISIKO_NAIK: ("14 Sedang", "16 Tinggi")}
    assert set(kinds(found, gone.kode)) == {J.RISIKO_DITARIK, J.RISIKO_KELUAR}
    added_up(found)


def test_the_days_on_which_rules_changed_are_told_once_each() -> None:
    def changes(sejak: date) -> list[GantiAturan]:
        with read_session() as session:
            return list_ganti_aturan(session, sejak=sejak, hari=today())

    assert changes(date.min) == []
    adopt_rules(any_matriks(Random(6)), 16)
    adopt_rules(any_matriks(Random(7)), 17)
    (one,) = changes(today() - timedelta(days=1))
    assert (one.sejak, f"Matriks {one.nama}") == (today(), berlaku().nama)
    assert changes(date.min) == [one]
    assert changes(today()) == []
