"""The jejak audit as a file, from the route that answers outside Streamlit."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from sqlmodel import Session, col, func, select
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from model.choices import Peran, Tindakan
from model.db import open_session, read_session
from model.history import add_line
from model.tables import RencanaAksi, Riwayat
from pages.shared.akses import KUKI
from pages.shared.tautan import UNDUH_AUDIT
from pages.web import audit
from pages.web.audit import give_audit
from tests.orang import local_operator, signed_in


@pytest.fixture
def client(contoh: str) -> Iterator[TestClient]:  # noqa: ARG001
    """Give a client that asks the route itself, with nothing in front of it."""
    with TestClient(Starlette(routes=[Route(UNDUH_AUDIT, give_audit)])) as client:
        yield client


def ask(client: TestClient, *, peran: Peran | None = Peran.ADMIN, **params: Any) -> Any:
    client.cookies.clear()
    if peran is not None:
        client.cookies.set(KUKI, signed_in(peran))
    return client.get(UNDUH_AUDIT, params=params)


def rows_of(answer: Any) -> list[list[str]]:
    content = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


def newest(session: Session) -> Riwayat:
    return session.exec(select(Riwayat).order_by(col(Riwayat.id).desc()).limit(1)).one()


def test_every_line_comes_newest_first_and_the_download_leaves_one(client, monkeypatch):
    monkeypatch.setattr(audit, "SEKALI_BACA", 97)
    answer = ask(client, jenis="csv")
    assert answer.status_code == 200
    assert "jejak-audit-data-contoh-" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    header, *rows = rows_of(answer)
    assert header[:3] == ["Nomor", "Waktu", "Oleh"]
    with read_session() as session:
        last = newest(session)
        assert (last.tindakan, last.asal) == (Tindakan.DIUNDUH, "unduhan")
        assert last.sesudah == "Jejak audit (CSV): seluruhnya"
        # What came after the question, such as the line about this download, is not in it.
        assert [int(row[0]) for row in rows] == list(range(last.id - 1, 0, -1))


def test_the_filter_of_the_address_holds_for_the_file(client):
    answer = ask(
        client, jenis="csv", tabel="rencana_aksi", tindakan=["dibuat", "ditarik"], dari="2000-01-01"
    )
    _, *rows = rows_of(answer)
    with read_session() as session:
        made = session.exec(
            select(func.count()).where(
                Riwayat.tabel == "rencana_aksi", Riwayat.tindakan == Tindakan.DIBUAT
            )
        ).one()
        assert len(rows) == made
        told = newest(session).sesudah
        assert told == (
            "Jejak audit (CSV): tindakan dibuat, ditarik · tentang rencana aksi · dari 1 Jan 2000"
        )
    assert rows_of(ask(client, jenis="csv", cari="tidak ada ini"))[1:] == []


@pytest.mark.parametrize("jenis", ["csv", "xlsx"])
def test_no_cell_is_a_formula(client, jenis):
    with open_session(local_operator()) as session:
        row = session.exec(select(RencanaAksi).where(RencanaAksi.kode == "KEU-A01")).one()
        row.tindak_lanjut = '=HYPERLINK("http://contoh.invalid";"klik")'
        add_line(session, Tindakan.DITOLAK, sesudah="@SUM(1)\x00\x07")
    answer = ask(client, jenis=jenis)
    if jenis == "csv":
        cells = [cell for row in rows_of(answer) for cell in row]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Data"]
        assert all(cell.data_type != "f" for row in sheet for cell in row)
        assert sheet.max_row > 800
        cells = [str(cell.value) for row in sheet for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
    assert [cell for cell in cells if cell.startswith(("'=HYPERLINK", "'@SUM"))]


def test_nobody_and_a_dead_sesi_get_a_sentence(client):
    assert ask(client, peran=None, jenis="csv").status_code == 401
    client.cookies.set(KUKI, "x" * 43)
    assert client.get(UNDUH_AUDIT, params={"jenis": "csv"}).status_code == 401


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.ADMIN, Peran.PROGRAM)])
def test_nobody_but_the_admin_gets_it_and_the_try_is_noted(client, peran):
    answer = ask(client, peran=peran, jenis="csv")
    assert answer.status_code == 403
    assert "tidak berwenang" in answer.text
    with read_session() as session:
        assert newest(session).tindakan == Tindakan.DITOLAK


@pytest.mark.parametrize(
    "params",
    [
        {}, {"jenis": "exe"}, {"jenis": "csv", "tabel": "pokja"}, {"jenis": "csv", "asal": "x"},
        {"jenis": "csv", "pelaku": "-1"}, {"jenis": "csv", "pelaku": "9" * 40},
        {"jenis": "csv", "tindakan": "dihapus"}, {"jenis": "csv", "dari": "besok"},
        {"jenis": "csv", "sampai": "9999-12-31"},
    ],
    ids=str,
)  # fmt: skip
def test_an_address_of_somebody_elses_making_is_refused_and_leaves_no_line(client, params):
    ask(client, jenis="csv", cari="x")
    with read_session() as session:
        before = newest(session).id
    answer = client.get(UNDUH_AUDIT, params=params)
    assert answer.status_code == 400
    with read_session() as session:
        assert newest(session).id == before
