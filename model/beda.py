"""What happened to each row between two states of the forum, in words from and to. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from model.arus import JenisPerubahan, alur, is_open
from model.choices import STATUS_TERTUTUP, Choice, KeadaanVerifikasi, StatusAksi, StatusKeputusan
from model.format import tanggal_pendek
from model.queries.acuan import Aturan
from model.queries.banding import (
    BandingAksi,
    BandingKeputusan,
    BandingLain,
    BandingRisiko,
    Gambaran,
)
from model.rules import LOMPATAN_PROGRES

J = JenisPerubahan
PD_KOSONG = "belum ada"
TANPA_TENGGAT = "tanpa tenggat"
KEPUTUSAN_TERTUTUP = (StatusKeputusan.SELESAI,)

Perbedaan = tuple[int, Any, JenisPerubahan, str, str]


def list_perbedaan(lama: Gambaran, baru: Gambaran) -> Iterator[Perbedaan]:
    """Yield id, row, kind of change, from and to of everything that changed."""
    for row_id, aksi in baru.aksi.items():
        for found in _of_aksi(lama.aksi.get(row_id), aksi):
            yield row_id, aksi, *found
    for row_id, risiko in baru.risiko.items():
        for found in _of_risiko(lama, baru, lama.risiko.get(row_id), risiko):
            yield row_id, risiko, *found
    for row_id, keputusan in baru.keputusan.items():
        for found in _of_keputusan(lama.keputusan.get(row_id), keputusan):
            yield row_id, keputusan, *found
    for kind, before, after in (
        ("PERMASALAHAN", lama.permasalahan, baru.permasalahan),
        ("SOLUSI", lama.solusi, baru.solusi),
    ):
        for row_id, lain in after.items():
            for jenis in _of_lain(kind, before.get(row_id), lain):
                yield row_id, lain, jenis, "", ""


Satu = tuple[JenisPerubahan, str, str]


def _steps(
    kind: str, before: Any, after: Any, tertutup: Sequence[Choice], words: Callable[[Any], str]
) -> Iterator[Satu]:
    for step in alur(before, after, tertutup):
        dari = words(before) if before else ""
        yield JenisPerubahan[f"{kind}_{step.name}"], dari, words(after)


def _keadaan_aksi(aksi: BandingAksi) -> str:
    words = aksi.status.label
    if aksi.status not in (*STATUS_TERTUTUP, StatusAksi.BELUM_MULAI):
        words += f" {aksi.progres} %"
    return f"{words} (ditarik)" if aksi.ditarik else words


def _of_aksi(before: BandingAksi | None, after: BandingAksi) -> Iterator[Satu]:
    yield from _steps("AKSI", before, after, STATUS_TERTUTUP, _keadaan_aksi)
    if after.ditarik:
        return
    old = before.verifikasi if before else KeadaanVerifikasi.BELUM
    if after.verifikasi == KeadaanVerifikasi.DITERIMA != old:
        yield J.AKSI_TERVERIFIKASI, old.label, after.verifikasi.label
    if before is None or before.ditarik:
        return
    yield from _moved(before.tenggat, after.tenggat)
    blocked = [row.status == StatusAksi.TERKENDALA for row in (before, after)]
    if blocked[0] != blocked[1]:
        kind = J.AKSI_TERKENDALA if blocked[1] else J.AKSI_LEPAS
        yield kind, _keadaan_aksi(before), _keadaan_aksi(after)
    stayed = is_open(before, STATUS_TERTUTUP) and is_open(after, STATUS_TERTUTUP)
    if stayed and abs(after.progres - before.progres) >= LOMPATAN_PROGRES:
        yield J.AKSI_PROGRES, f"{before.progres} %", f"{after.progres} %"
    if before.pd != after.pd:
        yield J.AKSI_PD, before.pd or PD_KOSONG, after.pd or PD_KOSONG


def _moved(before: date | None, after: date | None) -> Iterator[Satu]:
    if before == after:
        return
    words = [tanggal_pendek(day) if day else TANPA_TENGGAT for day in (before, after)]
    if before is None or after is None:
        yield J.AKSI_TENGGAT, words[0], words[1]
    else:
        yield J.AKSI_MUNDUR if after > before else J.AKSI_MAJU, words[0], words[1]


def is_prioritas(gambaran: Gambaran, risiko: BandingRisiko | None) -> bool:
    """Return whether a risiko counts as prioritas by the rules in force then."""
    batas = gambaran.aturan.batas_prioritas
    return risiko is not None and not risiko.ditarik and risiko.besaran >= batas


def _of_risiko(
    lama: Gambaran, baru: Gambaran, before: BandingRisiko | None, after: BandingRisiko
) -> Iterator[Satu]:
    """Yield what happened to a risiko: both its cells ranked by the rules of now, as on the map."""
    aturan = baru.aturan
    then, now = (aturan.besaran(r.kemungkinan, r.dampak) if r else 0 for r in (before, after))
    words = [
        f"{besaran} {aturan.level(besaran).nama}{' (ditarik)' if row.ditarik else ''}"
        if row else ""
        for row, besaran in ((before, then), (after, now))
    ]  # fmt: skip
    for jenis in _of_lain("RISIKO", before, after):
        yield jenis, words[0], words[1]
    stayed = before is not None and not before.ditarik and not after.ditarik
    was, is_now = is_prioritas(lama, before), is_prioritas(baru, after)
    if was != is_now:
        if before and stayed and _by_rules(lama.aturan, aturan, before, after):
            jenis = J.RISIKO_MASUK_ATURAN if is_now else J.RISIKO_KELUAR_ATURAN
            yield jenis, _by_batas(lama.aturan, before), _by_batas(aturan, after)
        else:
            yield (J.RISIKO_MASUK if is_now else J.RISIKO_KELUAR), words[0], words[1]
    if before is None or not stayed:
        return
    if then != now:
        yield (J.RISIKO_NAIK if then < now else J.RISIKO_TURUN), words[0], words[1]
    if before.pemilik != after.pemilik:
        yield J.RISIKO_PEMILIK, before.pemilik or PD_KOSONG, after.pemilik or PD_KOSONG


def _by_rules(lama: Aturan, baru: Aturan, before: BandingRisiko, after: BandingRisiko) -> bool:
    """Return whether new rules took a risiko across the limit of prioritas, not its own movement.

    They did when its old cell is by them where it is now, unless it moved that way, far enough by
    the rules of then as well. So what crosses by its own movement is always among naik or turun.
    """
    then, now = (baru.besaran(r.kemungkinan, r.dampak) for r in (before, after))
    is_now = now >= baru.batas_prioritas
    if (then >= baru.batas_prioritas) != is_now:
        return False
    moved = then < now if is_now else then > now
    by_old = lama.besaran(after.kemungkinan, after.dampak) >= lama.batas_prioritas
    return not (moved and by_old == is_now)


def _by_batas(aturan: Aturan, risiko: BandingRisiko) -> str:
    """Return where a risiko stood by the rules of its time, and from where on it was prioritas."""
    besaran = risiko.besaran
    return f"{besaran} {aturan.level(besaran).nama}, batas {aturan.batas_prioritas}"


def _of_keputusan(before: BandingKeputusan | None, after: BandingKeputusan) -> Iterator[Satu]:
    def words(k: BandingKeputusan) -> str:
        return f"{k.status.label} (ditarik)" if k.ditarik else k.status.label

    return _steps("KEPUTUSAN", before, after, KEPUTUSAN_TERTUTUP, words)


def _of_lain(
    kind: str,
    before: BandingLain | BandingRisiko | None,
    after: BandingLain | BandingRisiko,
) -> Iterator[JenisPerubahan]:
    """Yield what happened to a row that is there or withdrawn and knows no status."""
    if before is None:
        yield JenisPerubahan[f"{kind}_BARU"]
    elif before.ditarik and not after.ditarik:
        yield JenisPerubahan[f"{kind}_DIPULIHKAN"]
    if after.ditarik and not (before and before.ditarik):
        yield JenisPerubahan[f"{kind}_DITARIK"]
