"""The slides as HTML: their order, hostile texts, QR codes, and what tells two states apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
import segno

from model.commands.panduan import KUNCI_SLIDE
from model.tayangan import IsiDeck, read_isi, read_objek
from pages.layar.deck import Deck, Slide, make_deck, make_objek
from pages.layar.halaman import layar_html, page_html, slide_html
from pages.layar.kata import pendek
from pages.layar.qr import TEPI, make_kode
from pages.layar.slide_pokja import BARIS, choose
from pages.shared.tautan import url
from tests.musuh import hostile
from tests.stores import HARI
from tests.unit.test_tayangan import RAKOR_DITUTUP, begin_rakor

ALAMAT = "https://rakor.contoh.go.id"
PER_POKJA = ("ringkasan", "peta", "aksi", "keputusan")


@pytest.fixture
def kind() -> str:
    """Name SQLite alone: nothing here is about the database."""
    return "sqlite"


@pytest.fixture
def isi(contoh: str) -> IsiDeck:
    """Give the content of a running rakor in the example store."""
    return read_isi(begin_rakor(), HARI)


@pytest.fixture
def deck(isi: IsiDeck) -> Deck:
    return make_deck(isi, ALAMAT)


def slide(deck: Deck, kunci: str) -> Slide:
    found = deck.find(kunci)
    assert found is not None, kunci
    return found


# Order and names


def test_the_slides_follow_the_agenda(isi: IsiDeck, deck: Deck) -> None:
    expected = ["judul"]
    for item in isi.agenda:
        if item.slug is None:
            expected.append(f"acara.{item.id}")
        else:
            expected += [f"{jenis}.{item.slug}" for jenis in PER_POKJA]
    expected += ["forum", "sejak", "putusan"]
    assert [slide.kunci for slide in deck.slide] == expected
    assert len(expected) == 1 + 2 + 9 * 4 + 3
    items = {item.slug: item for item in isi.agenda}
    aset = slide(deck, "peta.aset")
    assert (aset.agenda_id, aset.menit, aset.nomor) == (items["aset"].id, 15, 3)
    assert slide(deck, "forum").agenda_id is None


def test_names_can_be_steered_to_and_stand_once(deck: Deck) -> None:
    names = [slide.kunci for slide in deck.slide]
    assert len(names) == len(set(names))
    assert all(KUNCI_SLIDE.fullmatch(nama) for nama in names)


def test_names_stay_single_whatever_the_agenda(isi: IsiDeck) -> None:
    twice = (*isi.agenda, replace(isi.agenda[2], id=990), replace(isi.agenda[0], id=991))
    names = [slide.kunci for slide in make_deck(replace(isi, agenda=twice), ALAMAT).slide]
    assert len(names) == len(set(names))
    assert names.count("peta.keuangan") == 1
    assert names.index("acara.991") == len(names) - 4


@pytest.mark.usefixtures("contoh")
def test_without_a_rakor_the_forum_is_shown() -> None:
    deck = make_deck(read_isi(None, HARI), ALAMAT)
    assert deck.rakor_id is None
    assert [s.kunci for s in deck.slide][:2] == ["judul", "ringkasan.kepegawaian"]
    assert len(deck.slide) == 1 + 9 * 4 + 3
    assert all(s.agenda_id is None for s in deck.slide)


# What tells two states apart


def test_the_same_content_makes_the_same_slides(isi: IsiDeck, deck: Deck) -> None:
    assert make_deck(isi, ALAMAT) == deck


def test_the_moment_of_the_data_is_shown_but_makes_no_slide_another_one(
    isi: IsiDeck, deck: Deck
) -> None:
    assert isi.kepala.per is not None
    later = replace(isi.kepala, per=isi.kepala.per.replace(year=2031))
    again = make_deck(replace(isi, kepala=later), ALAMAT)
    assert again.per != deck.per and "2031" in again.per
    assert [s.sidik for s in again.slide] == [s.sidik for s in deck.slide]
    assert all("2031" in s.html for s in again.slide)


def test_a_change_in_one_pokja_changes_its_slides_and_those_of_the_forum(
    isi: IsiDeck, deck: Deck
) -> None:
    aset = isi.pokja[2]
    aksi = replace(aset.perhatian.baris[0], judul="Judul yang baru")
    changed = replace(aset, perhatian=replace(aset.perhatian, baris=(aksi,)))
    pokja = (*isi.pokja[:2], changed, *isi.pokja[3:])
    again = make_deck(replace(isi, pokja=pokja), ALAMAT)
    before = {s.kunci: s.sidik for s in deck.slide}
    assert [s.kunci for s in again.slide if s.sidik != before[s.kunci]] == ["aksi.aset"]


# Hostile texts


class Seen(HTMLParser):
    """Gathers elements, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.names.add("!--")


