"""The pages of the app: script, title, address, whom each is for."""

from dataclasses import dataclass, replace
from pathlib import Path

from model.permissions import Hak
from pages.shared import tautan

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Halaman:
    """One page: script, title, icon, address; `menu` is False for pages reached by links only.

    The menu shows it to whoever has the right `hak` somewhere, under the section `bagian`. One that
    is `lampau` can show a past day (`?per=2026-10-01`).
    """

    script: str
    judul: str
    ikon: str
    alamat: str
    menu: bool = True
    hak: Hak = Hak.BACA
    bagian: str = ""
    lampau: bool = False


# Sections of the menu; together with the pages outside of them they fit a screen 1366 wide.
BAGIAN_RISIKO = "Risiko"
MUTAKHIRKAN = "Mutakhirkan"
BAGIAN_RAKOR = "Rakor"
BAGIAN_AKUN = "Akun"


def _in_bagian(bagian: str, *daftar: Halaman) -> tuple[Halaman, ...]:
    """Return the pages as those of one section of the menu."""
    return tuple(replace(halaman, bagian=bagian) for halaman in daftar)


HALAMAN = (
    *_in_bagian(
        "",
        Halaman(
            "aksi/menunggu.py",
            "Menunggu Saya",
            "pending_actions",
            tautan.MENUNGGU,
            hak=Hak.MUTAKHIRKAN,
        ),
        Halaman("pimpinan/pimpinan.py", "Pimpinan", "insights", tautan.PIMPINAN, lampau=True),
        Halaman("ringkasan/ringkasan.py", "Ringkasan", "dashboard", "/", lampau=True),
        Halaman("pokja/pokja.py", "Pokja", "groups", tautan.POKJA, lampau=True),
        Halaman("aksi/daftar.py", "Rencana Aksi", "checklist", tautan.RENCANA_AKSI, lampau=True),
        Halaman(
            "masalah/daftar.py", "Permasalahan", "account_tree", tautan.PERMASALAHAN, lampau=True
        ),
        Halaman(
            "admin/rancangan_aturan.py",
            "Rancangan Aturan",
            "edit_note",
            tautan.RANCANGAN_ATURAN,
            menu=False,
            hak=Hak.ATUR_RISIKO,
        ),
        Halaman(
            "pimpinan/perlu_keputusan.py",
            "Perlu Keputusan",
            "priority_high",
            tautan.PERLU_KEPUTUSAN,
            menu=False,
            lampau=True,
        ),
        Halaman(
            "pimpinan/eskalasi.py",
            "Minta Keputusan",
            "priority_high",
            tautan.ESKALASI,
            menu=False,
            hak=Hak.ESKALASI,
        ),
        Halaman(
            "ringkasan/per_tanggal.py", "Per Tanggal", "history", tautan.PER_TANGGAL, menu=False
        ),
        Halaman("cari/cari.py", "Cari", "search", tautan.CARI, menu=False),
        Halaman(
            "aksi/verifikasi.py", "Verifikasi", "fact_check", tautan.VERIFIKASI, hak=Hak.VERIFIKASI
        ),
        Halaman(
            "rakor/rincian_rakor.py",
            "Rincian Rakor",
            "event_note",
            tautan.RINCIAN_RAKOR,
            menu=False,
        ),
        # Whoever may not record themselves reads there that the sekretariat does.
        Halaman("rakor/hadir.py", "Kehadiran", "how_to_reg", tautan.HADIR, menu=False),
        Halaman("rakor/notulen.py", "Notulen", "description", tautan.NOTULEN, menu=False),
        Halaman(
            "rakor/tutup.py",
            "Tutup Rakor",
            "event_available",
            tautan.TUTUP_RAKOR,
            menu=False,
            hak=Hak.KELOLA_RAKOR,
        ),
        Halaman(
            "masalah/rincian_isu.py",
            "Isu Strategis",
            "topic",
            tautan.RINCIAN["I"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "masalah/rincian_permasalahan.py",
            "Rincian Permasalahan",
            "report",
            tautan.RINCIAN["P"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "masalah/rincian_solusi.py",
            "Rincian Solusi",
            "lightbulb",
            tautan.RINCIAN["S"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "risiko/rincian_risiko.py",
            "Rincian Risiko",
            "warning",
            tautan.RINCIAN["R"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "risiko/rincian_penanganan.py",
            "Rincian Penanganan",
            "shield",
            tautan.RINCIAN["T"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "aksi/rincian_aksi.py",
            "Rincian Rencana Aksi",
            "task_alt",
            tautan.RINCIAN["A"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "rakor/rincian_keputusan.py",
            "Rincian Keputusan",
            "gavel",
            tautan.RINCIAN["K"],
            menu=False,
            lampau=True,
        ),
        Halaman(
            "admin/kosongkan.py",
            "Kosongkan Data Contoh",
            "delete_sweep",
            tautan.KOSONGKAN,
            menu=False,
            hak=Hak.KOSONGKAN,
        ),
    ),
    *_in_bagian(
        BAGIAN_RISIKO,
        Halaman("risiko/peta.py", "Peta Risiko", "grid_on", tautan.PETA_RISIKO, lampau=True),
        Halaman("aksi/prakiraan.py", "Prakiraan", "query_stats", tautan.PRAKIRAAN, lampau=True),
        Halaman("periksa/pemeriksaan.py", "Pemeriksaan", "rule", tautan.PEMERIKSAAN, lampau=True),
        Halaman(
            "risiko/indikator.py",
            "Indikator Risiko",
            "monitor_heart",
            tautan.INDIKATOR_RISIKO,
            lampau=True,
        ),
        Halaman(
            "risiko/kejadian.py",
            "Kejadian Risiko",
            "crisis_alert",
            tautan.KEJADIAN_RISIKO,
            lampau=True,
        ),
        Halaman(
            "admin/aturan.py", "Aturan Risiko", "tune", tautan.ATURAN_RISIKO, hak=Hak.ATUR_RISIKO
        ),
    ),
    *_in_bagian(
        MUTAKHIRKAN,
        Halaman(
            "aksi/pemutakhiran.py",
            "Pemutakhiran",
            "edit_note",
            tautan.PEMUTAKHIRAN,
            hak=Hak.MUTAKHIRKAN,
        ),
        Halaman(
            "aksi/borongan.py",
            "Mutakhirkan Banyak",
            "edit_document",
            tautan.BORONGAN,
            hak=Hak.MUTAKHIRKAN,
        ),
    ),
    *_in_bagian(
        BAGIAN_RAKOR,
        Halaman("rakor/daftar.py", "Daftar Rakor", "event", tautan.RAKOR),
        Halaman(
            "rakor/kendali.py",
            "Kendali Rakor",
            "settings_remote",
            tautan.KENDALI,
            hak=Hak.KELOLA_RAKOR,
        ),
        Halaman("rakor/sejak.py", "Sejak Rakor Lalu", "compare_arrows", tautan.SEJAK),
        Halaman("rakor/keputusan.py", "Keputusan", "gavel", tautan.KEPUTUSAN, lampau=True),
    ),
    *_in_bagian(
        BAGIAN_AKUN,
        # A screen in a meeting room has nothing to see here, so the right is one that it lacks.
        Halaman("akun/kotak_masuk.py", "Kotak Masuk", "inbox", tautan.KOTAK_MASUK, hak=Hak.UNDUH),
        Halaman("akun/akun.py", "Akun Saya", "account_circle", tautan.AKUN, hak=Hak.UNDUH),
        Halaman("admin/layar.py", "Layar Rapat", "cast", tautan.LAYAR_RAPAT, hak=Hak.KELOLA_LAYAR),
        Halaman(
            "admin/pengguna.py",
            "Pengguna",
            "manage_accounts",
            tautan.PENGGUNA,
            hak=Hak.KELOLA_PENGGUNA,
        ),
        Halaman("admin/audit.py", "Jejak Audit", "history", tautan.AUDIT, hak=Hak.LIHAT_AUDIT),
    ),
)


def script_path(halaman: Halaman) -> Path:
    """Return the file of a page."""
    return ROOT / "pages" / halaman.script
