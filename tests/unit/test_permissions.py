"""The table of rights itself; test_hak tries every cell of it through the commands."""

import pytest

from model.choices import Peran
from model.config import ROOT
from model.errors import NotAllowed
from model.permissions import (
    HAK_PERAN,
    Hak,
    Lingkup,
    jangkauan,
    may,
    may_somewhere,
    program,
    require,
    rights_table,
)
from tests.orang import orang

ORANG = [peran for peran in Peran if peran != Peran.PROGRAM]


def test_the_documents_print_the_table() -> None:
    assert rights_table() in (ROOT / "docs" / "hak.md").read_text("utf-8")


def test_every_peran_has_its_rights_written_down() -> None:
    assert set(HAK_PERAN) == set(Peran)
    assert all(Hak.BACA in rights for rights in HAK_PERAN.values())


def test_pimpinan_and_layar_change_nothing() -> None:
    reading = {Hak.BACA, Hak.UNDUH}
    assert set(HAK_PERAN[Peran.PIMPINAN]) == reading
    assert set(HAK_PERAN[Peran.LAYAR]) == {Hak.BACA}


def test_only_a_verifikator_verifies_and_a_verifikator_changes_no_chain() -> None:
    assert [p for p in ORANG if may_somewhere(orang(p), Hak.VERIFIKASI)] == [Peran.VERIFIKATOR]
    for hak in (Hak.UBAH_RANTAI, Hak.TARIK, Hak.MUTAKHIRKAN, Hak.PUTUSKAN):
        assert not may_somewhere(orang(Peran.VERIFIKATOR), hak)


def test_only_an_admin_manages_accounts_and_reads_the_audit() -> None:
    for hak in (Hak.KELOLA_PENGGUNA, Hak.LIHAT_AUDIT, Hak.KOSONGKAN):
        assert [p for p in ORANG if may_somewhere(orang(p), hak)] == [Peran.ADMIN]


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.ANGGOTA])
def test_a_pokja_writes_in_its_own_pokja_only(peran: Peran) -> None:
    pelaku = orang(peran, milik=3)
    assert may(pelaku, Hak.UBAH_RANTAI, pokja_id=3)
    assert not may(pelaku, Hak.UBAH_RANTAI, pokja_id=4)
    assert not may(pelaku, Hak.UBAH_RANTAI)
    assert not may(pelaku, Hak.UBAH_RANTAI, pokja_id=4, pd_id=3)


def test_a_pic_updates_the_actions_of_their_own_perangkat_daerah_in_any_pokja() -> None:
    pelaku = orang(Peran.PIC, milik=7)
    assert may(pelaku, Hak.MUTAKHIRKAN, pokja_id=1, pd_id=7)
    assert may(pelaku, Hak.MUTAKHIRKAN, pokja_id=9, pd_id=7)
    assert not may(pelaku, Hak.MUTAKHIRKAN, pokja_id=7, pd_id=8)
    assert not may(pelaku, Hak.MUTAKHIRKAN, pokja_id=7, pd_id=None)
    assert not may(pelaku, Hak.UBAH_RANTAI, pokja_id=1, pd_id=7)


@pytest.mark.parametrize("peran", Peran)
@pytest.mark.parametrize("hak", Hak)
def test_what_is_drawn_by_reach_is_what_the_person_may_do(peran: Peran, hak: Hak) -> None:
    pelaku = orang(peran)
    for pokja_id in (None, 1, 2):
        for pd_id in (None, 1, 2):
            held = jangkauan(pelaku, hak).holds(pokja_id, pd_id)
            assert held == may(pelaku, hak, pokja_id=pokja_id, pd_id=pd_id)
            assert may_somewhere(pelaku, hak) or not held


@pytest.mark.parametrize("hak", Hak)
def test_a_refusal_says_what_may_not_be_done_and_who_can_help(hak: Hak) -> None:
    require(program("Pemuatan awal"), hak)
    for peran in ORANG:
        batas = HAK_PERAN[peran].get(hak, Lingkup.TIDAK)
        if batas == Lingkup.SEMUA:
            require(orang(peran), hak)
            continue
        with pytest.raises(NotAllowed) as refused:
            require(orang(peran), hak, pokja_id=99, pd_id=99)
        assert hak.value in str(refused.value)
        assert "Hubungi" in str(refused.value)


def test_the_riwayat_never_learns_a_name() -> None:
    assert orang(Peran.KETUA, nama="Siti Rahma", id=7).jejak == "Pengguna 7"
    assert program("Pemuatan awal").jejak == "Pemuatan awal"
