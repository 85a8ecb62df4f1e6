"""One penanganan: its opsi and reason, the risiko it treats, the rencana aksi that carry it out."""

from model.choices import OpsiPenanganan
from model.queries.rincian_risiko import get_rincian_penanganan
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("T", pelaku)


def draw_isi(kode: str, tambah: str | None) -> None:
    html.show(
        "risiko/rincian_penanganan.html",
        isi=data.read_today(get_rincian_penanganan, kode=kode),
        hari=data.today(),
        tambah=tambah,
        OpsiPenanganan=OpsiPenanganan,
    )


can_add = rincian.may_change(pelaku, objek) and objek.ditarik_pada is None
data.draw(
    draw_isi,
    kode=objek.kode,
    tambah=url(RINCIAN["A"], baru=1, penanganan=objek.kode) if can_add else None,
)
rincian.finish(objek, pelaku)
