"""One rencana aksi: state, where it comes from, bukti, decisions and every pemutakhiran."""

from model.permissions import Hak, may_somewhere
from model.prakiraan.alasan import list_alasan
from model.queries.rincian import get_rincian_aksi
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.bukti import may_download, show_bukti
from pages.shared.eskalasi import show_eskalasi
from pages.shared.prakiraan import get_prakiraan
from pages.shared.tampil import show_tampil
from pages.shared.tanggapan import show_tanggapan

pelaku = require_pelaku()
objek = rincian.begin("A", pelaku)


def draw_isi(kode: str, ditarik: bool, boleh: bool, periksa: bool) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    baris = None if ditarik else get_prakiraan(kode)
    html.show(
        "aksi/rincian.html",
        isi=isi,
        prakiraan=baris.prakiraan if baris else None,
        alasan=list_alasan(baris.prakiraan) if baris else (),
        hari=data.today(),
        ditarik=ditarik,
        boleh=boleh,
        periksa=periksa,
    )


def draw_pemutakhiran(kode: str, unduh: bool) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    html.show("aksi/verifikasi.html", daftar=isi.verifikasi)
    html.show("aksi/pemutakhiran.html", isi=isi, unduh=unduh)


show_tampil(objek, pelaku)
show_eskalasi(objek, pelaku)
data.draw(
    draw_isi,
    kode=objek.kode,
    ditarik=objek.ditarik_pada is not None,
    boleh=rincian.may_change(pelaku, objek, Hak.MUTAKHIRKAN),
    periksa=may_somewhere(pelaku, Hak.VERIFIKASI),
)
show_bukti(objek, pelaku)
data.draw(draw_pemutakhiran, kode=objek.kode, unduh=may_download(pelaku))
rincian.finish(objek, pelaku)
show_tanggapan(objek, pelaku)
