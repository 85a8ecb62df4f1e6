"""How good the forecast was on the stored history: `python -m model.prakiraan.uji`.

It works on any store, reads only, and says when there is too little history.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from model.clock import today
from model.db import read_session
from model.errors import SetupError
from model.format import angka, tanggal
from model.migrate import require_current
from model.prakiraan.kasus import (
    Kasus,
    Metode,
    collect,
    list_metode,
    list_rentang,
    middle,
    split,
)
from model.prakiraan.ukur import kalibrasi, rentang_beda, ukur
from model.titik import get_hari_pertama

LANGKAH = 7
PALING_SEDIKIT = 20  # actions whose tenggat came, in either part: below that, figures are noise
TENTANG = "Uji prakiraan pada riwayat yang tersimpan. Hanya membaca."


def report(pilih: Sequence[Kasus], uji: Sequence[Kasus]) -> Iterator[str]:
    """Yield the lines of the report: both parts, calibration and comparison of the second."""
    yield from _about("Bagian untuk memilih nilai", pilih)
    yield from _compare(list_metode(pilih, pilih), pilih)
    yield ""
    yield from _about("Bagian untuk menguji", uji)
    metode = list_metode(uji, pilih)
    yield from _compare(metode, uji)
    yield ""
    yield "Beda Brier (Prakiraan dikurangi yang lain; minus berarti Prakiraan lebih baik),"
    yield "rentang 95 % dengan pengambilan ulang per rencana aksi:"
    for lain in metode[1:]:
        yield _difference(metode[0], lain, uji)
    yield ""
    yield from _kalibrasi(uji)
    yield ""
    yield from _rentang(uji)


def _about(judul: str, kasus: Sequence[Kasus]) -> Iterator[str]:
    days = [k.hari for k in kasus]
    missed = sum(k.terlewat for k in kasus)
    yield judul
    yield (
        f"  {angka(len(kasus))} prakiraan atas {angka(len({k.aksi_id for k in kasus}))} rencana "
        f"aksi, dibuat {tanggal(min(days))} sampai {tanggal(max(days))};"
    )
    yield f"  {angka(missed)} terlewat ({angka(100 * missed / len(kasus))} %)"


def _compare(metode: Sequence[Metode], kasus: Sequence[Kasus]) -> Iterator[str]:
    happened = [k.terlewat for k in kasus]
    yield f"  {'metode':<28}{'Brier':>8}{'log loss':>10}{'AUC':>8}"
    for satu in metode:
        u = ukur(satu.peluang, happened, satu.skor)
        order = "–" if u.auc is None else angka(u.auc, 3)
        yield f"  {satu.nama:<28}{angka(u.brier, 3):>8}{angka(u.log_loss, 3):>10}{order:>8}"


def _difference(kita: Metode, lain: Metode, kasus: Sequence[Kasus]) -> str:
    pairs = [
        (k.aksi_id, (a - k.terlewat) ** 2 - (b - k.terlewat) ** 2)
        for k, a, b in zip(kasus, kita.peluang, lain.peluang, strict=True)
    ]
    low, high = rentang_beda(pairs)
    mean = sum(value for _, value in pairs) / len(pairs)
    return f"  {lain.nama:<28}{angka(mean, 3):>8}  ({angka(low, 3)} sampai {angka(high, 3)})"


def _kalibrasi(kasus: Sequence[Kasus]) -> Iterator[str]:
    yield "Kalibrasi: dari yang diberi peluang sekian, berapa yang benar-benar terlewat"
    yield f"  {'peluang':<14}{'banyak':>8}{'rata-rata':>12}{'terlewat':>10}"
    for k in kalibrasi([k.peluang / 100 for k in kasus], [k.terlewat for k in kasus]):
        bin_ = f"{angka(100 * k.dari)}–{angka(100 * k.sampai)} %"
        mean, share = angka(100 * k.rata_peluang), angka(100 * k.bagian_terjadi)
        yield f"  {bin_:<14}{k.banyak:>8}{mean + ' %':>12}{share + ' %':>10}"


def _rentang(kasus: Sequence[Kasus]) -> Iterator[str]:
    rows = list_rentang(kasus)
    if not rows:
        yield "Rentang jumlah 30 hari ke depan: belum ada hari yang dapat diuji."
        return
    inside = sum(low <= real <= high for _, _, low, high, real in rows)
    yield f"Rentang jumlah 30 hari ke depan memuat yang terjadi: {inside} dari {len(rows)} hari"
    for hari, jumlah, low, high, real in rows:
        yield f"  {hari.isoformat()}  perkiraan {jumlah:>3} ({low}–{high}), terjadi {real}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Test the forecast on the configured store and print how good it was."""
    parser = argparse.ArgumentParser(prog="python -m model.prakiraan.uji", description=TENTANG)
    parser.add_argument("--langkah", type=int, default=LANGKAH, help="hari di antara dua prakiraan")
    parser.add_argument("--pisah", type=date.fromisoformat, help="YYYY-MM-DD: awal bagian uji")
    chosen = parser.parse_args(arguments)
    try:
        require_current()
    except SetupError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    with read_session() as session:
        first = get_hari_pertama(session)
    last = today() - timedelta(days=1)
    kasus, left = collect(first, last, max(1, chosen.langkah)) if first else ([], 0)
    pilih, uji = split(kasus, chosen.pisah or middle(kasus)) if kasus else ([], [])
    enough = min(len({k.aksi_id for k in part}) for part in (pilih, uji))
    if enough < PALING_SEDIKIT:
        sys.stdout.write(
            f"Riwayat belum cukup untuk diuji. Kedua bagian riwayat perlu sedikitnya "
            f"{PALING_SEDIKIT} rencana aksi yang tenggatnya sudah tiba; yang ada {enough}.\n"
        )
        return 1
    sys.stdout.write(
        "\n".join(
            [
                *report(pilih, uji),
                "",
                f"Tidak dihitung karena dibatalkan atau ditarik: {angka(left)} prakiraan",
                "",
            ]
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
