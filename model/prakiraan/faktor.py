"""The values of the forecast (`model.prakiraan`), each with its reason: the one place for them."""

from dataclasses import dataclass

from model.choices import Choice


class KunciFaktor(Choice):
    """What a forecast looks at, in the order in which it is shown."""

    SELISIH = "selisih", "Tertinggal dari rencana (angka persen)"
    KECEPATAN = "kecepatan", "Kecepatan yang diperlukan (kali kecepatan selama ini)"
    GESERAN = "geseran", "Tenggat mundur (kali)"
    DIAM = "diam", "Tanpa kabar (hari)"
    TERKENDALA = "terkendala", "Terkendala"
    SISA = "sisa", "Tenggat sudah dekat (sisa hari)"
    POKJA = "pokja", "Kebiasaan pokja dibanding forum"


K = KunciFaktor

MAKS_DASAR, MAKS_POKJA = 8, 4  # points; habits of the past alone decide nothing
HARI_BIASA = 30  # days at the usual pace that a pace of its own begins with


@dataclass(frozen=True)
class Faktor:
    """Points by steps: the first whose limit is not below the value; None: all above.

    The `sebab`, why the values are as they are, is shown beside them.
    """

    kunci: KunciFaktor
    langkah: tuple[tuple[float | None, int], ...]
    sebab: str

    def poin(self, nilai: float) -> int:
        """Return the points of a value."""
        return next(poin for batas, poin in self.langkah if batas is None or nilai <= batas)


# The one place with the values. Each table rises with the value, so that more delay never lowers
# a chance; `SISA` is asked with the days left made negative.
FAKTOR = {
    faktor.kunci: faktor
    for faktor in (
        Faktor(
            K.SELISIH,
            ((-6, -3), (5, -2), (20, -1), (30, 0), (40, 3), (None, 7)),
            "Progres dilaporkan bertahap, jadi tertinggal sedikit di antara dua kabar itu biasa. "
            "Yang tertinggal lebih dari 30 angka persen jarang mengejar.",
        ),
        Faktor(
            K.KECEPATAN,
            ((0.75, -6), (1, -3), (1.25, 0), (1.5, 3), (2, 5), (None, 6)),
            "Pekerjaan jarang menjadi jauh lebih cepat daripada kecepatannya selama ini.",
        ),
        Faktor(
            K.GESERAN,
            ((0, 0), (1, 1), (2, 2), (None, 4)),
            "Sekali mundur dapat terjadi di mana pun. Tiga kali berarti rencananya tidak pas.",
        ),
        Faktor(
            K.DIAM,
            ((30, 0), (60, 1), (None, 4)),
            "Sebulan tanpa kabar masih wajar. Diam lebih lama sering berarti tidak berjalan.",
        ),
        Faktor(
            K.TERKENDALA,
            ((0, 0), (None, 4)),
            "Pekerjaan tertahan sampai kendalanya selesai.",
        ),
        Faktor(
            K.SISA,
            ((-61, -1), (-8, 0), (None, 2)),
            "Makin dekat tenggat, makin sedikit kesempatan memperbaiki.",
        ),
    )
}