UNSUR = {
    "section", "header", "div", "p", "span", "h1", "h2", "figure", "figcaption", "img",
    "b", "i", "wbr", "footer", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr",
    "th", "td",
}  # fmt: skip


def poison(isi: IsiDeck, texts: Iterator[str]) -> IsiDeck:
    """Return the content with every text of a person replaced by the next hostile one."""

    def put(row: Any, *kolom: str) -> Any:
        return replace(row, **{nama: next(texts) for nama in kolom})

    pokja = tuple(
        replace(
            satu,
            teratas=tuple(put(r, "judul") for r in satu.teratas),
            perhatian=replace(
                satu.perhatian,
                baris=tuple(put(a, "judul", "kendala", "pd") for a in satu.perhatian.baris),
            ),
            diminta=replace(
                satu.diminta, baris=tuple(put(p, "judul", "pd") for p in satu.diminta.baris)
            ),
        )
        for satu in isi.pokja
    )
    rakor = put(isi.rakor, "tema", "tempat")
    agenda = tuple(put(a, "judul") for a in isi.agenda)
    return replace(isi, kepala=replace(isi.kepala, rakor=rakor), agenda=agenda, pokja=pokja)


def endless(many: int) -> Iterator[str]:
    """Yield hostile texts that a store can hold: half a character is none."""
    while True:
        yield from (text for text in hostile(many) if text.isascii() or "\ud83d" not in text)


def test_a_persons_text_is_never_markup(isi: IsiDeck) -> None:
    texts = endless(1000)
    for _ in range(4):
        html = layar_html(make_deck(poison(isi, texts), ALAMAT).slide)
        seen = Seen(html)
        assert seen.names <= UNSUR
        assert not [name for name, _ in seen.attributes if name.startswith("on")]
        values = {value for name, value in seen.attributes if name == "style"}
        assert all(re.fullmatch(r"[\w:;#%.-]+", value or "") for value in values)


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_a_hostile_title_is_shown_as_it_was_typed(isi: IsiDeck, nasty: str) -> None:
    page = page_html(make_deck(poison(isi, iter([nasty] * 5000)), ALAMAT), sumber="jaringan")
    assert nasty not in page
    assert nasty in "".join(Seen(page).text)


@pytest.mark.usefixtures("contoh")
def test_the_slide_of_an_object_is_no_markup_either() -> None:
    texts = endless(300)
    for kode in ("KEU-R05", "KEU-A35"):
        isi = read_objek(None, kode, HARI)
        assert isi is not None
        if isi.risiko:
            risiko = replace(
                isi.risiko, judul=next(texts), sebab=next(texts), dampak=next(texts)
            )  # fmt: skip
            isi = replace(isi, risiko=risiko)
        if isi.aksi:
            baris = replace(isi.aksi.baris, judul=next(texts), kendala=next(texts))
            isi = replace(isi, aksi=replace(isi.aksi, baris=baris, tindak_lanjut=next(texts)))
        assert Seen(slide_html(make_objek(isi, ALAMAT))).names <= UNSUR


# QR codes


def expect_code(html: str, alamat: str) -> None:
    found = re.search(r'<img src="([^"]+)" alt="Kode QR', html)
    assert found is not None
    wanted = segno.make(alamat, error="l", micro=False)
    assert unescape(found[1]) == wanted.svg_data_uri(
        border=TEPI, dark="#000", light="#fff", omitsize=True
    )


def test_each_code_leads_to_the_very_list(isi: IsiDeck, deck: Deck) -> None:
    nama = "Investasi dan Kemudahan Berusaha"
    assert isi.rakor is not None
    hadir = url("/hadir", rakor=isi.rakor.id, kode=isi.rakor.kode_hadir)
    for kunci, path in {
        "judul": hadir,
        "ringkasan.investasi": url("/pokja", pokja=nama),
        "peta.investasi": url("/peta-risiko", pokja=nama),
        "aksi.investasi": url("/rencana-aksi", pokja=nama, perhatian="Ya"),
        "keputusan.investasi": url("/pokja", pokja=nama),
        "forum": "/",
        "sejak": url("/sejak-rakor", dari=f"rakor-{RAKOR_DITUTUP}", sampai="kini"),
        "putusan": url("/notulen", rakor=isi.rakor.id),
    }.items():
        html = slide(deck, kunci).html
        expect_code(html, ALAMAT + path)
        assert f'alt="Kode QR menuju rakor.contoh.go.id{path.split("?")[0]}"' in html
        assert "rakor.contoh.go.id<wbr>/" in html


