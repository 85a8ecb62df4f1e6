"""For the tests of commands: valid input for every kind of row, and short ways to run and look."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran
from model.commands.aksi import create_aksi, update_aksi
from model.commands.keputusan import create_keputusan, update_keputusan
from model.commands.masalah import (
    create_isu,
    create_permasalahan,
    create_solusi,
    update_isu,
    update_permasalahan,
    update_solusi,
)
from model.commands.risiko import (
    create_penanganan,
    create_risiko,
    update_penanganan,
    update_risiko,
)
from model.db import open_session, read_session
from model.isian import (
    Isian,
    IsianAksi,
    IsianIsu,
    IsianPenanganan,
    IsianPermasalahan,
    IsianRisiko,
    IsianRisikoBaru,
    IsianSolusi,
)
from model.isian_keputusan import IsianKeputusan
from model.permissions import Hak, Pelaku, program
from model.queries.acuan import get_keadaan_data
from model.queries.objek import JENIS

OPERATOR = program("Operator uji")
ORANG_LAIN = program("Orang lain")
PEMBACA = Pelaku("Pembaca uji", Peran.PIMPINAN)

POKJA, POKJA_LAIN = 1, 9  # in the example data the first rows belong to pokja 1

POSISI = {
    "kemungkinan_inheren": 5,
    "dampak_inheren": 5,
    "kemungkinan_saat_ini": 4,
    "dampak_saat_ini": 4,
    "kemungkinan_target": 2,
    "dampak_target": 2,
}
RISIKO = {
    "isu_id": 1,
    "judul": "Data pegawai hilang",
    "tingkat": "RSO",
    "kategori_id": 1,
    "pemilik_id": 1,
    "sumber_sebab": "internal",
    "terkendali": True,
    "efektivitas": "KE",
}


@dataclass(frozen=True)
class Jenis:
    """One kind of row: its letter, its commands, the form and values it takes in pokja 1.

    `induk` is the field that names what the row stands on.
    """

    huruf: str
    create: Callable[..., str]
    update: Callable[..., None]
    form: type[Isian]
    values: dict[str, Any]
    induk: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    form_update: type[Isian] | None = None
    hak: Hak = Hak.UBAH_RANTAI
    hak_tarik: Hak = Hak.TARIK

    @property
    def tabel(self) -> type[t.Tercatat]:
        """Return the table of the kind."""
        return JENIS[self.huruf]

    def isian(self, **values: Any) -> Isian:
        """Return the form for a new row."""
        return self.form.check(self.values | self.more | values)

    def perubahan(self, **values: Any) -> Isian:
        """Return the form for a change."""
        return (self.form_update or self.form).check(self.values | values)


ISU = Jenis("I", create_isu, update_isu, IsianIsu, {"judul": "Isu uji", "uraian": "Uraian"})
PERMASALAHAN = Jenis(
    "P",
    create_permasalahan,
    update_permasalahan,
    IsianPermasalahan,
    {"isu_id": 1, "judul": "Masalah uji", "pd_id": 1},
    "isu_id",
)
SOLUSI = Jenis(
    "S",
    create_solusi,
    update_solusi,
    IsianSolusi,
    {"permasalahan_id": 1, "judul": "Solusi uji"},
    "permasalahan_id",
)
RISIKO_ = Jenis(
    "R", create_risiko, update_risiko, IsianRisikoBaru, RISIKO, "isu_id", POSISI, IsianRisiko
)
PENANGANAN = Jenis(
    "T",
    create_penanganan,
    update_penanganan,
    IsianPenanganan,
    {"risiko_id": 1, "opsi": "bagi", "judul": "Penanganan uji"},
    "risiko_id",
)
AKSI = Jenis(
    "A",
    create_aksi,
    update_aksi,
    IsianAksi,
    {"solusi_id": 1, "judul": "Aksi uji", "pd_id": 1},
    "solusi_id",
)
KEPUTUSAN = Jenis(
    "K",
    create_keputusan,
    update_keputusan,
    IsianKeputusan,
    {"judul": "Keputusan uji", "pd_id": 1},
    hak=Hak.PUTUSKAN,
    hak_tarik=Hak.PUTUSKAN,
)
SEMUA = (ISU, PERMASALAHAN, SOLUSI, RISIKO_, PENANGANAN, AKSI, KEPUTUSAN)


def perform(command: Callable[..., Any], *, pelaku: Pelaku = OPERATOR, **args: Any) -> Any:
    """Run one command in a transaction of its own, as a page does."""
    with open_session(pelaku) as session:
        return command(session, pelaku=pelaku, **args)


def create(jenis: Jenis, **values: Any) -> Any:
    """Add a row to pokja 1 and return it as stored."""
    kode = perform(jenis.create, pokja_id=POKJA, isian=jenis.isian(**values))
    return by_kode(jenis, kode)


def by_kode(jenis: Jenis, kode: str) -> Any:
    """Return the stored row with this code, detached."""
    with read_session() as session:
        return session.exec(select(jenis.tabel).where(jenis.tabel.kode == kode)).one()


def by_id(jenis: Jenis, row_id: int) -> Any:
    """Return the stored row with this id, detached."""
    with read_session() as session:
        return session.get_one(jenis.tabel, row_id)


def first_of(session: Session, jenis: Jenis, pokja_id: int) -> Any:
    """Return the first row of a kind in a pokja."""
    query = select(jenis.tabel).where(jenis.tabel.pokja_id == pokja_id)
    return session.exec(query.order_by(col(jenis.tabel.id)).limit(1)).one()


def versi_data() -> int:
    """Return the number of the newest committed change."""
    with read_session() as session:
        return get_keadaan_data(session)[0]


def riwayat(row: t.Berjejak) -> list[tuple[str, str, str | None, str | None]]:
    """Return tindakan, kolom, before and after of everything that happened to a row."""
    with read_session() as session:
        query = select(t.Riwayat).where(
            t.Riwayat.tabel == row.__tablename__, t.Riwayat.baris_id == row.id
        )
        return [
            (line.tindakan.value, line.kolom, line.sebelum, line.sesudah)
            for line in session.exec(query.order_by(col(t.Riwayat.id)))
        ]
