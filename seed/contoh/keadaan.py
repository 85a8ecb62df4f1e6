"""How far each example action has come, and how each example risk has moved.

Everything follows from the code of the row and today's date, so a fresh copy always has late,
due, blocked and finished actions, and two copies made on one day are the same.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from model.choices import KeadaanVerifikasi, Posisi, StatusAksi

# What becomes of an action: share in percent. Pokja differ by the seed, not by the shares.
NASIB = {
    "selesai": 25,
    "selesai_awal": 4,
    "berjalan": 22,
    "tertinggal": 9,
    "pekan_ini": 6,
    "terlambat": 7,
    "terlambat_tanpa_kabar": 2,
    "terkendala": 6,
    "belum_mulai": 13,
    "belum_pernah_dimutakhirkan": 4,
    "dibatalkan": 2,
}

# tenggat and mulai in days from today (ranges), and the progress of each update so far.
RENCANA: dict[str, tuple[tuple[int, int], tuple[int, int], tuple[tuple[int, int], ...]]] = {
    "selesai": ((-150, -10), (90, 200), ((25, 45), (55, 80), (100, 100))),
    "selesai_awal": ((12, 70), (150, 260), ((35, 50), (65, 85), (100, 100))),
    "berjalan": ((35, 190), (90, 240), ((20, 35), (45, 70))),
    "tertinggal": ((8, 29), (120, 220), ((15, 25), (35, 55))),
    "pekan_ini": ((0, 7), (90, 180), ((30, 50), (70, 95))),
    "terlambat": ((-75, -2), (110, 210), ((20, 40), (50, 85))),
    "terlambat_tanpa_kabar": ((-60, -15), (120, 200), ((10, 30),)),
    "terkendala": ((-20, 60), (110, 220), ((15, 35), (30, 60))),
    "belum_mulai": ((90, 220), (60, 120), ()),
    "belum_pernah_dimutakhirkan": ((-5, 90), (60, 120), ()),
    "dibatalkan": ((-30, 60), (120, 200), ((10, 25), (10, 25))),
}


# Claims younger than this still wait for the verifikator.
HARI_MENUNGGU = 20


# Share of the actions not begun whose measure of success nobody has written down yet.
TANPA_UKURAN = 0.1

# Of these some were claimed too early: share of them, and what the verifikator wrote.
NASIB_KEMBALI = ("berjalan", "tertinggal", "pekan_ini")
BAGIAN_KEMBALI = 0.12
ALASAN_KEMBALI = (
    "Berita acara belum ditandatangani semua pihak. Unggah lembar yang lengkap.",
    "Bukti baru berupa undangan rapat, belum hasilnya. Lampirkan notulen atau laporannya.",
    "Cakupan pada laporan baru sebagian dari ukuran keberhasilan. Selesaikan sisanya dahulu.",
    "Tautan tidak dapat dibuka dari luar perangkat daerah. Unggah berkasnya.",
    "Dokumen masih berupa konsep tanpa nomor dan tanggal penetapan.",
    "Tangkapan layar belum menunjukkan bahwa sistemnya sudah dipakai. Sertakan data pemakaiannya.",
)


@dataclass
class Keadaan:
    """The state of one example action and the updates that led to it."""

    mulai: date | None
    tenggat: date | None
    status: StatusAksi = StatusAksi.BELUM_MULAI
    progres: int = 0
    kendala: str = ""
    tindak_lanjut: str = ""
    selesai_pada: date | None = None
    verifikasi: KeadaanVerifikasi = KeadaanVerifikasi.BELUM
    tanpa_pemilik: bool = False
    tanpa_ukuran: bool = False
    langkah: list[dict[str, Any]] = field(default_factory=list)


def keadaan_aksi(kode: str, teks: dict[str, Any], today: date) -> Keadaan:
    """Return the state of the action `kode`; `teks` gives its notes, kendala and tindak lanjut."""
    rng = Random(kode)
    nasib = rng.choices(list(NASIB), list(NASIB.values()))[0]
    jarak_tenggat, lama, capaian = RENCANA[nasib]
    tenggat = today + timedelta(days=rng.randint(*jarak_tenggat))
    mulai = tenggat - timedelta(days=rng.randint(*lama))
    if capaian:
        mulai = min(mulai, today - timedelta(days=rng.randint(14, 40)))
    elif nasib == "belum_mulai":
        mulai = max(mulai, today + timedelta(days=rng.randint(3, 40)))
    keadaan = Keadaan(mulai=mulai, tenggat=tenggat)
    if nasib == "selesai":
        keadaan.selesai_pada = min(
            tenggat + timedelta(days=rng.randint(-25, 12)), today - timedelta(days=1)
        )
    elif nasib == "selesai_awal":
        keadaan.selesai_pada = today - timedelta(days=rng.randint(1, 25))
    _add_langkah(keadaan, rng, nasib, capaian, teks, today)
    if nasib in NASIB_KEMBALI and Random(f"{kode} kembali").random() < BAGIAN_KEMBALI:
        _give_back(keadaan, kode, teks, today)
    if nasib in ("belum_mulai", "belum_pernah_dimutakhirkan") and rng.random() < 0.14:
        keadaan.tenggat = None
    keadaan.tanpa_pemilik = keadaan.status == StatusAksi.BELUM_MULAI and rng.random() < 0.12
    if keadaan.status == StatusAksi.BELUM_MULAI:
        keadaan.tanpa_ukuran = Random(f"{kode} ukuran").random() < TANPA_UKURAN
    return keadaan


def _last_update(rng: Random, nasib: str, keadaan: Keadaan, today: date) -> date:
    if keadaan.selesai_pada:
        return keadaan.selesai_pada
    ago = {"terlambat_tanpa_kabar": (45, 80), "terlambat": (3, 26), "dibatalkan": (10, 50)}
    last = today - timedelta(days=rng.randint(*ago.get(nasib, (1, 24))))
    assert keadaan.mulai is not None
    # Three days at least, so that three updates fall on three days.
    return max(last, keadaan.mulai + timedelta(days=3))


def _add_langkah(
    keadaan: Keadaan,
    rng: Random,
    nasib: str,
    capaian: tuple[tuple[int, int], ...],
    teks: dict[str, Any],
    today: date,
) -> None:
    """Lay the updates evenly between mulai and the last one, and take the state from the last."""
    if not capaian:
        return
    assert keadaan.mulai is not None
    last = _last_update(rng, nasib, keadaan, today)
    gap = (last - keadaan.mulai) / len(capaian)
    progres = 0
    for nomor, rentang in enumerate(capaian, start=1):
        progres = max(progres, rng.randint(*rentang))
        final = nomor == len(capaian)
        status = StatusAksi.SELESAI if progres == 100 else StatusAksi.BERJALAN
        if final and nasib in ("terkendala", "dibatalkan"):
            status = StatusAksi(nasib)
        blocked = status in (StatusAksi.TERKENDALA, StatusAksi.DIBATALKAN)
        catatan = teks["langkah"][nomor - 1]
        if status == StatusAksi.DIBATALKAN:
            catatan = f"Dihentikan atas kesepakatan pokja. {teks['kendala']}"
        keadaan.langkah.append(
            {
                "tanggal": last - gap * (len(capaian) - nomor),
                "status": status,
                "progres": progres,
                "kendala": teks["kendala"] if blocked else "",
                "tindak_lanjut": teks["tindak_lanjut"] if blocked else "",
                "catatan": catatan,
            }
        )
    if keadaan.selesai_pada:
        checked = keadaan.selesai_pada < today - timedelta(days=HARI_MENUNGGU)
        keadaan.verifikasi = KeadaanVerifikasi.DITERIMA if checked else KeadaanVerifikasi.MENUNGGU
    terakhir = keadaan.langkah[-1]
    keadaan.status, keadaan.progres = terakhir["status"], progres
    keadaan.kendala, keadaan.tindak_lanjut = terakhir["kendala"], terakhir["tindak_lanjut"]


def _give_back(keadaan: Keadaan, kode: str, teks: dict[str, Any], today: date) -> None:
    """Let the action have been claimed after its last update, and returned by the verifikator."""
    last = keadaan.langkah[-1]
    returned = last["tanggal"] + timedelta(days=7)
    if returned >= today:
        return
    alasan = Random(f"{kode} alasan").choice(ALASAN_KEMBALI)
    keadaan.langkah += [
        last | {
            "tanggal": returned - timedelta(days=4),
            "status": StatusAksi.SELESAI,
            "progres": 100,
            "catatan": teks["langkah"][2],
        },
        last | {
            "tanggal": returned,
            "catatan": f"Dikembalikan verifikator: {alasan}",
            "dikembalikan": alasan,
        },
    ]  # fmt: skip
    keadaan.verifikasi = KeadaanVerifikasi.DIKEMBALIKAN


def penilaian_risiko(
    kode: str,
    teks: dict[str, Any],
    matriks: dict[tuple[int, int], int],
    today: date,
) -> list[dict[str, Any]]:
    """Return the assessments of an example risk: inheren, target, and saat ini per triwulan."""
    rng = Random(kode)
    awal = today - timedelta(days=320)
    hasil = [
        _penilaian(Posisi.INHEREN, awal, teks["inheren"], matriks, "Penilaian awal pokja."),
        _penilaian(Posisi.TARGET, awal, teks["target"], matriks, "Target setelah penanganan."),
    ]
    inheren, target, akhir = (tuple(teks[p]) for p in ("inheren", "target", "saat_ini"))
    tengah = (max(akhir[0], min(inheren[0], akhir[0] + 1)), akhir[1])
    # Some have become worse since the last triwulan, some better, most stand still.
    naik, turun = [target, target, target, akhir], [inheren, inheren, tengah, akhir]
    jalan = rng.choices([naik, turun, [inheren, tengah, akhir, akhir]], [18, 30, 52])[0]
    alasan = [
        "Penilaian setelah pengendalian yang ada.",
        "Pemantauan triwulanan; belum ada perubahan berarti.",
        "Pemantauan triwulanan; penanganan mulai berjalan.",
        "Pemantauan triwulanan terakhir.",
    ]
    for hari_lalu, posisi, kata in zip((300, 200, 110, 21), jalan, alasan, strict=True):
        tanggal = today - timedelta(days=hari_lalu - rng.randint(0, 9))
        hasil.append(_penilaian(Posisi.SAAT_INI, tanggal, posisi, matriks, kata))
    return hasil


def _penilaian(
    posisi: Posisi,
    tanggal: date,
    nilai: tuple[int, ...] | list[int],
    matriks: dict[tuple[int, int], int],
    alasan: str,
) -> dict[str, Any]:
    k, d = nilai
    return {
        "posisi": posisi,
        "tanggal": tanggal,
        "kemungkinan": k,
        "dampak": d,
        "besaran": matriks[k, d],
        "alasan": alasan,
    }
