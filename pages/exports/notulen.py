"""What a rakor leaves behind as files: notulen in Markdown, lists of those present and decided."""

from model.format import (
    angka,
    bagian,
    jam,
    menit_detik,
    rentang_tanggal,
    tanggal,
    tanggal_pendek,
    waktu,
)
from model.notulen import Notulen, SisaAksi
from model.queries.kehadiran import PdRakor
from pages.exports.markdown import plain, table
from pages.exports.tabel import MARK_SENTENCE, Kolom

KOLOM_HADIR = [
    Kolom("Kode", lambda h: h["pd"].singkat, 18),
    Kolom("Perangkat daerah", lambda h: h["pd"].nama, 50),
    Kolom("Diundang", lambda h: h["pd"].diundang, 10),
    Kolom("Hadir", lambda h: h["pd"].hadir, 8),
    Kolom("Jabatan", lambda h: h["datang"].jabatan if h["datang"] else None, 36),
    Kolom("Cara mencatat", lambda h: h["datang"].cara if h["datang"] else None, 20),
    Kolom("Dicatat pada", lambda h: h["datang"].pada if h["datang"] else None, 18),
]

KOLOM_KEPUTUSAN_RAKOR = [
    Kolom("Kode", lambda k: k.kode, 11),
    Kolom("Keputusan", lambda k: k.judul, 60),
    Kolom("Uraian", lambda k: k.uraian, 50),
    Kolom("Pokja", lambda k: k.pokja, 26),
    Kolom("Tentang", lambda k: k.tentang, 11),
    Kolom("Penanggung jawab", lambda k: k.pd, 18),
    Kolom("Tenggat", lambda k: k.tenggat, 13),
    Kolom("Status", lambda k: k.status, 13),
    Kolom("Rencana aksi", lambda k: k.aksi_kode, 12),
]


def rows_hadir(kehadiran: list[PdRakor]) -> list[dict[str, object]]:
    """Return one row per person recorded, and one per perangkat daerah of which nobody came."""
    return [{"pd": pd, "datang": datang} for pd in kehadiran for datang in (pd.datang or (None,))]


def to_markdown(n: Notulen, *, contoh: bool) -> bytes:
    """Return the notulen as a Markdown file. What people typed stays text (`plain`)."""
    r = n.rakor
    keadaan = f"Ditutup {waktu(n.saat)}" if n.beku else f"Rancangan, keadaan {waktu(n.saat)}"
    lines = [
        f"# Notulen: {plain(r.tema)}",
        "",
        *([f"**{MARK_SENTENCE}**", ""] if contoh else []),
        f"- Hari: {rentang_tanggal(r.mulai, r.selesai)}",
        f"- Tempat: {plain(r.tempat) or '–'}",
        f"- Keadaan: {keadaan}",
        f"- Hadir: {bagian(r.hadir, r.diundang)} perangkat daerah yang diundang",
        *([f"- Catatan: {plain(r.catatan)}"] if r.catatan else []),
    ]
    parts = (_sesi, _acara, _keputusan, _pokja, _sisa, _hadir)
    for part in parts:
        lines += part(n)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _sesi(n: Notulen) -> list[str]:
    if not n.sesi:
        return []
    rows = [
        [plain(s.nama), tanggal(s.tanggal), f"{jam(s.jam_mulai)}–{jam(s.jam_selesai)} WIB"]
        for s in n.sesi
    ]
    return ["", "## Sesi", *table(["Sesi", "Tanggal", "Pukul"], rows)]


def _acara(n: Notulen) -> list[str]:
    rows = [
        [
            str(nomor),
            plain(a.acara.judul),
            menit_detik(a.menit * 60),
            menit_detik(a.detik) if a.detik else "–",
        ]
        for nomor, a in enumerate(n.acara, 1)
    ]
    head = ["No.", "Acara", "Waktu (menit.detik)", "Terpakai (menit.detik)"]
    return ["", "## Agenda", *table(head, rows, kanan=2)]


