"""Every cell of the table of rights, tried through the commands: role × action × own or other.

What is expected is read from the table that docs/hak.md prints, not from the code.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran, Tindakan
from model.commands.aksi import update_status
from model.commands.aksi_banyak import UbahBaris, update_status_many
from model.commands.bukti import add_bukti, withdraw_bukti
from model.commands.keputusan import answer_keputusan
from model.commands.kosongkan import empty_store
from model.commands.layar import create_layar, new_tautan, revoke_layar
from model.commands.pengguna import (
    anonymise_pengguna,
    create_pengguna,
    reset_sandi,
    set_aktif,
    update_pengguna,
)
from model.commands.risiko import assess_risiko
from model.commands.tanggapan import create_tanggapan, withdraw_tanggapan
from model.commands.umum import restore, withdraw
from model.commands.verifikasi import verify_aksi
from model.config import ROOT
from model.db import open_session, read_session
from model.errors import NotAllowed
from model.isian import IsianPemutakhiran, IsianPenilaian
from model.isian_keputusan import IsianJawaban
from model.isian_pengguna import IsianAdminPertama, IsianLayar, IsianPengguna
from model.isian_tanggapan import IsianTanggapan
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Hak, Pelaku
from tests.orang import BUKTI, SISTEM, stored
from tests.unit import perintah
from tests.unit.perintah import AKSI, KEPUTUSAN, POSISI, RISIKO_, Jenis

ORANG = [peran for peran in Peran if peran != Peran.PROGRAM]
SENDIRI, LAIN = 1, 2  # the number of a pokja and of a perangkat daerah at once

INDUK = {
    "isu_id": t.IsuStrategis,
    "permasalahan_id": t.Permasalahan,
    "solusi_id": t.Solusi,
    "risiko_id": t.Risiko,
}

Perform = Callable[[Session, Pelaku, Any, int], Any]


@dataclass(frozen=True)
class Percobaan:
    """One thing somebody tries: `perform(session, pelaku, subject, milik)` with a right."""

    nama: str
    hak: Hak
    perform: Perform
    prepare: Callable[[int], Any] = lambda _milik: None


def values_of(session: Session, jenis: Jenis, milik: int) -> dict[str, Any]:
    """Return what a form of this kind needs to belong to pokja and PD `milik`."""
    values: dict[str, Any] = {"pd_id": milik} if "pd_id" in jenis.form.model_fields else {}
    if jenis.induk:
        kind = INDUK[jenis.induk]
        query = select(kind.id).where(kind.pokja_id == milik, col(kind.ditarik_pada).is_(None))
        values[jenis.induk] = session.exec(query.order_by(col(kind.id)).limit(1)).one()
    return values


def create(session: Session, pelaku: Pelaku, jenis: Jenis, milik: int) -> str:
    isian = jenis.isian(**values_of(session, jenis, milik))
    return jenis.create(session, pelaku=pelaku, pokja_id=milik, isian=isian)


def fresh(jenis: Jenis, *, withdrawn: bool = False) -> Callable[[int], Any]:
    """Return what makes an object of a kind that belongs to pokja and PD `milik`."""

    def prepare(milik: int) -> Any:
        with open_session(SISTEM) as session:
            kode = create(session, SISTEM, jenis, milik)
        row = perintah.by_kode(jenis, kode)
        if withdrawn:
            with open_session(SISTEM) as session:
                withdraw(session, pelaku=SISTEM, **of(jenis, row), alasan="Tidak jadi")
            row = perintah.by_kode(jenis, kode)
        return row

    return prepare


def of(jenis: Jenis, row: Any) -> dict[str, Any]:
    return {"huruf": jenis.huruf, "row_id": row.id, "versi": row.versi}


def creating(jenis: Jenis) -> Percobaan:
    return Percobaan(
        f"create {jenis.huruf}",
        jenis.hak,
        lambda session, pelaku, _row, milik: create(session, pelaku, jenis, milik),
    )


def updating(jenis: Jenis) -> Percobaan:
    def perform(session: Session, pelaku: Pelaku, row: Any, milik: int) -> None:
        isian = jenis.perubahan(**values_of(session, jenis, milik), judul="Judul yang baru")
        jenis.update(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)

    return Percobaan(f"update {jenis.huruf}", jenis.hak, perform, fresh(jenis))


def withdrawing(jenis: Jenis) -> Percobaan:
    return Percobaan(
        f"withdraw {jenis.huruf}",
        jenis.hak_tarik,
        lambda session, pelaku, row, _milik: withdraw(
            session, pelaku=pelaku, **of(jenis, row), alasan="Tidak jadi"
        ),
        fresh(jenis),
    )


def restoring(jenis: Jenis) -> Percobaan:
    return Percobaan(
        f"restore {jenis.huruf}",
        jenis.hak_tarik,
        lambda session, pelaku, row, _milik: restore(session, pelaku=pelaku, **of(jenis, row)),
        fresh(jenis, withdrawn=True),
    )


def assess(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianPenilaian.check(POSISI | {"dampak_saat_ini": 3, "alasan": "Dinilai ulang"})
    assess_risiko(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)


def report(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianPemutakhiran.check({"status": "berjalan", "progres": 40})
    update_status(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)


def report_in_bulk(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    baris = UbahBaris(row.id, row.versi, {"status": "berjalan", "progres": 30})
    for jawaban in update_status_many(session, pelaku=pelaku, daftar=[baris]):
        # A row that is refused keeps no other from being saved, so it comes back as an answer.
        if isinstance(jawaban.penolakan, NotAllowed):
            raise jawaban.penolakan


def claim(milik: int) -> Any:
    """Make an action whose claim waits for a verifikator."""
    row = fresh(AKSI)(milik)
    isian = IsianPemutakhiran.check({"status": "selesai", "progres": 100})
    with open_session(SISTEM) as session:
        update_status(
            session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian, bukti=BUKTI
        )
    return perintah.by_kode(AKSI, row.kode)


def verify(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianVerifikasi.check({"hasil": "diterima"})
    verify_aksi(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)


def prove(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    add_bukti(session, pelaku=pelaku, aksi_id=row.id, bukti=BUKTI)


def proven(milik: int) -> int:
    """Make an action with a bukti; return the number of the bukti."""
    row = fresh(AKSI)(milik)
    with open_session(SISTEM) as session:
        add_bukti(session, pelaku=SISTEM, aksi_id=row.id, bukti=BUKTI)
        session.flush()
        return session.exec(select(t.Bukti.id).where(t.Bukti.aksi_id == row.id)).one()


def remark(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianTanggapan.check({"isi": "Setuju"})
    create_tanggapan(session, pelaku=pelaku, huruf="A", row_id=row.id, isian=isian)


def remarked(milik: int) -> int:
    """Make an action with somebody's tanggapan; return the number of the tanggapan."""
    row = fresh(AKSI)(milik)
    with open_session(SISTEM) as session:
        isian = IsianTanggapan.check({"isi": "Usul"})
        return create_tanggapan(session, pelaku=SISTEM, huruf="A", row_id=row.id, isian=isian)


