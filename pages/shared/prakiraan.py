"""Forecasts for pages: read from the cache for the point in time that is shown."""

from collections.abc import Sequence

from model.prakiraan.baca import BarisPrakiraan, read_laju, read_prakiraan
from model.prakiraan.hitung import TingkatPeluang
from model.queries.prakiraan import SaringanCalon
from pages.shared import data


def list_prakiraan(saringan: SaringanCalon) -> list[BarisPrakiraan]:
    """Return the forecasts that a filter lets through, the highest chance first."""
    laju = data.make(read_laju, titik=data.titik())
    return data.make(read_prakiraan, titik=data.titik(), laju=laju, saringan=saringan)


def get_prakiraan(kode: str) -> BarisPrakiraan | None:
    """Return the forecast of one action, None when there is nothing to forecast."""
    return next(iter(list_prakiraan(SaringanCalon(kode=(kode,)))), None)


def map_tinggi(kode: Sequence[str]) -> dict[str, int]:
    """Return the chances in percent, by code, of those actions that will probably miss."""
    if not kode:
        return {}
    found = list_prakiraan(SaringanCalon(kode=tuple(kode)))
    rows = [b for b in found if b.prakiraan.tingkat == TingkatPeluang.TINGGI]
    return {b.aksi.kode: b.prakiraan.peluang for b in rows}
