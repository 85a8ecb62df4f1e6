"""A thousand hostile texts, saved through the commands and shown at every place."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from model.choices import Peran
from model.config import ROOT
from pages.shared.halaman import HALAMAN
from pages.shared.tautan import PEMUTAKHIRAN, POKJA, RINCIAN, url
from tests.browser.isi_musuh import Pengisi
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, go_to, new_context, open_halaman
from tests.browser.test_tata_letak import KELUAR
from tests.musuh import TUAN_RUMAH, hostile
from tests.orang import stored
from tests.stores import configured, made_once

BANYAK = 1150  # some of them twice: as a title and in a longer text
BAGIAN = 4  # so that several workers share the screens

# What stands above everything else and is not ours: whatever a text has put there.
TUTUP = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
  .filter((e) => e.closest(".forum, [data-testid=stText], [data-testid=stDataFrame]"))
  .filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position))
  .filter((e) => { const r = e.getBoundingClientRect();
    return r.width * r.height > innerWidth * innerHeight / 3; })
  .map((e) => e.outerHTML.slice(0, 120))"""

# Elements that no template of ours makes.
ASING = """() => [...document.querySelectorAll(
  ".forum script, .forum iframe, .forum object, .forum embed, .forum base, .forum meta,"
  + " .forum link, .forum style, .forum img[src^='http'], .forum [onerror], .forum [onload]")]
  .map((e) => e.outerHTML.slice(0, 120))"""

SEMUA = f"""() => [
  document.body.innerText.includes('jebol'), ({KELUAR})(), window.jebol || null, ({TUTUP})(),
  ({ASING})(),
]"""


def fill(folder: Path) -> None:
    """Make a store whose every text is hostile, and note the codes of what is in it."""
    path = folder / "musuh.db"
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    command = [sys.executable, "-m", "seed", "--tanpa-contoh"]
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    # The plainest come first: titles, which stand everywhere, get all of those.
    texts, judul = iter(hostile(6000)), iter(hostile(1000))
    kode: list[str] = []
    saved = 0
    with configured(f"sqlite:///{path}"):
        me = stored(Peran.ADMIN)
        while saved < BANYAK:
            pengisi = Pengisi(me, texts, judul, 1 + len(kode) // 8 % 9)
            pengisi.rantai()
            kode += pengisi.kode
            saved += pengisi.tersimpan
    (folder / "kode.json").write_text(json.dumps(kode))


@pytest.fixture(scope="module")
def terisi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Peladen, list[str]]]:
    """Give a server on that store, and the codes."""
    made = made_once(tmp_path_factory, "musuh", fill)
    with Peladen(made / "musuh.db", tmp_path_factory.mktemp("peladen")) as running:
        yield running, json.loads((made / "kode.json").read_text())


def screens(kode: list[str]) -> list[str]:
    """Return every list, and every object with its form."""
    lists = [h.alamat for h in HALAMAN if h.alamat not in RINCIAN.values()]
    lists += [url(POKJA, pokja=nama) for nama in ("Kepegawaian", "Keuangan", "Aset")]
    lists += ["/rencana-aksi?tampilan=Tabel", "/menunggu?kelompok=diam", "/cari?cari=jebol"]
    details = [url(RINCIAN[k.partition("-")[2][0]], kode=k) for k in kode]
    forms = [f"{alamat}&ubah=1" for alamat in details[::6]]
    updates = [url(PEMUTAKHIRAN, kode=k) for k in kode if "-A" in k][::2]
    return [*lists, *details, *forms, *updates]


@pytest.mark.parametrize("bagian", range(BAGIAN))
def test_a_thousand_hostile_texts_are_shown_as_text(
    browser: Browser, terisi: tuple[Peladen, list[str]], bagian: int
) -> None:
    server, kode = terisi
    asked: list[str] = []
    wrong: list[object] = []
    shown = 0
    context = new_context(browser, server.alamat, token=server.sign_in(Peran.ADMIN))
    page: Page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    open_halaman(page)
    for number, alamat in enumerate(screens(kode)[bagian::BAGIAN]):
        width, height = PONSEL if number % 4 == 0 else (1366, 768)
        page.set_viewport_size({"width": width, "height": height})
        go_to(page, alamat)
        said, layout, *found = page.evaluate(SEMUA)
        shown += said
        found.append(layout["gulir"] > 0 or layout["keluar"])
        if any(found):
            wrong.append((alamat, width, found))
    context.close()
    assert wrong == []
    assert shown > 20  # otherwise nothing was looked at
    assert [url for url in asked if TUAN_RUMAH in url] == []
    assert [url for url in asked if not url.startswith((server.alamat, "blob:", "data:"))] == []
