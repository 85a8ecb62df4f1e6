"""The columns of indikator, their values and kejadian risiko as files."""

from pages.exports.tabel import Kolom, Terukur


def _terukur(value: float | None) -> Terukur | None:
    return None if value is None else Terukur(value)


KOLOM_INDIKATOR = [
    Kolom("Risiko", lambda i: i.risiko, 11),
    Kolom("Pernyataan risiko", lambda i: i.judul_risiko, 50),
    Kolom("Pokja", lambda i: i.pokja, 26),
    Kolom("Indikator", lambda i: i.nama, 50),
    Kolom("Keadaan", lambda i: i.keadaan, 16),
    Kolom("Nilai terbaru", lambda i: _terukur(i.nilai), 14),
    Kolom("Satuan", lambda i: i.satuan, 22),
    Kolom("Tanggal", lambda i: i.tanggal, 13),
    Kolom("Lebih dari 90 hari", lambda i: i.usang, 12),
    Kolom("Batas waspada", lambda i: _terukur(i.batas_waspada), 14),
    Kolom("Batas bahaya", lambda i: _terukur(i.batas_bahaya), 14),
    Kolom("Arah", lambda i: i.arah, 26),
    Kolom("Sumber", lambda i: i.sumber, 30),
]

KOLOM_NILAI = [
    Kolom("Tanggal", lambda n: n.tanggal, 13),
    Kolom("Nilai", lambda n: _terukur(n.nilai), 14),
    Kolom("Keadaan", lambda n: n.keadaan, 16),
    Kolom("Dikoreksi", lambda n: n.dikoreksi, 11),
    Kolom("Catatan", lambda n: n.catatan, 50),
    Kolom("Oleh", lambda n: n.pelaku, 26),
    Kolom("Dicatat pada", lambda n: n.pada, 18),
]

KOLOM_KEJADIAN = [
    Kolom("Tanggal", lambda k: k.tanggal, 13),
    Kolom("Risiko", lambda k: k.risiko, 11),
    Kolom("Pernyataan risiko", lambda k: k.judul_risiko, 50),
    Kolom("Pokja", lambda k: k.pokja, 26),
    Kolom("Kategori", lambda k: k.kategori, 20),
    Kolom("Kejadian", lambda k: k.uraian, 60),
    Kolom("Sebab", lambda k: k.sebab, 50),
    Kolom("Dampak", lambda k: k.dampak, 50),
    Kolom("Penanganan", lambda k: k.penanganan, 50),
    Kolom("Kerugian (Rp)", lambda k: k.kerugian, 18),
    Kolom("Dicatat oleh", lambda k: k.pelaku, 26),
]