def _keputusan(n: Notulen) -> list[str]:
    daftar = n.penutupan.keputusan
    lines = ["", f"## Keputusan ({len(daftar)})"]
    if not daftar:
        return [*lines, "", "Tidak ada keputusan yang dicatat."]
    head = ["Kode", "Keputusan", "Pokja", "Penanggung jawab", "Tenggat", "Tentang"]
    rows = [
        [
            k.kode,
            plain(k.judul) + (f". {plain(k.uraian)}" if k.uraian else ""),
            plain(k.pokja),
            plain(k.pd) or "belum ada",
            tanggal_pendek(k.tenggat) if k.tenggat else "belum ada",
            k.tentang or "–",
        ]
        for k in daftar
    ]
    return [*lines, *table(head, rows)]


def _pokja(n: Notulen) -> list[str]:
    diputuskan: dict[str, int] = {}
    for k in n.penutupan.keputusan:
        diputuskan[k.pokja] = diputuskan.get(k.pokja, 0) + 1
    head = [
        "Pokja", "Permasalahan", "Risiko", "Risiko prioritas", "Rencana aksi", "Selesai",
        "Terlambat", "Terkendala", "Keputusan rakor ini",
    ]  # fmt: skip
    rows = [
        [
            plain(p.nama),
            *map(
                angka,
                (
                    p.permasalahan, p.risiko, p.risiko_prioritas, p.aksi, p.selesai, p.terlambat,
                    p.terkendala, keputusan,
                ),
            ),
        ]
        for p, keputusan in (
            *((p, diputuskan.get(p.nama, 0)) for p in n.penutupan.pokja),
            (n.forum, len(n.penutupan.keputusan)),
        )
    ]  # fmt: skip
    return ["", "## Angka per pokja", *table(head, rows, kanan=8)]


def _sisa(n: Notulen) -> list[str]:
    lines = ["", "## Yang masih terbuka"]
    for nama, sisa in (("terlambat", n.terlambat), ("terkendala", n.terkendala)):
        lines += _aksi(f"Rencana aksi {nama} ({angka(sisa.jumlah)})", sisa)
    lines += ["", f"### Keputusan terbuka ({len(n.penutupan.terbuka)})", ""]
    lines += [
        f"- {k.kode} {plain(k.judul)} ({plain(k.pd) or 'belum ada penanggung jawab'}, "
        f"{tanggal_pendek(k.tenggat) if k.tenggat else 'tanpa tenggat'})"
        for k in n.penutupan.terbuka
    ] or ["Tidak ada."]
    return lines


def _aksi(judul: str, sisa: SisaAksi) -> list[str]:
    lines = [
        f"- {a.kode} {plain(a.judul)} ({plain(a.pd) or 'belum ada penanggung jawab'}, "
        f"{tanggal_pendek(a.tenggat) if a.tenggat else 'tanpa tenggat'})"
        for a in sisa.daftar
    ]
    more = sisa.jumlah - len(sisa.daftar)
    return [
        "", f"### {judul}", "", *(lines or ["Tidak ada."]),
        *([f"- dan {angka(more)} lainnya"] if more else []),
    ]  # fmt: skip


def _hadir(n: Notulen) -> list[str]:
    rows = [
        [
            plain(pd.singkat),
            plain(pd.nama),
            "; ".join(plain(d.jabatan) for d in pd.datang if d.jabatan) or "–",
            "hadir" if pd.diundang else "hadir, tidak diundang",
        ]
        for pd in n.hadir
    ]
    absent = [plain(pd.singkat) for pd in n.penutupan.tidak_hadir]
    head = ["Kode", "Perangkat daerah", "Jabatan", "Keterangan"]
    lines = table(head, rows) if rows else ["", "Belum ada yang dicatat hadir.", ""]
    told = f"Tidak hadir ({len(absent)}): {', '.join(absent) or '–'}."
    return ["", f"## Daftar hadir ({len(rows)})", *lines, told]
