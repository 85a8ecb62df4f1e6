"""A potret: all rows of the forum as they were at one moment, as plain data.

What speaks of a person (accounts, sesi, riwayat, messages, tanggapan) is not in it.
`model.buka_potret` opens one as a store, `model.mundur` makes those of the past, `commands.tutup`
freezes one.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Time, text
from sqlmodel import Session

from model import tables as t
from model.errors import DomainError
from model.tables.base import UtcDateTime

BENTUK = 1  # of the packed form; a later one gets another number

KIND: tuple[type[t.Base], ...] = (
    t.Pokja, t.PerangkatDaerah, t.Matriks, t.SelMatriks, t.SetBand, t.BandLevel, t.Skala,
    t.KategoriRisiko, t.AturanRisiko, t.SeleraRisiko, t.IsuStrategis, t.Permasalahan, t.Solusi,
    t.Risiko, t.PenilaianRisiko, t.Penanganan, t.RencanaAksi, t.PendukungAksi, t.Pemutakhiran,
    t.Bukti, t.Verifikasi, t.Rakor, t.SesiRakor, t.Agenda, t.WaktuAgenda, t.Undangan, t.Kehadiran,
    t.Keputusan, t.IndikatorRisiko, t.NilaiIndikator, t.KejadianRisiko, t.Eskalasi, t.Pengabaian,
    t.Pengaturan, t.VersiData,
)  # fmt: skip
TABEL = {str(kind.__tablename__): t.Base.metadata.tables[str(kind.__tablename__)] for kind in KIND}
MODEL = {str(kind.__tablename__): kind for kind in KIND}


class PotretRusak(DomainError):
    """The bytes of a frozen potret are not those that were kept."""

    def __init__(self) -> None:
        super().__init__(
            "Potret data ini rusak atau telah diubah, jadi tidak dapat dibuka. "
            "Sampaikan kepada admin."
        )


@dataclass(frozen=True)
class Isi:
    """The rows of one table, each a list of plain values in the order of `kolom`."""

    kolom: tuple[str, ...]
    baris: list[list[Any]]

    def as_dicts(self) -> Iterator[dict[str, Any]]:
        """Yield each row by the names of its columns."""
        for row in self.baris:
            yield dict(zip(self.kolom, row, strict=True))


@dataclass(frozen=True)
class Potret:
    """The rows of all tables of `KIND` at `saat`; `hari` is the day for which reads work out."""

    saat: datetime
    hari: date
    tabel: dict[str, Isi]


def take(session: Session, *, saat: datetime, hari: date) -> Potret:
    """Return the rows as this transaction sees them now, its own changes too, all of one moment."""
    session.flush()
    connection = session.connection()
    read = _read_postgresql if connection.dialect.name == "postgresql" else _read_sqlite
    return Potret(saat, hari, read(connection))


def _read_sqlite(connection: Connection) -> dict[str, Isi]:
    """Read table by table: a transaction of SQLite sees one state throughout."""
    tabel = {}
    for nama, table in TABEL.items():
        kolom = tuple(table.columns.keys())
        order = ", ".join(table.primary_key.columns.keys())
        rows = connection.execute(text(f"SELECT {', '.join(kolom)} FROM {nama} ORDER BY {order}"))  # noqa: S608  our own names
        tabel[nama] = Isi(kolom, _plain(table.columns.values(), [list(row) for row in rows]))
    return tabel


def _read_postgresql(connection: Connection) -> dict[str, Isi]:
    """Read all tables in one statement: two would see two states."""
    parts = (f"SELECT '{nama}', to_jsonb({nama}) FROM {nama}" for nama in TABEL)  # noqa: S608  our own names
    found: dict[str, list[dict[str, Any]]] = {nama: [] for nama in TABEL}
    for nama, row in connection.execute(text(" UNION ALL ".join(parts))):
        found[nama].append(row)
    tabel = {}
    for nama, table in TABEL.items():
        kolom, keys = tuple(table.columns.keys()), table.primary_key.columns.keys()
        ordered = sorted(found[nama], key=lambda row: [row[key] for key in keys])  # noqa: B023
        rows = [[row[name] for name in kolom] for row in ordered]
        tabel[nama] = Isi(kolom, _plain(table.columns.values(), rows))
    return tabel


def _plain(columns: list[Column[Any]], rows: list[list[Any]]) -> list[list[Any]]:
    """Give moments, times of day and truth values the one form they have in a potret."""
    for place, column in enumerate(columns):
        if (form := _form_of(column)) is not None:
            for row in rows:
                if row[place] is not None:
                    row[place] = form(row[place])
    return rows


def _form_of(column: Column[Any]) -> Callable[[Any], Any] | None:
    if isinstance(column.type, UtcDateTime):
        return moment_text
    if isinstance(column.type, Time):
        return lambda value: time.fromisoformat(str(value)).isoformat()
    return bool if isinstance(column.type, Boolean) else None


def moment_text(value: str | datetime) -> str:
    """Return a moment in the one form of a potret: ISO, UTC, six places."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="microseconds")


def pack(potret: Potret) -> tuple[bytes, str]:
    """Return a potret as bytes to keep, and their SHA-256."""
    content = {
        "bentuk": BENTUK,
        "saat": moment_text(potret.saat),
        "hari": potret.hari.isoformat(),
        "tabel": {
            nama: {"kolom": isi.kolom, "baris": isi.baris} for nama, isi in potret.tabel.items()
        },
    }
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(plain, 6)
    return packed, hashlib.sha256(packed).hexdigest()


def unpack(packed: bytes, sha256: str) -> Potret:
    """Return the potret that was kept. Raises PotretRusak when these are not its bytes."""
    if hashlib.sha256(packed).hexdigest() != sha256:
        raise PotretRusak
    content = json.loads(zlib.decompress(packed))
    tabel = {nama: Isi(tuple(isi["kolom"]), isi["baris"]) for nama, isi in content["tabel"].items()}
    return Potret(
        datetime.fromisoformat(content["saat"]), date.fromisoformat(content["hari"]), tabel
    )
