"""Rules about open rencana aksi: who, until when, measured how, and what was heard of it."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, literal_column, or_

from model import tables as t
from model.choices import STATUS_TERTUTUP, StatusAksi
from model.clock import WIB
from model.format import tanggal
from model.pemeriksaan.dasar import AturanBaris, Bentuk, Bobot, Konteks, Perbaikan, day_of
from model.permissions import Hak
from model.rules import HARI_USANG

# Named one by one: by them the counting indexes are gone through.
BUKA = tuple(status for status in StatusAksi if status not in STATUS_TERTUTUP)

FORMULIR = (
    "Formulir rencana tindak pengendalian (Perdep PPKD BPKP 4/2019, formulir 7) "
    "meminta penanggung jawab dan target waktu."
)


def _buka(*where: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    a: Any = t.RencanaAksi
    return [a.status.in_(BUKA), *where]


def _lengkapi(kata: str, kolom: str) -> Any:
    return lambda row: Perbaikan(kata, Bentuk.UBAH, row.kode, kolom)


A: Any = t.RencanaAksi

TANPA_PENANGGUNG = AturanBaris(
    "tanpa_penanggung",
    "Rencana aksi tanpa penanggung jawab",
    "Tanpa perangkat daerah yang bertanggung jawab, tidak ada yang mengerjakannya.",
    "Pilih penanggung jawab pada rencana aksi itu.",
    Bobot.BERAT,
    f"{FORMULIR} Pilih penanggung jawabnya.",
    kind=t.RencanaAksi,
    where=lambda _: _buka(A.pd_id.is_(None)),
    kalimat=lambda _row, _konteks: "Belum ada perangkat daerah yang bertanggung jawab.",
    perbaikan=_lengkapi("Isi penanggung jawab", "pd_id"),
)

TANPA_TENGGAT = AturanBaris(
    "tanpa_tenggat",
    "Rencana aksi tanpa tenggat",
    "Tanpa tenggat tidak ada yang dapat terlambat, dan tidak ada yang mendesak.",
    "Isi tenggat pada rencana aksi itu.",
    Bobot.BERAT,
    f"{FORMULIR} Isi tenggatnya.",
    kind=t.RencanaAksi,
    where=lambda _: _buka(A.tenggat.is_(None)),
    kalimat=lambda _row, _konteks: "Tenggatnya belum diisi.",
    perbaikan=_lengkapi("Isi tenggat", "tenggat"),
)

TANPA_UKURAN = AturanBaris(
    "tanpa_ukuran",
    "Rencana aksi tanpa ukuran keberhasilan",
    "Tanpa ukuran, verifikator tidak dapat menilai apakah rencana aksi sudah selesai.",
    "Isi ukuran keberhasilan pada rencana aksi itu.",
    Bobot.SEDANG,
    kind=t.RencanaAksi,
    # Not as a parameter: then the partial index would not answer it.
    where=lambda _: _buka(A.ukuran == literal_column("''")),
    kalimat=lambda _row, _konteks: "Ukuran keberhasilannya belum diisi.",
    perbaikan=_lengkapi("Isi ukuran", "ukuran"),
)


def _lama_tanpa_kabar(konteks: Konteks) -> list[ColumnElement[bool]]:
    oldest = konteks.hari - timedelta(days=HARI_USANG)
    before = datetime.combine(oldest, time.min, WIB)
    never = or_(A.mulai < oldest, and_(A.mulai.is_(None), A.dibuat_pada < before))
    return _buka(or_(A.diperbarui_pada < before, and_(A.diperbarui_pada.is_(None), never)))


def _kalimat_kabar(row: Any, konteks: Konteks) -> str:
    if (last := day_of(row.a)) is not None:
        return f"Kabar terakhir {tanggal(last)}, {(konteks.hari - last).days} hari lalu."
    if (start := day_of(row.b)) is not None:
        days = (konteks.hari - start).days
        return f"Belum pernah ada kabar sejak mulai {tanggal(start)}, {days} hari lalu."
    return f"Belum pernah ada kabar sejak dicatat {tanggal(day_of(row.c) or konteks.hari)}."


LAMA_TANPA_KABAR = AturanBaris(
    "lama_tanpa_kabar",
    f"Rencana aksi lebih dari {HARI_USANG} hari tanpa kabar",
    "Data yang lama tidak diperbarui tidak dapat dipakai untuk memutuskan.",
    "Mutakhirkan rencana aksi itu, walaupun tidak ada perubahan.",
    Bobot.SEDANG,
    kind=t.RencanaAksi,
    where=_lama_tanpa_kabar,
    kolom=lambda: (A.diperbarui_pada, A.mulai, A.dibuat_pada),
    kalimat=_kalimat_kabar,
    perbaikan=lambda row: Perbaikan("Mutakhirkan", Bentuk.MUTAKHIR, row.kode, hak=Hak.MUTAKHIRKAN),
)


def _tenggat_lewat_tahun(_konteks: Konteks) -> list[ColumnElement[bool]]:
    # The plan of an action is that of the year in which it begins; without mulai it has none.
    return _buka(extract("year", A.tenggat) != extract("year", A.mulai))


TENGGAT_LEWAT_TAHUN = AturanBaris(
    "tenggat_lewat_tahun",
    "Tenggat di luar tahun rencananya",
    "Rencana dan anggaran berlaku satu tahun; "
    "yang melewatinya perlu masuk rencana tahun berikutnya.",
    "Majukan tenggat, pecah rencana aksi itu per tahun, "
    "atau nyatakan wajar bila memang tahun jamak.",
    Bobot.RINGAN,
    kind=t.RencanaAksi,
    where=_tenggat_lewat_tahun,
    kolom=lambda: (A.mulai, A.tenggat),
    kalimat=lambda row, _: f"Mulai {row.a[:4]}, tenggat {tanggal(day_of(row.b))}.",
    perbaikan=_lengkapi("Ubah tenggat", "tenggat"),
)
