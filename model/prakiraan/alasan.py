"""Forecasts in words: the two main reasons, the arithmetic of one action, the table of values."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from model.format import angka, tanggal_pendek
from model.prakiraan.faktor import FAKTOR, HARI_BIASA, Faktor, KunciFaktor
from model.prakiraan.hitung import Ciri, Prakiraan, Sumbangan, poin_of
from model.prakiraan.laju import AWAL_BANYAK, AWAL_TERLEWAT, BOBOT_FORUM

K = KunciFaktor
TANPA_LAIN = "Tidak ada tanda lain yang menaikkan atau menurunkan peluang."
BELUM_MULAI = "Tanggal mulai belum diisi, jadi tidak dinilai."


@dataclass(frozen=True)
class Alasan:
    """One reason: its sentence, and its points, positive when it raises the chance."""

    kalimat: str
    poin: int

    @property
    def tanda(self) -> str:
        """Return the points with their sign."""
        return tanda(self.poin)


@dataclass(frozen=True)
class BarisHitung:
    """One line of the sum: what, how it is with this action, and its points."""

    nama: str
    keadaan: str
    poin: int

    @property
    def tanda(self) -> str:
        """Return the points with their sign."""
        return tanda(self.poin)


def list_alasan(prakiraan: Prakiraan) -> tuple[Alasan, Alasan]:
    """Return the two main reasons."""
    found = [Alasan(_KALIMAT[s.kunci](prakiraan.ciri, s), s.poin) for s in prakiraan.utama]
    forum = prakiraan.ciri.forum
    usual = f"Di forum ini {forum.bagian} % tenggat terlewat."
    fill = [Alasan(usual, prakiraan.dasar), Alasan(TANPA_LAIN, 0)]
    first, second = (found + fill)[:2]
    return first, second


def _selisih(ciri: Ciri, s: Sumbangan) -> str:
    rencana, progres = ciri.rencana or 0, ciri.progres
    if rencana == progres:
        return f"Progres {progres} %, sesuai rencana."
    if progres > rencana:
        return f"Progres {progres} %, mendahului rencana {rencana} %."
    if s.poin <= 0:
        return f"Progres {progres} %, tidak jauh dari rencana {rencana} %."
    return f"Progres {progres} %, padahal menurut rencana {rencana} %."


def _kecepatan(ciri: Ciri, s: Sumbangan) -> str:
    ratio = ciri.kecepatan or 0
    times = "lebih dari 10" if ratio > 10 else angka(ratio, 1)  # noqa: PLR2004  words only
    pace = "kecepatannya selama ini" if ciri.hari_kerja else "kecepatan yang biasa"
    rest = f"Sisa {100 - ciri.progres} % perlu {times} kali {pace}"
    return f"{rest}." if s.poin > 0 else f"{rest}, jadi waktunya cukup."


def _pokja(ciri: Ciri, s: Sumbangan) -> str:
    often = "lebih sering" if s.poin > 0 else "lebih jarang"
    return f"Tenggat di Pokja {ciri.pokja} {often} terlewat daripada di forum."


def _sisa(ciri: Ciri, s: Sumbangan) -> str:
    if ciri.sisa == 0:
        return "Tenggatnya hari ini."
    word = "tinggal" if s.poin > 0 else "masih"
    return f"Tenggat {word} {ciri.sisa} hari lagi."


_KALIMAT: dict[KunciFaktor, Callable[[Ciri, Sumbangan], str]] = {
    K.SELISIH: _selisih,
    K.KECEPATAN: _kecepatan,
    K.GESERAN: lambda ciri, _: f"Tenggatnya sudah {ciri.geseran} kali mundur.",
    K.DIAM: lambda ciri, _: f"Tidak ada kabar selama {ciri.diam} hari.",
    K.TERKENDALA: lambda _ciri, _: "Pekerjaannya terkendala.",
    K.SISA: _sisa,
    K.POKJA: _pokja,
}


def list_hitungan(prakiraan: Prakiraan) -> list[BarisHitung]:
    """Return the sum of one action line by line, as one would do it on a calculator."""
    ciri, forum = prakiraan.ciri, prakiraan.ciri.forum
    asal = (
        f"{forum.terlewat} dari {forum.banyak} tenggat di forum terlewat: "
        f"({forum.terlewat} + {AWAL_TERLEWAT}) ÷ ({forum.banyak} + {AWAL_BANYAK}) "
        f"= {forum.bagian} %. {_log(forum.bagian)}"
    )
    rows = [BarisHitung("Dasar: kebiasaan forum", asal, prakiraan.dasar)]
    return rows + [
        BarisHitung(s.kunci.label, _KEADAAN[s.kunci](ciri, s), s.poin) for s in prakiraan.sumbangan
    ]


def _log(bagian: int) -> str:
    return f"10 × log({bagian} ÷ {100 - bagian}) = {tanda(poin_of(bagian))}."


def tanda(poin: int) -> str:
    """Return points with their sign: `+4`, `−1`, `0`."""
    return f"{poin:+d}".replace("-", "−") if poin else "0"


def _hitung_selisih(ciri: Ciri, s: Sumbangan) -> str:
    if ciri.rencana is None or s.nilai is None:
        return BELUM_MULAI
    gap = _minus(s.nilai)
    return f"Rencana hari ini {ciri.rencana} %, progres {ciri.progres} %: {gap} angka persen."


def _minus(value: float) -> str:
    return angka(value).replace("-", "−")


def _hitung_kecepatan(ciri: Ciri, s: Sumbangan) -> str:
    if s.nilai is None:
        return BELUM_MULAI if ciri.mulai is None else "Belum ada rencana aksi selesai di forum."
    return (
        f"Sampai {tanggal_pendek(ciri.sejak)}, hari terakhir yang diketahui, {ciri.progres} % "
        f"dalam {ciri.hari_kerja} hari; biasanya 100 % dalam {ciri.laju.lama} hari; sejak itu "
        f"tersedia {ciri.hari_tersedia} hari. (100 − {ciri.progres}) ÷ {ciri.hari_tersedia} ÷ "
        f"(({ciri.progres} + 100 × {HARI_BIASA} ÷ {ciri.laju.lama}) ÷ "
        f"({ciri.hari_kerja} + {HARI_BIASA})) = {angka(s.nilai, 2)} kali."
    )


def _hitung_diam(ciri: Ciri, _: Sumbangan) -> str:
    if ciri.sejak is not None and ciri.sejak > ciri.hari:
        return "Belum waktunya mulai: 0 hari."
    return f"{ciri.diam} hari, sejak {tanggal_pendek(ciri.sejak)}."


def _hitung_pokja(ciri: Ciri, _: Sumbangan) -> str:
    laju, forum = ciri.laju, ciri.forum
    return (
        f"{laju.terlewat} dari {laju.banyak} tenggat di Pokja {ciri.pokja} terlewat: "
        f"({laju.terlewat} + {BOBOT_FORUM} × {angka(forum.bagian / 100, 2)}) ÷ "
        f"({laju.banyak} + {BOBOT_FORUM}) = {laju.bagian} %. {_log(laju.bagian)} "
        f"Dikurangi poin forum {tanda(poin_of(forum.bagian))}."
    )


_KEADAAN: dict[KunciFaktor, Callable[[Ciri, Sumbangan], str]] = {
    K.SELISIH: _hitung_selisih,
    K.KECEPATAN: _hitung_kecepatan,
    K.GESERAN: lambda ciri, _: f"{ciri.geseran} kali mundur.",
    K.DIAM: _hitung_diam,
    K.TERKENDALA: lambda ciri, s: "Ya." if s.nilai else "Tidak.",
    K.SISA: lambda ciri, _: f"{ciri.sisa} hari lagi.",
    K.POKJA: _hitung_pokja,
}


def list_langkah(faktor: Faktor) -> list[tuple[str, int]]:
    """Return the steps of a factor in words, with their points."""
    if faktor.kunci == K.TERKENDALA:
        return [("tidak", faktor.langkah[0][1]), ("ya", faktor.langkah[1][1])]
    step = 0.01 if faktor.kunci == K.KECEPATAN else 1
    limits = [batas for batas, _ in faktor.langkah if batas is not None]
    words = [_from_to(None, limits[0], faktor)]
    words += [_from_to(low + step, high, faktor) for low, high in pairwise(limits)]
    words.append(_from_to(limits[-1] + step, None, faktor))
    return list(zip(words, [poin for _, poin in faktor.langkah], strict=True))


def _from_to(low: float | None, high: float | None, faktor: Faktor) -> str:
    if faktor.kunci == K.SISA:
        low, high = (None if n is None else -n for n in (high, low))
    places = 2 if faktor.kunci == K.KECEPATAN else 0
    first, last = (None if n is None else angka(n, places).replace("-", "−") for n in (low, high))
    if first is None:
        return "0" if last == "0" else f"{last} atau kurang"
    if last is None:
        return f"{first} atau lebih"
    return first if first == last else f"{first} sampai {last}"


def list_nilai() -> list[tuple[str, list[tuple[str, int]], str]]:
    """Return the whole table of values: each factor, its steps, and why they are as they are."""
    return [(f.kunci.label, list_langkah(f), f.sebab) for f in FAKTOR.values()]
