"""What changed between two points in time, each change once per group, with counts that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from model.arus import KELUAR, MASUK, Alur, JenisPerubahan, is_open
from model.beda import KEPUTUSAN_TERTUTUP, is_prioritas, list_perbedaan
from model.choices import STATUS_TERTUTUP, Choice
from model.queries.acuan import Pilihan, list_pokja
from model.queries.banding import Gambaran, get_gambaran, map_geseran
from model.titik import Titik, get_saat, open_titik

J = JenisPerubahan
FORUM = "Seluruh forum"


class Neraca(Choice):
    """What is counted from the opening to the closing."""

    AKSI = "aksi", "Rencana aksi terbuka"
    PRIORITAS = "risiko", "Risiko prioritas"
    KEPUTUSAN = "keputusan", "Keputusan terbuka"


@dataclass(frozen=True)
class Butir:
    """One change of one object, in words; `kali`: how often its tenggat moved to later in all."""

    jenis: JenisPerubahan
    kode: str
    judul: str
    pokja_id: int
    pokja: str
    dari: str
    ke: str
    kali: int = 0
    id: int = 0


@dataclass(frozen=True)
class Kelompok:
    """All changes of one kind."""

    jenis: JenisPerubahan
    butir: tuple[Butir, ...]


@dataclass(frozen=True)
class BarisNeraca:
    """Opening, what came in and went out by kind, and closing; `pokja_id` None: the whole forum."""

    apa: Neraca
    pokja_id: int | None
    pokja: str
    awal: int
    masuk: Mapping[JenisPerubahan, int]
    keluar: Mapping[JenisPerubahan, int]
    akhir: int

    @property
    def jumlah_masuk(self) -> int:
        """Return how many came in."""
        return sum(self.masuk.values())

    @property
    def jumlah_keluar(self) -> int:
        """Return how many went out."""
        return sum(self.keluar.values())


@dataclass(frozen=True)
class Perubahan:
    """All changes between two points in time, and the balances of every pokja and in total.

    `aturan_beda`: other risk rules were in force at the one than at the other.
    """

    butir: tuple[Butir, ...]
    neraca: tuple[BarisNeraca, ...]
    aturan_beda: bool

    def list_kelompok(self, pokja_id: int | None = None) -> list[Kelompok]:
        """Return the groups that are not empty, in their order, of one pokja or of all."""
        per: dict[JenisPerubahan, list[Butir]] = {jenis: [] for jenis in JenisPerubahan}
        for butir in self.butir:
            if pokja_id in (None, butir.pokja_id):
                per[butir.jenis].append(butir)
        return [Kelompok(jenis, tuple(rows)) for jenis, rows in per.items() if rows]

    def list_butir(
        self, pokja_id: int | None = None, jenis: JenisPerubahan | None = None
    ) -> list[Butir]:
        """Return the changes of one pokja or of all, of one kind or of all, group by group."""
        groups = self.list_kelompok(pokja_id)
        return [b for group in groups if jenis in (None, group.jenis) for b in group.butir]

    def count(self, jenis: JenisPerubahan, pokja_id: int | None = None) -> int:
        """Return how many changes of a kind there are, of one pokja or of all."""
        return sum(b.jenis == jenis and pokja_id in (None, b.pokja_id) for b in self.butir)

    def list_neraca(self, apa: Neraca, pokja_id: int | None = None) -> list[BarisNeraca]:
        """Return the balances of one kind: of one pokja, or of each in order and the forum last."""
        kept = [baris for baris in self.neraca if baris.apa == apa]
        return [baris for baris in kept if pokja_id in (None, baris.pokja_id)]


def read_perubahan(session: Session, *, dari: Titik, sampai: Titik) -> Perubahan:
    """Return what changed between two points in time; `session` is one of the live store."""
    with open_titik(dari) as (lama, hari):
        before = get_gambaran(lama, hari=hari)
    with open_titik(sampai) as (baru, hari):
        after = get_gambaran(baru, hari=hari)
    perubahan = bandingkan(before, after, list_pokja(session))
    moved = [b.id for b in perubahan.butir if b.jenis == J.AKSI_MUNDUR]
    kali = map_geseran(session, aksi_ids=moved, sampai=get_saat(session, titik=sampai))
    return replace(
        perubahan,
        butir=tuple(
            replace(b, kali=kali.get(b.id, 0)) if b.jenis == J.AKSI_MUNDUR else b
            for b in perubahan.butir
        ),
    )


def bandingkan(lama: Gambaran, baru: Gambaran, pokja: Sequence[Pilihan]) -> Perubahan:
    """Return what changed from an earlier state to a later one."""
    nama = {p.id: p.nama for p in pokja}
    order = {p.id: place for place, p in enumerate(pokja)}
    found = [
        Butir(jenis, row.kode, row.judul, row.pokja_id, nama[row.pokja_id], dari, ke, id=row_id)
        for row_id, row, jenis, dari, ke in list_perbedaan(lama, baru)
    ]
    found.sort(key=lambda b: (order[b.pokja_id], b.id))
    butir = tuple(found)
    neraca = [
        baris
        for apa in Neraca
        for pokja_id, words in ((*nama.items(), (None, FORUM)))
        for baris in [_balance(apa, pokja_id, words, lama, baru, butir)]
    ]
    return Perubahan(butir, tuple(neraca), lama.aturan.id != baru.aturan.id)


FLOWS: dict[Neraca, tuple[tuple[JenisPerubahan, ...], tuple[JenisPerubahan, ...]]] = {
    Neraca.AKSI: (
        tuple(JenisPerubahan[f"AKSI_{step.name}"] for step in MASUK),
        tuple(JenisPerubahan[f"AKSI_{step.name}"] for step in KELUAR),
    ),
    Neraca.PRIORITAS: (
        (J.RISIKO_MASUK, J.RISIKO_MASUK_ATURAN),
        (J.RISIKO_KELUAR, J.RISIKO_KELUAR_ATURAN),
    ),
    Neraca.KEPUTUSAN: (
        tuple(JenisPerubahan[f"KEPUTUSAN_{step.name}"] for step in MASUK),
        tuple(
            JenisPerubahan[f"KEPUTUSAN_{step.name}"] for step in KELUAR if step != Alur.DIBATALKAN
        ),
    ),
}


def _stock(apa: Neraca, gambaran: Gambaran, pokja_id: int | None) -> int:
    """Return how many there are in one state: counted, not worked out from what came and went."""
    if apa == Neraca.AKSI:
        places = [a.pokja_id for a in gambaran.aksi.values() if is_open(a, STATUS_TERTUTUP)]
    elif apa == Neraca.PRIORITAS:
        places = [r.pokja_id for r in gambaran.risiko.values() if is_prioritas(gambaran, r)]
    else:
        rows = gambaran.keputusan.values()
        places = [k.pokja_id for k in rows if is_open(k, KEPUTUSAN_TERTUTUP)]
    return len(places) if pokja_id is None else places.count(pokja_id)


def _balance(
    apa: Neraca, pokja_id: int | None, pokja: str, lama: Gambaran, baru: Gambaran,
    butir: tuple[Butir, ...],
) -> BarisNeraca:  # fmt: skip
    per = dict.fromkeys(JenisPerubahan, 0)
    for satu in butir:
        if pokja_id in (None, satu.pokja_id):
            per[satu.jenis] += 1
    masuk, keluar = ({jenis: per[jenis] for jenis in kinds} for kinds in FLOWS[apa])
    awal, akhir = _stock(apa, lama, pokja_id), _stock(apa, baru, pokja_id)
    return BarisNeraca(apa, pokja_id, pokja, awal, masuk, keluar, akhir)
