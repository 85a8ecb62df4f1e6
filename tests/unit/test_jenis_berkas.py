"""What is taken as bukti dukung: told by the content, whatever the name says."""

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.bukti import Unggahan, file_name, prepare
from model.errors import InvalidIsian
from model.jenis_berkas import JENIS, MENURUT_AKHIRAN, detect
from model.jenis_kantor import MAKS_ISI
from tests.isi_berkas import (
    BAIK,
    EXE,
    HTML,
    JPEG,
    PDF,
    PNG,
    SVG,
    UTAMA,
    archive,
    image,
    kantor,
    odf,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NOL = bytes(30 * 1024 * 1024)


def refusal(isi: bytes) -> str:
    with pytest.raises(InvalidIsian) as refused:
        detect(io.BytesIO(isi))
    return refused.value.per_kolom["berkas"]


@pytest.mark.parametrize("akhiran", BAIK)
def test_every_kind_that_is_taken_is_known_by_its_content(akhiran: str) -> None:
    assert detect(io.BytesIO(BAIK[akhiran])) == MENURUT_AKHIRAN[akhiran]


def test_every_kind_has_a_file_to_try() -> None:
    assert {jenis.akhiran for jenis in JENIS} == set(BAIK)


@pytest.mark.parametrize(
    "isi",
    [
        EXE, SVG, HTML, b"#!/bin/sh\nrm -rf /\n", b"GIF89a" + bytes(40), b"nama;nilai\n=1+1;2\n",
        b"\x7fELF" + bytes(60), b"Rar!\x1a\x07\x00" + bytes(60), b"7z\xbc\xaf\x27\x1c" + bytes(60),
        b"{\\rtf1 x}", b"\x1f\x8b" + bytes(60), b"BM" + bytes(60), b" " + PDF, b"\n%PDF-1.4\n%%EOF",
        archive({"a.txt": b"x"}), archive({}), b"PK\x05\x06" + bytes(18), b"x",
        archive({"[Content_Types].xml": b"<Types/>"}),
        archive({"mimetype": b"application/epub+zip", "content.xml": b""}),
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_told_what_is_taken(isi: bytes) -> None:
    assert "Jenis berkas ini tidak diterima. Unggah PDF" in refusal(isi) or "rusak" in refusal(isi)


def test_a_program_called_pdf_is_refused_by_its_shown_name() -> None:
    with (
        pytest.raises(InvalidIsian) as refused,
        prepare([Unggahan("C:\\Users\\x\\laporan.pdf", io.BytesIO(EXE))]),
    ):
        raise AssertionError
    assert list(refused.value.per_kolom.values())[0].startswith("“laporan.pdf”: Jenis berkas")


def test_every_bad_file_of_several_is_named() -> None:
    files = [("a.pdf", EXE), ("b.pdf", PDF), ("c.png", SVG), ("d.pdf", b"")]
    with (
        pytest.raises(InvalidIsian) as refused,
        prepare([Unggahan(nama, io.BytesIO(isi)) for nama, isi in files], "javascript:alert(1)"),
    ):
        raise AssertionError
    sentences = list(refused.value.per_kolom.values())
    assert [sentence[:7] for sentence in sentences] == ["“a.pdf”", "“c.png”", "“d.pdf”", "Tautan "]
    assert "kosong" in sentences[2]


def test_an_empty_file_is_refused() -> None:
    assert "kosong" in refusal(b"")


def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_larger() -> None:
    most = 10 * 1024 * 1024
    whole = PDF + bytes(most - len(PDF) - 5) + b"%%EOF"
    with prepare([Unggahan("a.pdf", io.BytesIO(whole))]) as [bukti]:
        assert bukti.berkas is not None
        assert bukti.berkas.ukuran == most
    with (
        pytest.raises(InvalidIsian, match="lebih besar dari 10 MB"),
        prepare([Unggahan("a.pdf", io.BytesIO(whole + b"x"))]),
    ):
        raise AssertionError


def test_old_office_files_and_those_with_a_password_are_told_what_to_do() -> None:
    assert "Simpan sebagai DOCX" in refusal(OLE)


@pytest.mark.parametrize(
    "part",
    ["word/vbaProject.bin", "xl/vbaProject.BIN", "word/activeX/activeX1.bin", "a/b.exe",
     "word/embeddings/x.docm", "xl/macrosheets/sheet1.xml", "x.js", "lampiran.zip", "a.html"],
)  # fmt: skip
def test_documents_with_macros_or_programs_are_refused(part: str) -> None:
    assert "makro atau program" in refusal(kantor(more={part: b"x"}))


def test_a_macro_document_by_its_list_of_contents_and_one_of_opendocument() -> None:
    types = (
        b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    )
    parts = {"[Content_Types].xml": types, "word/document.xml": b"<x/>"}
    assert "makro" in refusal(archive(parts))
    assert "makro" in refusal(odf(more={"Basic/Standard/Module1.xml": b"Sub x"}))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "word/../../x", "word\\..\\x", "C:/x.xml", "a\x07b"],
)
def test_names_that_lead_out_of_the_document_are_refused(name: str) -> None:
    assert "rusak" in refusal(kantor(more={name: b"x"}))


def test_a_name_that_stands_twice_or_is_a_link_is_refused() -> None:
    assert "rusak" in refusal(kantor(more={"WORD/document.xml": b"other"}))
    file = io.BytesIO(kantor())
    with zipfile.ZipFile(file, "a") as packed:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    assert "rusak" in refusal(file.getvalue())


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bombs = {
        "flat": kantor(more={"word/media/a.bin": NOL}),
        "many": kantor(more={f"word/{n}.xml": b"" for n in range(MAKS_ISI)}),
        "nested": kantor(more={"word/embeddings/a.docx": kantor(more={"word/x.xml": NOL})}),
        "deep": kantor(more={"a.docx": kantor(more={"b.docx": kantor(more={"c.docx": kantor()})})}),
    }
    tracemalloc.start()
    for name, bomb in bombs.items():
        tracemalloc.reset_peak()
        assert "mengembang" in refusal(bomb), name
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024, name
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused_by_the_sum_that_it_admits() -> None:
    parts = {f"word/{n}.xml": bytes(20 * 1024 * 1024) for n in range(11)}
    assert "mengembang" in refusal(kantor(more=parts))


def test_a_document_in_a_document_is_taken() -> None:
    assert detect(io.BytesIO(kantor(more={"word/embeddings/a.xlsx": kantor("xlsx")}))).akhiran == (
        "docx"
    )


def test_an_encrypted_part_is_refused() -> None:
    raw = bytearray(kantor())
    place = raw.index(b"PK\x01\x02")
    raw[place + 8] |= 1
    assert "kata sandi" in refusal(bytes(raw)) or "rusak" in refusal(bytes(raw))


@pytest.mark.parametrize(
    "isi",
    [
        PDF + archive({"a.js": b"x"}), PNG + archive({"a.class": b"x"}), JPEG + kantor(),
        b"#!/bin/sh\n" + kantor(), kantor()[:4] + b"%PDF-1.4" + kantor()[4:],
        JPEG[:20] + b"%PDF-1.4 " + JPEG[20:], PNG[:8] + b"<html><script>" + PNG[8:],
    ],
)  # fmt: skip
def test_what_is_two_things_at_once_is_refused(isi: bytes) -> None:
    assert refusal(isi)


@pytest.mark.parametrize("akhiran", BAIK)
def test_a_file_cut_short_is_refused_or_harmless(akhiran: str) -> None:
    whole = BAIK[akhiran]
    for length in range(0, len(whole) - 6, max(1, len(whole) // 60)):
        try:
            assert detect(io.BytesIO(whole[:length])).akhiran == akhiran
        except InvalidIsian as refused:
            assert str(refused)


def test_an_image_too_large_to_open_is_refused() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    assert refusal(bomb)
    assert detect(io.BytesIO(image("PNG", (3000, 2000)))).terlihat


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7", *(b[:16] for b in BAIK.values())])
)
def test_no_bytes_at_all_cause_anything_but_a_refusal(tail: bytes, head: bytes) -> None:
    try:
        detect(io.BytesIO(head + tail))
    except InvalidIsian as refused:
        assert set(refused.per_kolom) == {"berkas"}


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Laporan akhir.pdf", "Laporan akhir.pdf"),
        ("LAPORAN.PDF", "LAPORAN.PDF"),
        ("../../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Budi\\surat.docx", "surat.docx.pdf"),
        ("laporan.pdf.exe", "laporan.pdf.exe.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("=cmd|' /C calc'!A0.pdf", "C calc'!A0.pdf"),
        ("", "tanpa nama.pdf"),
        ("...", "tanpa nama.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie: x.pdf"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_the_name_shown_is_clean_and_its_ending_true(given_name: str, shown: str) -> None:
    name = file_name(given_name, MENURUT_AKHIRAN["pdf"])
    assert name == shown
    assert len(name) <= 200
    assert name.lower().endswith(".pdf")


def test_endings_of_a_photo_are_kept() -> None:
    assert file_name("IMG_1.JPEG", MENURUT_AKHIRAN["jpg"]) == "IMG_1.JPEG"
    assert set(UTAMA) <= set(MENURUT_AKHIRAN)
