"""The mark that an object waits for a decision of pimpinan, and the way to ask for one."""

from model.permissions import Hak, Pelaku, may
from model.queries.eskalasi import get_permintaan
from model.queries.objek import Objek
from pages.shared import data, html
from pages.shared.tautan import ESKALASI, url


def show_eskalasi(objek: Objek, pelaku: Pelaku) -> None:
    """Say what was asked about an object; offer the form to whoever may ask or close."""
    boleh = may(pelaku, Hak.ESKALASI, pokja_id=objek.pokja_id) and objek.ditarik_pada is None
    data.draw(
        _draw,
        huruf=objek.huruf,
        baris_id=objek.id,
        kode=objek.kode,
        formulir=url(ESKALASI, kode=objek.kode) if boleh else "",
        sekretariat=may(pelaku, Hak.PUTUSKAN, pokja_id=objek.pokja_id),
    )


def _draw(huruf: str, baris_id: int, kode: str, formulir: str, sekretariat: bool) -> None:
    html.show(
        "pimpinan/permintaan.html",
        isi=data.read(get_permintaan, huruf=huruf, baris_id=baris_id, kode=kode),
        formulir=formulir,
        tutup="Catat hasil dan tutup" if sekretariat else "Tarik kembali",
        hari=data.today(),
        pulang={},
    )
