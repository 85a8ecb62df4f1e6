"""The read of everything that the store knows about one person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import Session, col

from model import tables as t

Rows = list[dict[str, Any]]

# Never given out: what would help somebody to sign in as this person, and where a file lies.
RAHASIA = frozenset({"sandi", "token", "nama_simpan"})


def get_data_pribadi(session: Session, *, pengguna_id: int) -> dict[str, Any] | None:
    """Return the account and everything of it by table, as plain values for JSON."""
    p = t.Pengguna
    akun = _rows(session, p, col(p.id) == pengguna_id)
    if not akun:
        return None
    return {
        "akun": akun[0],
        "sesi": _rows(session, t.Sesi, col(t.Sesi.pengguna_id) == pengguna_id),
        "pesan": _rows(session, t.Pesan, col(t.Pesan.pengguna_id) == pengguna_id),
        "surel": _rows(session, t.Surel, col(t.Surel.pengguna_id) == pengguna_id),
        "tanggapan": _rows(session, t.Tanggapan, col(t.Tanggapan.pengguna_id) == pengguna_id),
        "pemutakhiran": _rows(
            session, t.Pemutakhiran, col(t.Pemutakhiran.pelaku_id) == pengguna_id
        ),
        "penilaian_risiko": _rows(
            session, t.PenilaianRisiko, col(t.PenilaianRisiko.pelaku_id) == pengguna_id
        ),
        "nilai_indikator": _rows(
            session, t.NilaiIndikator, col(t.NilaiIndikator.pelaku_id) == pengguna_id
        ),
        "kejadian_risiko": _rows(
            session, t.KejadianRisiko, col(t.KejadianRisiko.pelaku_id) == pengguna_id
        ),
        "eskalasi": _rows(session, t.Eskalasi, col(t.Eskalasi.pelaku_id) == pengguna_id),
        "pengabaian": _rows(session, t.Pengabaian, col(t.Pengabaian.pelaku_id) == pengguna_id),
        "bukti": _rows(session, t.Bukti, col(t.Bukti.pelaku_id) == pengguna_id),
        "verifikasi": _rows(session, t.Verifikasi, col(t.Verifikasi.pelaku_id) == pengguna_id),
        "kehadiran": _rows(session, t.Kehadiran, col(t.Kehadiran.pengguna_id) == pengguna_id),
        "tautan_layar": _rows(
            session, t.TautanLayar, col(t.TautanLayar.dibuat_oleh_id) == pengguna_id
        ),
        "riwayat": _rows(session, t.Riwayat, col(t.Riwayat.pelaku_id) == pengguna_id),
    }


def _rows(session: Session, table: type[t.Base], whose: ColumnElement[bool]) -> Rows:
    columns = table.__table__.columns  # type: ignore[attr-defined]
    query: Select[Any] = (
        select(*(column for column in columns if column.name not in RAHASIA))
        .where(whose)
        .order_by(columns["id"])
    )
    return [_plain(dict(row)) for row in session.execute(query).mappings()]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON knows it: moments and days in ISO form."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }
