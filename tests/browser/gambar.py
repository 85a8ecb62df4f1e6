"""`make gambar`: take the screenshots of docs/gambar from a fresh copy of the example data."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from model.choices import KeadaanRakor, Peran
from model.commands.panduan import steer
from model.commands.rakor import open_rakor
from model.config import ROOT
from model.db import open_session, read_session
from model.queries.panduan import get_denyut
from model.queries.rakor import list_rakor
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, PONSEL, new_context, open_halaman, peramban, settle
from tests.orang import SISTEM
from tests.rapat import keputusan
from tests.stores import configured

FOLDER = ROOT / "docs" / "gambar"


@dataclass(frozen=True)
class Gambar:
    """One screenshot: file name, address, size of the window, theme, and who looks at it."""

    nama: str
    alamat: str
    ukuran: tuple[int, int] = LAPTOP
    tema: str = "light"
    peran: Peran | None = Peran.SEKRETARIAT
    milik: int = 1


GAMBAR = (
    Gambar("ringkasan", "/", (1366, 900)),
    Gambar("ringkasan-gelap", "/", (1366, 900), "dark"),
    Gambar("ponsel", "/", PONSEL),
    Gambar("pokja", "/pokja?pokja=Keuangan", (1366, 1100)),
    Gambar("rencana-aksi", "/rencana-aksi?status=Berjalan&ketepatan=Terlambat"),
    Gambar("linimasa", "/rencana-aksi?pokja=Keuangan&tampilan=Linimasa", (1366, 1000)),
    Gambar("peta-risiko", "/peta-risiko", (1366, 900)),
    Gambar("pimpinan", "/pimpinan", (1366, 1100), peran=Peran.PIMPINAN),
    Gambar("pimpinan-ponsel", "/pimpinan", PONSEL, peran=Peran.PIMPINAN),
    Gambar("pergerakan", "/peta-risiko?tampilan=Pergerakan&pokja=Keuangan", (1366, 1150)),
    Gambar("per-tanggal", "/peta-risiko?per=rakor-1", (1366, 900), peran=Peran.PIMPINAN),
    Gambar("prakiraan", "/prakiraan", (1366, 900), peran=Peran.KETUA, milik=2),
    Gambar("pemeriksaan", "/pemeriksaan", (1366, 1100), peran=Peran.KETUA, milik=2),
    Gambar(
        "penilaian",
        "/rincian-risiko?kode=KEU-R01&nilai=1",
        (1366, 1100),
        peran=Peran.KETUA,
        milik=2,
    ),
    Gambar("indikator", "/indikator-risiko", peran=Peran.KETUA, milik=2),
    Gambar("aturan-risiko", "/aturan-risiko", (1366, 1000), peran=Peran.ADMIN),
    Gambar("cari", "/cari?cari=pengadaan"),
    Gambar("rincian-risiko", "/rincian-risiko?kode=KEU-R01", (1366, 1000)),
    Gambar("permasalahan", "/permasalahan?pokja=Keuangan"),
    Gambar("pemutakhiran", "/pemutakhiran?kode=KEU-A05", (1366, 1000), peran=Peran.KETUA, milik=2),
    Gambar("masuk", "/masuk", peran=None),
    Gambar("menunggu", "/menunggu", peran=Peran.KETUA, milik=2),
    Gambar("menunggu-ponsel", "/menunggu", PONSEL, peran=Peran.KETUA, milik=2),
    Gambar("borongan", "/mutakhirkan-banyak", peran=Peran.KETUA, milik=2),
    Gambar("verifikasi", "/verifikasi", peran=Peran.VERIFIKATOR),
    Gambar("verifikasi-periksa", "/verifikasi?kode=KEU-A10", (1366, 1000), peran=Peran.VERIFIKATOR),
    Gambar("keputusan", "/keputusan"),
    Gambar("rincian-aksi", "/rincian-aksi?kode=KEU-A10", (1366, 1400), peran=Peran.KETUA, milik=2),
    Gambar("kotak-masuk", "/kotak-masuk", peran=Peran.KETUA, milik=2),
    Gambar("akun", "/akun", (1366, 1000), peran=Peran.ANGGOTA, milik=3),
    Gambar("pengguna", "/pengguna", peran=Peran.ADMIN),
    Gambar("audit", "/audit?kode=KEU-A03", (1366, 900), peran=Peran.ADMIN),
    Gambar("layar-rapat", "/layar-rapat"),
    Gambar("rakor", "/rakor"),
    Gambar("sejak", "/sejak-rakor", (1366, 1000)),
    Gambar("notulen", "/notulen?rakor=1", (1366, 1000)),
)

# Slides of the rakor that runs, and who looks at what while it does.
SLIDE = ("judul", "ringkasan.keuangan", "aksi.kepegawaian", "sejak", "peta.keuangan")
SELAMA_RAKOR = (
    Gambar("kendali", "/kendali", (1366, 1000)),
    Gambar("kendali-ponsel", "/kendali", PONSEL),
)


def snap(page: Page, nama: str) -> None:
    """Save what the window shows."""
    page.screenshot(path=FOLDER / f"{nama}.png", animations="disabled")
    sys.stdout.write(f"docs/gambar/{nama}.png\n")


def snap_conflict(browser: Browser, server: Peladen) -> None:
    """Save what the second of two people sees who changed the same rencana aksi."""
    pages = [
        new_context(browser, server.alamat, (1366, 1100), token=server.sign_in()).new_page()
        for _ in range(2)
    ]
    for page, progres in zip(pages, ("70", "80"), strict=True):
        open_halaman(page, "/pemutakhiran?kode=KEU-A05")
        page.get_by_label("Progres (%)", exact=True).fill(progres)
    for page in pages:
        page.get_by_role("button", name="Simpan pemutakhiran").click()
        settle(page)
    pages[1].locator(".forum .ditolak").scroll_into_view_if_needed()
    snap(pages[1], "bentrok")


def open_prepared(server: Peladen) -> None:
    """Let the rakor that the example prepares run, with keputusan and something on its screens."""
    with configured(server.basis_data):
        with read_session() as session:
            rakor = next(r for r in list_rakor(session) if r.keadaan == KeadaanRakor.DISIAPKAN)
        with open_session(SISTEM) as session:
            open_rakor(session, pelaku=SISTEM, row_id=rakor.id, versi=rakor.versi)
        keputusan(rakor.id, "Menyusun jadwal penagihan piutang pajak sampai akhir triwulan")
        keputusan(rakor.id, "Menetapkan batas waktu pembersihan data aset", "Aset", tenggat=None)


def show(server: Peladen, slide: str) -> None:
    """Steer all screens to a slide."""
    with configured(server.basis_data):
        with read_session() as session:
            rakor_id = get_denyut(session).rakor_id
        assert rakor_id is not None
        with open_session(SISTEM) as session:
            steer(session, pelaku=SISTEM, rakor_id=rakor_id, slide=slide)


def snap_slide(browser: Browser, server: Peladen) -> None:
    """Save slides as the screens show them."""
    page = new_context(browser, server.alamat, token=server.sign_in(Peran.PIMPINAN)).new_page()
    page.goto("/layar")
    page.evaluate("document.fonts.ready.then(() => true)")
    # The bar of buttons goes when nothing moves.
    page.locator("body:not(.bergerak)").wait_for()
    for kunci in SLIDE:
        show(server, kunci)
        page.locator(f".slide.aktif[data-kunci='{kunci}']").wait_for()
        snap(page, f"layar-{kunci.partition('.')[0]}")


def take(browser: Browser, server: Peladen, gambar: Gambar) -> None:
    """Take one screenshot in a window of its own."""
    token = server.sign_in(gambar.peran, gambar.milik) if gambar.peran else ""
    context = new_context(browser, server.alamat, gambar.ukuran, token=token)
    page = context.new_page()
    page.emulate_media(color_scheme=gambar.tema)  # type: ignore[arg-type]
    if gambar.peran:
        open_halaman(page, gambar.alamat)
    else:
        page.goto(gambar.alamat)
    snap(page, gambar.nama)
    context.close()


def main() -> None:
    """Fill a store, start a server on it and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "contoh.db"
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{store}"}
        subprocess.run([sys.executable, "-m", "seed"], cwd=ROOT, env=env, check=True)
        own = Path(folder) / "peladen"
        own.mkdir()
        with Peladen(store, own) as server, peramban() as browser:
            for gambar in GAMBAR:
                take(browser, server, gambar)
            open_prepared(server)
            snap_slide(browser, server)
            for gambar in SELAMA_RAKOR:
                take(browser, server, gambar)
            snap_conflict(browser, server)


if __name__ == "__main__":
    main()
