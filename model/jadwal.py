"""The agenda by the clock: when each item begins, worked out from the minutes before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from model.format import angka, lama_menit
from model.queries.rakor import BarisAgenda, BarisSesi


@dataclass(frozen=True)
class AcaraBerjam:
    """An item of the agenda, its place in it, and its hours; None for one without a sitting.

    `lewat` says that it ends after the sitting does.
    """

    nomor: int
    acara: BarisAgenda
    mulai: time | None = None
    selesai: time | None = None
    lewat: bool = False


@dataclass(frozen=True)
class JadwalSesi:
    """A sitting with its items; `sesi` None for the items that belong to none.

    `sisa` is how many minutes of the sitting are left, negative when the items take longer.
    """

    sesi: BarisSesi | None
    acara: tuple[AcaraBerjam, ...]
    menit: int
    sisa: int

    @property
    def kalimat(self) -> str:
        """Return in words how the minutes of the items fit into the hours of the sitting."""
        jumlah = f"{angka(len(self.acara))} acara, {lama_menit(self.menit)}"
        if self.sesi is None:
            return jumlah
        if not self.acara:
            return f"belum ada acara; tersedia {lama_menit(self.sisa)}"
        if self.sisa < 0:
            return f"{jumlah}; melebihi jam sesi {lama_menit(-self.sisa)}"
        return f"{jumlah}; sisa {lama_menit(self.sisa)}" if self.sisa else f"{jumlah}; tepat waktu"


def make_jadwal(sesi: Sequence[BarisSesi], agenda: Sequence[BarisAgenda]) -> list[JadwalSesi]:
    """Return every sitting in the order of time with its items, last the items without one."""
    items = list(enumerate(agenda, start=1))
    result = [_sitting(s, [(n, a) for n, a in items if a.sesi_id == s.id]) for s in sesi]
    known = {s.id for s in sesi}
    if loose := [AcaraBerjam(n, a) for n, a in items if a.sesi_id not in known]:
        result.append(JadwalSesi(None, tuple(loose), sum(a.acara.menit for a in loose), 0))
    return result


def _sitting(sesi: BarisSesi, agenda: Sequence[tuple[int, BarisAgenda]]) -> JadwalSesi:
    begin, end = (datetime.combine(sesi.tanggal, t) for t in (sesi.jam_mulai, sesi.jam_selesai))
    at, items = begin, []
    for nomor, acara in agenda:
        until = at + timedelta(minutes=acara.menit)
        items.append(AcaraBerjam(nomor, acara, at.time(), until.time(), lewat=until > end))
        at = until
    return JadwalSesi(sesi, tuple(items), _minutes(at - begin), _minutes(end - at))


def _minutes(lama: timedelta) -> int:
    return round(lama.total_seconds() / 60)
