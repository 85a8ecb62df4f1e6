"""One rencana aksi: state, where it comes from, and every pemutakhiran."""

from model.permissions import Hak
from model.queries.rincian import get_rincian_aksi
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku

pelaku = require_pelaku()
objek = rincian.begin("A", pelaku)


def draw_isi(kode: str, ditarik: bool, boleh: bool) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    html.show("aksi/rincian.html", isi=isi, hari=data.today(), ditarik=ditarik, boleh=boleh)
    html.show("aksi/pemutakhiran.html", isi=isi)


data.draw(
    draw_isi,
    kode=objek.kode,
    ditarik=objek.ditarik_pada is not None,
    boleh=rincian.may_change(pelaku, objek, Hak.MUTAKHIRKAN),
)
rincian.finish(objek, pelaku)
