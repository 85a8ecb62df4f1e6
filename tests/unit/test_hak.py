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
from model.choices import ModeLayar, Peran, Tindakan
from model.clock import today
from model.commands.agenda import (
    create_agenda,
    create_sesi,
    fill_sesi,
    move_agenda,
    update_agenda,
    update_sesi,
    withdraw_agenda,
    withdraw_sesi,
)
from model.commands.aksi import update_status
from model.commands.aksi_banyak import UbahBaris, update_status_many
from model.commands.aturan import (
    choose_band,
    choose_matriks,
    create_rancangan,
    discard_rancangan,
    set_selera,
    set_skala,
    update_rancangan,
)
from model.commands.bukti import add_bukti, restore_bukti, withdraw_bukti
from model.commands.eskalasi import answer_eskalasi, create_eskalasi, take_back_eskalasi
from model.commands.indikator import (
    create_indikator,
    record_nilai,
    restore_indikator,
    update_indikator,
    withdraw_indikator,
)
from model.commands.kehadiran import (
    record_hadir,
    record_kehadiran,
    withdraw_hadir,
    withdraw_kehadiran,
)
from model.commands.kejadian import (
    create_kejadian,
    restore_kejadian,
    update_kejadian,
    withdraw_kejadian,
)
from model.commands.keputusan import (
    answer_keputusan,
    make_aksi_of_keputusan,
    record_keputusan,
)
from model.commands.kosongkan import empty_store
from model.commands.layar import create_layar, new_tautan, revoke_layar
from model.commands.panduan import run_waktu, set_mode, steer, stop_waktu
from model.commands.pengabaian import create_pengabaian, revoke_pengabaian
from model.commands.pengguna import (
    anonymise_pengguna,
    create_pengguna,
    reset_sandi,
    set_aktif,
    update_pengguna,
)
from model.commands.rakor import create_rakor, set_undangan, update_rakor
from model.commands.risiko import assess_risiko
from model.commands.tanggapan import create_tanggapan, withdraw_tanggapan
from model.commands.umum import restore, withdraw
from model.commands.varian import write_band, write_matriks
from model.commands.verifikasi import verify_aksi
from model.config import ROOT
from model.db import engine, open_session, read_session
from model.errors import NotAllowed
from model.isian import IsianPemutakhiran, IsianPenilaian
from model.isian_aturan import (
    IsianPilihBand,
    IsianPilihMatriks,
    IsianRancangan,
    IsianRancanganBaru,
)
from model.isian_eskalasi import IsianEskalasi, IsianHasil
from model.isian_keputusan import IsianJawaban, IsianKeputusan
from model.isian_pengabaian import IsianPengabaian
from model.isian_pengguna import IsianAdminPertama, IsianLayar, IsianPengguna
from model.isian_rakor import IsianAgenda
from model.isian_risiko import IsianIndikator, IsianKejadian, IsianNilai
from model.isian_tanggapan import IsianTanggapan
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Hak, Pelaku, may_somewhere
from model.queries.panduan import get_denyut
from tests.orang import BUKTI, SISTEM, stored
from tests.stores import written_tables
from tests.unit import aturan, perintah, rakor
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


def found(milik: int) -> Any:
    """Make a permasalahan that nothing answers yet: a finding of the pemeriksaan."""
    return fresh(perintah.PERMASALAHAN)(milik)