def answer(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianJawaban.check({"status": "selesai", "tanggapan_pd": "Sudah dijalankan."})
    answer_keputusan(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)


def hang(milik: int) -> int:
    """Make a screen; return the number of its account."""
    with open_session(SISTEM) as session:
        return create_layar(
            session, pelaku=SISTEM, isian=IsianLayar.check({"nama": f"Ruang {milik}"})
        ).pengguna_id


def engage(_milik: int) -> Any:
    """Make an account for somebody to manage."""
    with open_session(SISTEM) as session:
        values = {
            "nama_masuk": f"baru.{secrets.token_hex(4)}",
            "nama": "Orang",
            "peran": "pimpinan",
        }
        made = create_pengguna(session, pelaku=SISTEM, isian=IsianPengguna.check(values))
    with read_session() as session:
        return session.get_one(t.Pengguna, made.pengguna_id)


def promote(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    isian = IsianPengguna.check({"nama_masuk": row.nama_masuk, "nama": "Ganti", "peran": "admin"})
    update_pengguna(session, pelaku=pelaku, row_id=row.id, versi=row.versi, isian=isian)


def managing(nama: str, command: Callable[..., Any], **more: Any) -> Percobaan:
    def perform(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
        command(session, pelaku=pelaku, row_id=row.id, versi=row.versi, **more)

    return Percobaan(nama, Hak.KELOLA_PENGGUNA, perform, engage)


PERCOBAAN = [
    *[make(jenis) for jenis in perintah.SEMUA for make in (creating, updating)],
    *[make(jenis) for jenis in perintah.SEMUA for make in (withdrawing, restoring)],
    Percobaan("assess", Hak.UBAH_RANTAI, assess, fresh(RISIKO_)),
    Percobaan("update status", Hak.MUTAKHIRKAN, report, fresh(AKSI)),
    Percobaan("update in bulk", Hak.MUTAKHIRKAN, report_in_bulk, fresh(AKSI)),
    Percobaan("add bukti", Hak.MUTAKHIRKAN, prove, fresh(AKSI)),
    Percobaan(
        "withdraw bukti",
        Hak.MUTAKHIRKAN,
        lambda session, pelaku, number, _: withdraw_bukti(session, pelaku=pelaku, bukti_id=number),
        proven,
    ),
    Percobaan("answer keputusan", Hak.MUTAKHIRKAN, answer, fresh(KEPUTUSAN)),
    Percobaan("verify", Hak.VERIFIKASI, verify, claim),
    Percobaan("remark", Hak.TANGGAPI, remark, fresh(AKSI)),
    Percobaan(
        "withdraw the remark of another",
        Hak.TARIK,
        lambda session, pelaku, number, _: withdraw_tanggapan(
            session, pelaku=pelaku, tanggapan_id=number
        ),
        remarked,
    ),
    Percobaan(
        "create layar",
        Hak.KELOLA_LAYAR,
        lambda session, pelaku, _row, _milik: create_layar(
            session, pelaku=pelaku, isian=IsianLayar.check({"nama": "Ruang uji"})
        ),
    ),
    Percobaan(
        "new link of a layar",
        Hak.KELOLA_LAYAR,
        lambda session, pelaku, number, _: new_tautan(session, pelaku=pelaku, layar_id=number),
        hang,
    ),
    Percobaan(
        "revoke layar",
        Hak.KELOLA_LAYAR,
        lambda session, pelaku, number, _: revoke_layar(session, pelaku=pelaku, layar_id=number),
        hang,
    ),
    Percobaan(
        "create pengguna",
        Hak.KELOLA_PENGGUNA,
        lambda session, pelaku, _row, milik: create_pengguna(
            session,
            pelaku=pelaku,
            isian=IsianPengguna.check(
                {"nama_masuk": f"orang.{milik}", "nama": "Orang", "peran": "pimpinan"}
            ),
        ),
    ),
    Percobaan("update pengguna", Hak.KELOLA_PENGGUNA, promote, engage),
    managing("reset sandi", reset_sandi),
    managing("disable", set_aktif, aktif=False),
    managing("anonymise", anonymise_pengguna),
]


def documented() -> dict[tuple[str, str], str]:
    """Return the reach that docs/hak.md prints, by words of the action and label of the role."""
    lines = (ROOT / "docs" / "hak.md").read_text("utf-8").splitlines()
    head, _, *rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    return {
        (row[0], label): cell for row in rows for label, cell in zip(head[1:], row[1:], strict=True)
    }


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the riwayat and its head."""
    with read_session() as session:
        return {
            name: [tuple(row) for row in session.execute(table.select())]
            for name, table in t.Base.metadata.tables.items()
            if name not in ("riwayat", "versi_data")
        }


def refusals(pelaku: Pelaku) -> int:
    with read_session() as session:
        query = select(t.Riwayat.id).where(
            t.Riwayat.tindakan == Tindakan.DITOLAK, t.Riwayat.pelaku_id == pelaku.id
        )
        return len(session.exec(query).all())


def cells() -> Iterator[Any]:
    reach = documented()
    for percobaan in PERCOBAAN:
        for peran in ORANG:
            for milik in (SENDIRI, LAIN):
                batas = reach[percobaan.hak.value, peran.label]
                boleh = batas == "semua" or (batas != "tidak" and milik == SENDIRI)
                yield percobaan, peran, milik, boleh


# The rights are asked in Python, and some six hundred cells take their time: one database will do.
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("peran", ORANG)
def test_every_cell_is_as_documented_and_a_refusal_leaves_nothing_but_its_event(
    peran: Peran,
) -> None:
    pelaku = stored(peran, milik=SENDIRI)
    tried = [cell for cell in cells() if cell[1] == peran]
    subjects = [percobaan.prepare(milik) for percobaan, _, milik, _ in tried]
    wrong = []
    now, events = contents(), refusals(pelaku)
    for (percobaan, _, milik, boleh), subject in zip(tried, subjects, strict=True):
        before = now
        try:
            with open_session(pelaku) as session:
                percobaan.perform(session, pelaku, subject, milik)
        except NotAllowed:
            events += 1
            refused = True
        else:
            refused = False
        now = contents()
        if (refused, now == before, refusals(pelaku)) != (not boleh, not boleh, events):
            wrong.append((percobaan.nama, milik, "refused" if refused else "done"))
    assert wrong == []


def test_every_right_to_change_something_is_tried() -> None:
    reading = {Hak.BACA, Hak.UNDUH, Hak.LIHAT_AUDIT}
    assert {percobaan.hak for percobaan in PERCOBAAN} | {Hak.KOSONGKAN} == set(Hak) - reading


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("peran", ORANG)
def test_only_who_may_empties_the_store(peran: Peran) -> None:
    pelaku = stored(peran)
    before = contents()
    isian = IsianAdminPertama.check({"nama_masuk": "admin.baru", "nama": "Admin Baru"})
    allowed = documented()[Hak.KOSONGKAN.value, peran.label] == "semua"
    try:
        with open_session(pelaku) as session:
            empty_store(session, pelaku=pelaku, isian=isian)
    except NotAllowed:
        assert not allowed
        assert contents() == before
    else:
        assert allowed
