"""The route that gives files of bukti dukung: to whom, how, and what it leaves behind."""

import io
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from sqlmodel import Session, col, select, update
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from model import berkas
from model import tables as t
from model.bukti import Unggahan, prepare
from model.choices import Peran, StatusAksi, Tindakan
from model.clock import now
from model.commands.bukti import add_bukti, withdraw_bukti
from model.db import open_session, read_session
from pages.shared.akses import KUKI
from pages.web.bukti import disposition, give_bukti
from tests.isi_berkas import BAIK, PDF
from tests.orang import BUKTI, SISTEM, signed_in

APP = Starlette(routes=[Route("/bukti/{bukti_id}", give_bukti)])

pytestmark = pytest.mark.usefixtures("contoh")


def ask(bukti_id: object, peran: Peran | None = Peran.PIMPINAN, query: str = "") -> Any:
    token = signed_in(peran, milik=2) if peran else "salah"
    client = TestClient(APP, cookies={KUKI: token})
    return client.get(f"/bukti/{bukti_id}{query}")


def newest(session: Session) -> t.Bukti:
    return session.exec(select(t.Bukti).order_by(col(t.Bukti.id).desc()).limit(1)).one()


def aksi_id(session: Session) -> int:
    query = select(t.RencanaAksi.id).where(t.RencanaAksi.status == StatusAksi.BERJALAN)
    return session.exec(query.limit(1)).one()


def stored(isi: bytes = PDF, nama: str = "Laporan akhir.pdf") -> t.Bukti:
    """Add a file to an action and return its row, detached."""
    with prepare([Unggahan(nama, io.BytesIO(isi))]) as bukti, open_session(SISTEM) as session:
        add_bukti(session, pelaku=SISTEM, aksi_id=aksi_id(session), bukti=bukti)
    with read_session() as session:
        return newest(session)


def downloads() -> list[tuple[int, int | None]]:
    with read_session() as session:
        query = select(t.Riwayat.baris_id, t.Riwayat.pelaku_id).where(
            t.Riwayat.tindakan == Tindakan.DIUNDUH
        )
        return [(baris, pelaku) for baris, pelaku in session.exec(query)]


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.LAYAR, Peran.PROGRAM)])
def test_everybody_who_may_read_and_download_gets_the_very_bytes(peran: Peran) -> None:
    bukti = stored()
    answer = ask(bukti.id, peran)
    assert (answer.status_code, answer.content) == (200, PDF)
    assert [baris for baris, _ in downloads()] == [bukti.id]


def test_a_screen_reads_but_takes_nothing_and_its_try_is_noted() -> None:
    answer = ask(stored().id, Peran.LAYAR)
    assert answer.status_code == 403
    assert "tidak berwenang mengunduh" in answer.text
    assert downloads() == []
    with read_session() as session:
        query = select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.DITOLAK)
        assert session.exec(query).one().asal == "unduhan"


def test_nobody_without_a_sesi_learns_anything() -> None:
    bukti = stored()
    answers = [ask(bukti.id, None), ask(999_999, None), TestClient(APP).get(f"/bukti/{bukti.id}")]
    assert {(a.status_code, a.text) for a in answers} == {(401, answers[0].text)}


def test_an_ended_sesi_gets_nothing() -> None:
    bukti = stored()
    token = signed_in(Peran.KETUA)
    client = TestClient(APP, cookies={KUKI: token})
    assert client.get(f"/bukti/{bukti.id}").status_code == 200
    with open_session(SISTEM) as session:
        session.execute(update(t.Sesi).values(diakhiri_pada=now() - timedelta(seconds=1)))
    assert client.get(f"/bukti/{bukti.id}").status_code == 401


def test_what_is_unknown_withdrawn_or_a_link_is_answered_alike() -> None:
    gone = stored()
    with open_session(SISTEM) as session:
        withdraw_bukti(session, pelaku=SISTEM, bukti_id=gone.id)
        add_bukti(session, pelaku=SISTEM, aksi_id=aksi_id(session), bukti=BUKTI)
    with read_session() as session:
        link = newest(session).id
    ids = [gone.id, link, 999_999, 0, -1, "1e3", "abc", "9" * 40, "1.0", "٣", "%00", "%2e%2e"]
    answers = [ask(bukti_id) for bukti_id in ids]
    assert {(a.status_code, a.text) for a in answers} == {(404, answers[0].text)}
    assert downloads() == []


@pytest.mark.parametrize("akhiran", BAIK)
def test_every_kind_comes_as_a_download_that_can_do_nothing(akhiran: str) -> None:
    answer = ask(stored(BAIK[akhiran], f"a.{akhiran}").id)
    head = answer.headers
    assert answer.content == BAIK[akhiran]
    assert head["content-disposition"].startswith(f'attachment; filename="a.{akhiran}"')
    assert head["content-length"] == str(len(answer.content))
    assert "sandbox; default-src 'none'" in head["content-security-policy"]
    assert (head["x-content-type-options"], head["cache-control"]) == ("nosniff", "no-store")
    assert not head["content-type"].startswith("text/")


@pytest.mark.parametrize("akhiran", BAIK)
def test_only_images_and_pdf_are_shown_in_the_window_and_shut_in(akhiran: str) -> None:
    head = ask(stored(BAIK[akhiran], f"a.{akhiran}").id, query="?lihat=1").headers
    shown = head["content-disposition"].startswith("inline;")
    assert shown == (akhiran in ("pdf", "jpg", "png", "webp"))
    assert head["content-security-policy"].startswith("sandbox; default-src 'none';")


def test_a_file_changed_on_the_disk_is_noticed_and_not_given() -> None:
    bukti = stored()
    path = berkas.folder() / str(bukti.nama_simpan)
    path.write_bytes(PDF + b" ")
    answer = ask(bukti.id)
    assert (answer.status_code, "Sampaikan kepada admin" in answer.text) == (500, True)
    path.unlink()
    assert ask(bukti.id).status_code == 500
    assert downloads() == []


@pytest.mark.parametrize(
    "nama",
    [
        "Laporan akhir.pdf", 'a"b.pdf', "a\r\nSet-Cookie: x=1.pdf", "laporan–akhir.pdf", "日本.pdf",
        "=cmd|calc.pdf", "a;b=c.pdf", "%0d%0a.pdf", "é" * 100 + ".pdf", "<script>.pdf",
    ],
)  # fmt: skip
def test_names_cannot_break_the_header(nama: str) -> None:
    bukti = stored(nama=nama)
    value = ask(bukti.id).headers["content-disposition"]
    assert value.endswith(f"filename*=UTF-8''{quote(bukti.nama, safe='')}")
    plain = value.split('"')[1]
    assert plain.isascii()
    assert not set(plain) & set('"\\;%\r\n')


def test_a_name_without_a_plain_letter_still_gives_a_file_a_name() -> None:
    assert 'filename="pdf"' in disposition("日本.pdf")
    assert 'filename="bukti"' in disposition("日本")