def test_the_longest_address_still_has_modules_that_a_phone_can_tell_apart() -> None:
    kode = make_kode(f"https://{'a' * 63}.{'b' * 63}.go.id/peta-risiko?pokja={'c' * 60}")
    assert kode.sisi < 80


@pytest.mark.usefixtures("contoh")
def test_nobody_is_invited_to_a_closed_rakor() -> None:
    judul = slide(make_deck(read_isi(RAKOR_DITUTUP), ALAMAT), "judul").html
    assert "Kode QR" not in judul
    assert "hadir" in judul and re.search(r"<b>38</b> <span>dari 45 perangkat daerah", judul)


# What a slide says of itself


def test_every_slide_says_whose_data_it_shows(deck: Deck) -> None:
    for satu in deck.slide:
        assert "Data contoh" in satu.html
        assert f"<span data-per>{deck.per}</span>" in satu.html
        assert '<span class="hitung" data-hitung></span>' in satu.html
        assert "Potret rakor" not in satu.html
    assert "Pokja 3/9" in slide(deck, "peta.aset").html
    assert re.fullmatch(r"Data per \d\d\.\d\d WIB, \d+ \w+ \d{4}", deck.per)


@pytest.mark.usefixtures("contoh")
def test_a_replay_says_that_it_is_one() -> None:
    for satu in make_deck(read_isi(RAKOR_DITUTUP), ALAMAT).slide:
        assert re.search(r"Potret rakor [^<]+ saat ditutup", satu.html), satu.kunci


@pytest.mark.usefixtures("store")
def test_a_store_of_real_data_is_not_called_an_example() -> None:
    assert "Data contoh" not in layar_html(make_deck(read_isi(begin_rakor(), HARI), ALAMAT).slide)


def test_what_is_left_out_is_counted(isi: IsiDeck, deck: Deck) -> None:
    cut = 0
    for pokja in isi.pokja:
        html = slide(deck, f"aksi.{pokja.slug}").html
        rest = pokja.perhatian.jumlah - min(BARIS, len(pokja.perhatian.baris))
        assert f'data-banyak="{pokja.perhatian.jumlah}"' in html
        assert (f"+<b>{rest}</b> rencana aksi lainnya" in html) == (
            rest > 0 or "hidden>+<b>0" in html
        )
        cut += rest > 0
    assert cut


def test_of_what_is_asked_each_kind_is_seen(isi: IsiDeck) -> None:
    for pokja in isi.pokja:
        rows = pokja.diminta.baris
        chosen = choose(rows, 4)
        assert len(chosen) == min(4, len(rows))
        assert chosen == sorted(chosen, key=rows.index)
        if len(pokja.diminta.jumlah) <= 2:
            assert {p.jenis for p in chosen} == set(pokja.diminta.jumlah)


@pytest.mark.parametrize(
    ("teks", "paling_banyak", "hasil"),
    [
        ("pendek", 10, "pendek"),
        ("dua kata", 7, "dua…"),
        ("baris\n\nlain", 20, "baris lain"),
        ("satu, dua tiga", 6, "satu…"),
        ("W" * 50, 10, "WWWWWWWWW…"),
        ("a " + "W" * 50, 10, "a WWWWWWW…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_a_word(teks: str, paling_banyak: int, hasil: str) -> None:
    assert pendek(teks, paling_banyak) == hasil
    assert len(hasil) <= paling_banyak


# The page


def test_the_page_links_to_our_assets_only(deck: Deck) -> None:
    page = page_html(deck, sumber="jaringan", versi_aset="abc", tema="gelap", data={"rakor": 7})
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert links and all(link.startswith(("/aset/", "data:image/svg+xml")) for link in links)
    assert '<body class="layar-halaman" data-sumber="jaringan">' in page
    assert '<div class="layar" data-tema="gelap" data-rakor="7">' in page
    assert page.count('<section class="slide') == len(deck.slide)
    assert page.count("slide aktif") == 1


def test_the_file_asks_for_nothing(deck: Deck) -> None:
    page = page_html(deck, sumber="berkas")
    assert 'data-sumber="berkas"' in page
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", page)
    assert not re.search(r'url\((?!"data:font)', page)
    assert page.count("data:font/woff2;base64,") == 2
    assert "@import" not in page