def declare(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> int:
    isian = IsianPengabaian.check({"alasan": "Dijawab pokja lain"})
    return create_pengabaian(
        session, pelaku=pelaku, aturan="tanpa_solusi", objek=row.kode, isian=isian
    )


def declared(milik: int) -> int:
    row = found(milik)
    with open_session(SISTEM) as session:
        return declare(session, SISTEM, row, milik)


def undeclare(session: Session, pelaku: Pelaku, row_id: Any, _milik: int) -> None:
    revoke_pengabaian(session, pelaku=pelaku, row_id=row_id, versi=1)


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


def on_risiko(command: Callable[..., Any], isian: Any) -> Percobaan:
    """Return the try of a command that adds something to a risiko."""

    def perform(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
        command(session, pelaku=pelaku, risiko_id=row.id, isian=isian)

    return Percobaan(command.__name__, Hak.UBAH_RANTAI, perform, fresh(RISIKO_))


def on_pantau(
    command: Callable[..., Any],
    make: Callable[..., int],
    baru: Any,
    *,
    gone: bool = False,
    **more: Any,
) -> Percobaan:
    """Return the try of a command about an indikator or a kejadian, withdrawn before if `gone`."""

    def prepare(milik: int) -> int:
        row = fresh(RISIKO_)(milik)
        with open_session(SISTEM) as session:
            row_id = make(session, pelaku=SISTEM, risiko_id=row.id, isian=baru)
        if gone:
            tarik = withdraw_indikator if make is create_indikator else withdraw_kejadian
            with open_session(SISTEM) as session:
                tarik(session, pelaku=SISTEM, row_id=row_id, versi=1, alasan="Ganda")
        return row_id

    def perform(session: Session, pelaku: Pelaku, row_id: Any, _milik: int) -> None:
        versi = {} if command is record_nilai else {"versi": 2 if gone else 1}
        command(session, pelaku=pelaku, row_id=row_id, **versi, **more)

    return Percobaan(command.__name__, Hak.UBAH_RANTAI, perform, prepare)


INDIKATOR = IsianIndikator.check(
    {"nama": "Ukuran uji", "satuan": "%", "arah": "naik", "batas_waspada": 1, "batas_bahaya": 2}
)
NILAI = IsianNilai.check({"nilai": 1, "tanggal": today()})
KEJADIAN = IsianKejadian.check({"tanggal": today(), "uraian": "Terjadi di lapangan"})


def prove_risiko(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
    add_bukti(session, pelaku=pelaku, risiko_id=row.id, bukti=BUKTI)


def proven_risiko(milik: int) -> int:
    """Make a risiko with a bukti; return the number of the bukti."""
    row = fresh(RISIKO_)(milik)
    with open_session(SISTEM) as session:
        add_bukti(session, pelaku=SISTEM, risiko_id=row.id, bukti=BUKTI)
        session.flush()
        return session.exec(select(t.Bukti.id).where(t.Bukti.risiko_id == row.id)).one()


def unproven_risiko(milik: int) -> int:
    """Make a risiko with a bukti that was withdrawn; return its number."""
    bukti_id = proven_risiko(milik)
    with open_session(SISTEM) as session:
        withdraw_bukti(session, pelaku=SISTEM, bukti_id=bukti_id)
    return bukti_id


PANTAU = [
    on_risiko(create_indikator, INDIKATOR),
    on_pantau(update_indikator, create_indikator, INDIKATOR,
              isian=INDIKATOR.model_copy(update={"nama": "Ukuran lain"})),
    on_pantau(record_nilai, create_indikator, INDIKATOR, isian=NILAI),
    on_pantau(withdraw_indikator, create_indikator, INDIKATOR, alasan="Ganda"),
    on_pantau(restore_indikator, create_indikator, INDIKATOR, gone=True),
    on_risiko(create_kejadian, KEJADIAN),
    on_pantau(update_kejadian, create_kejadian, KEJADIAN,
              isian=KEJADIAN.model_copy(update={"sebab": "Lalai"})),
    on_pantau(withdraw_kejadian, create_kejadian, KEJADIAN, alasan="Keliru"),
    on_pantau(restore_kejadian, create_kejadian, KEJADIAN, gone=True),
    Percobaan("add bukti of a risiko", Hak.UBAH_RANTAI, prove_risiko, fresh(RISIKO_)),
    Percobaan(
        "withdraw bukti of a risiko",
        Hak.UBAH_RANTAI,
        lambda session, pelaku, number, _: withdraw_bukti(session, pelaku=pelaku, bukti_id=number),
        proven_risiko,
    ),
    Percobaan(
        "restore bukti of a risiko",
        Hak.UBAH_RANTAI,
        lambda session, pelaku, number, _: restore_bukti(session, pelaku=pelaku, bukti_id=number),
        unproven_risiko,
    ),
]  # fmt: skip


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


def hold(_milik: int) -> int:
    """Return the rakor that runs, made when there is none; only one ever does."""
    with read_session() as session:
        running = get_denyut(session).rakor_id
    return running or rakor.running()


def decide(session: Session, pelaku: Pelaku, rakor_id: int, milik: int) -> str:
    isian = KEPUTUSAN.isian(tenggat=today())
    assert isinstance(isian, IsianKeputusan)
    return record_keputusan(session, pelaku=pelaku, rakor_id=rakor_id, pokja_id=milik, isian=isian)


def decided(milik: int) -> Any:
    """Record a keputusan of the running rakor that may become a rencana aksi."""
    rakor_id = hold(milik)
    with open_session(SISTEM) as session:
        kode = decide(session, SISTEM, rakor_id, milik)
    return perintah.by_kode(KEPUTUSAN, kode)


def carry_out(session: Session, pelaku: Pelaku, row: Any, milik: int) -> None:
    query = select(t.Solusi.id).where(
        t.Solusi.pokja_id == milik, col(t.Solusi.ditarik_pada).is_(None)
    )
    solusi_id = session.exec(query.order_by(col(t.Solusi.id)).limit(1)).one()
    make_aksi_of_keputusan(
        session, pelaku=pelaku, row_id=row.id, versi=row.versi, solusi_id=solusi_id
    )


def hold_item(milik: int) -> Any:
    """Add an item to the agenda of the rakor that runs."""
    rakor_id = hold(milik)
    isian = IsianAgenda.check({"judul": "Acara uji", "menit": 10})
    row_id = rakor.perform(create_agenda, rakor_id=rakor_id, isian=isian)
    return next(a for a in rakor.agenda(rakor_id) if a.id == row_id)


def attended(milik: int) -> int:
    """Let somebody of PD `milik` be at the rakor that runs."""
    rakor_id = hold(milik)
    rakor.perform(record_kehadiran, rakor_id=rakor_id, isian=rakor.isian_hadir(milik))
    return rakor_id


def present(session: Session, pelaku: Pelaku, rakor_id: Any, milik: int) -> None:
    if may_somewhere(pelaku, Hak.HADIR):  # to come once more is no change
        withdraw_hadir(session, pelaku=pelaku, rakor_id=rakor_id)
    kode = session.get_one(t.Rakor, rakor_id).kode_hadir
    record_hadir(session, pelaku=pelaku, rakor_id=rakor_id, kode=kode, pd_id=milik)


def gone(session: Session, pelaku: Pelaku, rakor_id: Any, milik: int) -> None:
    if may_somewhere(pelaku, Hak.HADIR):  # so that there is something to take back
        present(session, pelaku, rakor_id, milik)
    withdraw_hadir(session, pelaku=pelaku, rakor_id=rakor_id)


def meeting(
    command: Callable[..., Any],
    arguments: Callable[[Any, int], dict[str, Any]],
    prepare: Callable[[int], Any] = hold,
) -> Percobaan:
    """Return the try of a command of the sekretariat about a rakor or a part of it."""

    def perform(session: Session, pelaku: Pelaku, subject: Any, milik: int) -> None:
        command(session, pelaku=pelaku, **arguments(subject, milik))

    return Percobaan(command.__name__, Hak.KELOLA_RAKOR, perform, prepare)


def row_of(row: Any) -> dict[str, Any]:
    return {"row_id": row.id, "versi": row.versi}


def sitting(milik: int) -> Any:
    return rakor.add_sesi(hold(milik), nama=f"Sesi {secrets.token_hex(3)}")


RAPAT = [
    meeting(create_rakor, lambda _, __: {"isian": rakor.isian_rakor()}),
    meeting(
        update_rakor,
        lambda row_id, _: {"row_id": row_id, "versi": 1, "isian": rakor.isian_rakor(tema="Lain")},
        lambda _: rakor.prepared(),
    ),
    meeting(set_undangan, lambda rakor_id, milik: {"rakor_id": rakor_id, "pd_ids": [milik]}),
    meeting(create_sesi, lambda rakor_id, _: {"rakor_id": rakor_id, "isian": rakor.isian_sesi()}),
    meeting(
        update_sesi, lambda row, _: row_of(row) | {"isian": rakor.isian_sesi(nama="Lain")}, sitting
    ),
    meeting(
        fill_sesi,
        lambda row, _: row_of(row) | {"agenda_ids": [rakor.agenda(hold(1))[0].id]},
        sitting,
    ),
    meeting(withdraw_sesi, lambda row, _: row_of(row), sitting),
    meeting(
        create_agenda,
        lambda rakor_id, _: {
            "rakor_id": rakor_id,
            "isian": IsianAgenda.check({"judul": "Acara", "menit": 5}),
        },
    ),
    meeting(
        update_agenda,
        lambda row, _: row_of(row) | {"isian": IsianAgenda.check({"judul": "Lain", "menit": 7})},
        hold_item,
    ),
    meeting(move_agenda, lambda row, _: {"row_id": row.id, "versi": 1, "langkah": -1}, hold_item),
    meeting(withdraw_agenda, lambda row, _: row_of(row), hold_item),
    meeting(steer, lambda rakor_id, _: {"rakor_id": rakor_id, "slide": "peta.keuangan"}),
    meeting(
        set_mode,
        lambda rakor_id, milik: {
            "rakor_id": rakor_id,
            "mode": ModeLayar.DIPANDU,
            "detik": 20 + milik,
        },
    ),
    meeting(run_waktu, lambda row, _: {"agenda_id": row.id}, hold_item),
    meeting(stop_waktu, lambda row, _: {"agenda_id": row.id, "nol": True}, hold_item),
    meeting(
        record_kehadiran,
        lambda rakor_id, milik: {"rakor_id": rakor_id, "isian": rakor.isian_hadir(20 + milik)},
    ),
    meeting(
        withdraw_kehadiran,
        lambda rakor_id, milik: {"rakor_id": rakor_id, "pd_id": milik},
        attended,
    ),
    Percobaan("come", Hak.HADIR, present, hold),
    Percobaan("leave", Hak.HADIR, gone, hold),
]


def ruling(
    command: Callable[..., Any], isian: Callable[[], Any] | None = None, batas: int = 10
) -> Percobaan:
    """Return the try of a command about a draft of the risk rules, each draft unlike the others."""

    def prepare(milik: int) -> Any:
        row_id = aturan.draft()
        aturan.use_batas(row_id, batas + milik)
        return aturan.row(row_id)

    def perform(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
        more = {"isian": isian()} if isian else {}
        command(session, pelaku=pelaku, row_id=row.id, versi=row.versi, **more)

    return Percobaan(command.__name__, Hak.ATUR_RISIKO, perform, prepare)


ATURAN = [
    Percobaan(
        "create_rancangan",
        Hak.ATUR_RISIKO,
        lambda session, pelaku, _row, milik: create_rancangan(
            session,
            pelaku=pelaku,
            isian=IsianRancanganBaru.check({"nama": f"Uji {milik}", "dari_id": 1}),
        ),
    ),
    ruling(update_rancangan, lambda: IsianRancangan.check({"nama": "Ganti", "batas_prioritas": 9})),
    ruling(choose_matriks, lambda: IsianPilihMatriks.check({"matriks_id": 2})),
    ruling(choose_band, lambda: IsianPilihBand.check({"set_band_id": 2})),
    ruling(write_matriks, aturan.next_matriks),
    ruling(write_band, aturan.next_band),
    ruling(set_selera, lambda: aturan.isian_selera(kategori_1=7)),
    ruling(set_skala, lambda: aturan.isian_skala(dampak_5_nama="Luar Biasa")),
    ruling(discard_rancangan),
    Percobaan(
        "adopt_rancangan",
        Hak.ATUR_RISIKO,
        lambda session, pelaku, row, _milik: aturan.adopt_shown(session, pelaku, row),
        ruling(discard_rancangan, batas=3).prepare,
    ),
]


def ask(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> int:
    isian = IsianEskalasi.check({"alasan": "Perlu arahan pimpinan."})
    return create_eskalasi(session, pelaku=pelaku, huruf="R", row_id=row.id, isian=isian)


def asked(milik: int) -> int:
    """Ask for a decision about a risiko of pokja `milik`; return the number of the request."""
    row = fresh(RISIKO_)(milik)
    with open_session(SISTEM) as session:
        return ask(session, SISTEM, row, milik)


def closing(command: Callable[..., Any], hak: Hak) -> Percobaan:
    def perform(session: Session, pelaku: Pelaku, row_id: Any, _milik: int) -> None:
        isian = IsianHasil.check({"hasil": "Diputuskan"})
        command(session, pelaku=pelaku, row_id=row_id, versi=1, isian=isian)

    return Percobaan(command.__name__, hak, perform, asked)


ESKALASI = [
    Percobaan("create_eskalasi", Hak.ESKALASI, ask, fresh(RISIKO_)),
    closing(take_back_eskalasi, Hak.ESKALASI),
    closing(answer_eskalasi, Hak.PUTUSKAN),
]


def managing(nama: str, command: Callable[..., Any], **more: Any) -> Percobaan:
    def perform(session: Session, pelaku: Pelaku, row: Any, _milik: int) -> None:
        command(session, pelaku=pelaku, row_id=row.id, versi=row.versi, **more)

    return Percobaan(nama, Hak.KELOLA_PENGGUNA, perform, engage)


PERCOBAAN = [
    *[make(jenis) for jenis in perintah.SEMUA for make in (creating, updating)],
    *[make(jenis) for jenis in perintah.SEMUA for make in (withdrawing, restoring)],
    Percobaan("assess", Hak.UBAH_RANTAI, assess, fresh(RISIKO_)),
    Percobaan("declare a finding in order", Hak.UBAH_RANTAI, declare, found),
    Percobaan("take back that a finding is in order", Hak.UBAH_RANTAI, undeclare, declared),
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
    *RAPAT,
    *PANTAU,
    *ATURAN,
    *ESKALASI,
    Percobaan("record a keputusan of the rakor", Hak.PUTUSKAN, decide, hold),
    Percobaan("make an aksi of a keputusan", Hak.PUTUSKAN, carry_out, decided),
]


def documented() -> dict[tuple[str, str], str]:
    """Return the reach that docs/hak.md prints, by words of the action and label of the role."""
    lines = (ROOT / "docs" / "hak.md").read_text("utf-8").splitlines()
    head, _, *rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
    return {
        (row[0], label): cell for row in rows for label, cell in zip(head[1:], row[1:], strict=True)
    }


# What every write session touches, and a refusal with its event.
JEJAK = {"riwayat", "versi_data"}


def contents() -> dict[str, Any]:
    """Return every row of every table but the riwayat and its head."""
    with engine().connect() as connection:
        # As the driver gives them: to make Python's kinds of them takes most of the time.
        return {
            name: connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall()  # noqa: S608  our own names
            for name in t.Base.metadata.tables
            if name not in JEJAK
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
    events = refusals(pelaku)
    for (percobaan, _, milik, boleh), subject in zip(tried, subjects, strict=True):
        with written_tables() as written:
            try:
                with open_session(pelaku) as session:
                    percobaan.perform(session, pelaku, subject, milik)
            except NotAllowed:
                events += 1
                refused = True
            else:
                refused = False
        changed = bool(set(written) - JEJAK)
        if (refused, changed, refusals(pelaku)) != (not boleh, boleh, events):
            wrong.append((percobaan.nama, milik, "refused" if refused else "done", written))
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
