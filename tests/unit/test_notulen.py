"""Notulen: what it reads of a running and of a closed rakor, and that its files hold only text."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import CaraHadir, Peran
from model.clock import today
from model.commands.keputusan import record_keputusan
from model.commands.panduan import steer
from model.commands.rakor import create_rakor, open_rakor
from model.commands.tutup import close_rakor
from model.db import open_session
from model.isian_keputusan import IsianKeputusan
from model.isian_rakor import IsianRakor
from model.notulen import Notulen, read_notulen
from pages.exports.markdown import PEMISAH, TERPADU, plain
from pages.exports.notulen import KOLOM_HADIR, KOLOM_KEPUTUSAN_RAKOR, rows_hadir, to_markdown
from pages.exports.tabel import Tabel, to_csv
from tests.musuh import hostile
from tests.orang import SISTEM, stored

# A reader of Markdown gives one of these letters a meaning when no backslash stands before it.
BERARTI = re.compile(r"(?<!\\)(?:\\\\)*([`*_\[\]{}|~^$#!])")
JAHAT = [*hostile(1000), "1. satu", "10) dua", "- tiga", "+ empat", "= lima", "a\n# b\n\n    c"]


def read_back(line: str) -> str:
    """Return what a reader of Markdown shows of an escaped line."""
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        line = line.replace(entity, letter)
    return line.replace(PEMISAH, "")


@pytest.mark.parametrize("bagian", range(10))
def test_hostile_text_stays_text(bagian: int) -> None:
    for text in JAHAT[bagian::10]:
        line = plain(text)
        assert "\n" not in line and "\r" not in line, text
        assert not re.search(r"[<>]|&(?!(lt|gt|amp);)", line), text
        assert not BERARTI.search(line), text
        assert not re.match(r"\s|[-+=>]|\d{1,9}[.)]", line), text
        assert not re.search(r"://|@\S(?<!\u2060)|(?i:www\.)\w|[^\W\d_]\.[^\W\d_]", line), text
        seen = (c if c.isprintable() or c in TERPADU else " " for c in text)
        assert read_back(line) == " ".join("".join(seen).split()), text


def test_ordinary_words_are_left_readable() -> None:
    for text in ("Tahap 1 (BPKD): 50 % selesai", "Menyusun jadwal, lalu melapor.", "Rp1.000.000"):
        assert plain(text) == text
    assert plain(None) == ""
    assert plain("Data-data") == "Data-data"


def rakor(*, ditutup: bool = False, tema: str = "Rakor uji", **isian: str) -> int:
    form = IsianRakor.check({"tema": tema, "mulai": today(), "selesai": today()} | isian)
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=form)
        open_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=1)
    record(rakor_id, "Menyusun jadwal")
    if ditutup:
        with open_session(SISTEM) as session:
            versi = session.get_one(t.Rakor, rakor_id).versi
            close_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=versi)
    return rakor_id


def record(rakor_id: int, judul: str, uraian: str = "") -> None:
    form = IsianKeputusan.check(
        {"judul": judul, "uraian": uraian, "pd_id": 3, "tenggat": today() + timedelta(days=7)}
    )
    with open_session(SISTEM) as session:
        record_keputusan(session, pelaku=SISTEM, rakor_id=rakor_id, pokja_id=2, isian=form)


def read(rakor_id: int) -> Notulen:
    notulen = read_notulen(rakor_id)
    assert notulen is not None
    return notulen


@pytest.mark.usefixtures("contoh")
def test_a_running_rakor_has_a_draft_and_a_closed_one_stays_as_it_was() -> None:
    draft = read(rakor_id := rakor())
    assert not draft.beku
    with open_session(SISTEM) as session:
        close_rakor(
            session,
            pelaku=SISTEM,
            row_id=rakor_id,
            versi=session.get_one(t.Rakor, rakor_id).versi,
        )
    with open_session(SISTEM) as session:
        for row in session.exec(select(t.Keputusan).where(t.Keputusan.rakor_id == rakor_id)):
            row.judul = "Diubah sesudahnya"
        session.get_one(t.Rakor, rakor_id).tempat = "Diubah sesudahnya"
    closed = read(rakor_id)
    assert closed.beku
    assert [k.judul for k in closed.penutupan.keputusan] == ["Menyusun jadwal"]
    assert closed.rakor.tempat == ""
    assert closed.forum == draft.forum


@pytest.mark.usefixtures("contoh")
def test_a_rakor_being_prepared_has_none() -> None:
    isian = IsianRakor(tema="Nanti", mulai=today(), selesai=today())
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=isian)
    assert read_notulen(rakor_id) is None
    assert read_notulen(999_999) is None


@pytest.mark.usefixtures("contoh")
def test_the_time_used_counts_a_clock_that_still_runs() -> None:
    rakor_id = rakor()
    with open_session(SISTEM) as session:
        steer(session, pelaku=SISTEM, rakor_id=rakor_id, slide="peta.keuangan")
    with open_session(SISTEM) as session:
        agenda = next(a for a in read(rakor_id).acara if a.acara.slug == "keuangan")
        waktu = session.get_one(t.WaktuAgenda, agenda.acara.id)
        waktu.terpakai = 600
    used = {a.acara.slug: a.detik for a in read(rakor_id).acara}
    assert used["keuangan"] >= 600
    assert used["aset"] == 0


@pytest.mark.usefixtures("contoh")
def test_every_part_stands_in_the_file_with_the_mark_of_example_data() -> None:
    notulen = read(rakor(tempat="Balai Agung"))
    text = to_markdown(notulen, contoh=True).decode()
    for part in (
        "# Notulen: Rakor uji",
        "**Data contoh, bukan data resmi.**",
        "Balai Agung",
        "Rancangan, keadaan",
        "## Agenda",
        "## Keputusan (1)",
        "Menyusun jadwal",
        "## Angka per pokja",
        "| Seluruh forum |",
        "### Rencana aksi terlambat",
        "### Keputusan terbuka",
        "## Daftar hadir (0)",
        "Tidak hadir (",
    ):
        assert part in text, part
    assert "Data contoh" not in to_markdown(notulen, contoh=False).decode()


@pytest.mark.usefixtures("contoh")
def test_hostile_titles_break_neither_table_nor_list() -> None:
    rakor_id = rakor(tema="# [x](javascript:1) <b>|</b>", tempat="| a | b |")
    jahat = [text for text in hostile(60) if text.strip()]
    with open_session(SISTEM) as session:
        for row, text in zip(session.exec(select(t.Keputusan)).all(), jahat, strict=False):
            row.judul, row.uraian = text, text
    text = to_markdown(read(rakor_id), contoh=True).decode()
    assert not re.search(r"<|javascript:\w|://", text)
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}
        assert len(cells) == 1, block
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert len(heads) == 9, heads


@pytest.mark.usefixtures("contoh")
def test_the_lists_are_neutralised_as_all_tables_are() -> None:
    rakor_id = rakor()
    record(rakor_id, "=HYPERLINK(1)")
    notulen = read(rakor_id)
    rows = notulen.penutupan.keputusan
    content = to_csv(Tabel("Daftar", "Rakor uji", KOLOM_KEPUTUSAN_RAKOR, rows, contoh=True))
    assert b"'=HYPERLINK(1)" in content
    assert content.count(b"Data contoh") == 2
    hadir = rows_hadir(notulen.kehadiran)
    assert len(hadir) == notulen.rakor.diundang
    listed = to_csv(Tabel("Hadir", "", KOLOM_HADIR, hadir, contoh=False)).decode("utf-8-sig")
    assert "Perangkat daerah;Diundang;Hadir" in listed.splitlines()[0]


@pytest.mark.usefixtures("contoh")
def test_no_name_of_a_person_stands_in_it() -> None:
    rakor_id, ketua = rakor(), stored(Peran.KETUA)
    with open_session(SISTEM) as session:
        akun = session.get_one(t.Pengguna, ketua.id)
        pada = session.get_one(t.Rakor, rakor_id).dibuka_pada
        assert pada is not None
        akun.nama, akun.jabatan = "Nama Seseorang", "Kepala Bidang"
        session.add(
            t.Kehadiran(
                rakor_id=rakor_id, pd_id=3, pengguna_id=ketua.id, cara=CaraHadir.SENDIRI,
                jabatan="Kepala Bidang", pada=pada,
            )
        )  # fmt: skip
    text = to_markdown(read(rakor_id), contoh=False).decode()
    assert "Kepala Bidang" in text
    assert "Nama Seseorang" not in text
