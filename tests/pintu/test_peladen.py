"""A real server: nothing without a sesi, and nobody takes over another's Streamlit session."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from model.choices import Peran
from model.config import ROOT
from pages.shared.akses import KUKI
from tests.browser.peladen import Peladen, free_port
from tests.pintu.alamat import SEMUA, TIPUAN
from tests.stores import SqliteTemplates


@pytest.fixture(scope="module")
def basis_data(sqlite_templates: SqliteTemplates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("basis")
    return Path(sqlite_templates.copy(folder, contoh=True).removeprefix("sqlite:///"))


@pytest.fixture(scope="module")
def peladen(basis_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peladen]:
    with Peladen(basis_data, tmp_path_factory.mktemp("peladen")) as running:
        yield running


def stream(
    peladen: Peladen, token: str = "", sesi_streamlit: str = "", origin: str | None = ""
) -> ClientConnection:
    """Open Streamlit's websocket as a browser does, perhaps asking for a session by its id."""
    protocols = ["streamlit", "tanpa-xsrf", sesi_streamlit] if sesi_streamlit else ["streamlit"]
    return connect(
        f"ws://127.0.0.1:{peladen.port}/_stcore/stream",
        subprotocols=protocols,  # type: ignore[arg-type]
        origin=peladen.alamat if origin == "" else origin,  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{KUKI}={token}"} if token else None,
        max_size=None,
    )


def run(ws: ClientConnection) -> tuple[str, str]:
    """Run the page; return the id of the Streamlit session and all that was drawn, as text."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    ws.send(message.SerializeToString())
    session_id, drawn = "", ""
    while True:
        answer = ForwardMsg.FromString(ws.recv(timeout=30))  # type: ignore[arg-type]
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            session_id = answer.new_session.initialize.session_id
        elif kind == "delta":
            drawn += str(answer.delta)
        elif kind == "script_finished":
            return session_id, drawn


def test_the_first_to_come_after_a_start_finds_every_door_shut(
    basis_data: Path, tmp_path: Path
) -> None:
    """Before the first sign-in Streamlit knows no pages of ours and would serve what it finds."""
    with Peladen(basis_data, tmp_path) as cold:
        with pytest.raises(InvalidStatus) as refused:
            stream(cold)
        assert refused.value.response.status_code == 401
        assert refused.value.response.headers["x-content-type-options"] == "nosniff"
        with httpx2.Client(base_url=cold.alamat) as client:
            for path in (*SEMUA, *TIPUAN):
                for accept in ("*/*", "text/html"):
                    answer = client.get(path, headers={"accept": accept})
                    allowed = (404,) if path.startswith("/aset") else ()
                    assert answer.status_code in (303, 400, 401, *allowed), path
                    assert "stApp" not in answer.text and "static/js" not in answer.text, path


@pytest.mark.parametrize("origin", ["https://jahat.example", "null", None, "http://localhost:3000"])
def test_a_websocket_of_another_page_is_refused(peladen: Peladen, origin: str | None) -> None:
    token = peladen.sign_in(Peran.ADMIN)
    with pytest.raises(InvalidStatus) as refused:
        stream(peladen, token, origin=origin)
    assert refused.value.response.status_code == 403


def test_a_foreign_streamlit_session_gains_nothing(peladen: Peladen) -> None:
    admin, pimpinan = peladen.sign_in(Peran.ADMIN), peladen.sign_in(Peran.PIMPINAN)
    with stream(peladen, admin) as ws:
        taken, drawn = run(ws)
        assert "Admin Aplikasi" in drawn
        # While its owner is there, and with no cookie, a made-up one, or one's own.
        for token in ("", "karangan"):
            with pytest.raises(InvalidStatus):
                stream(peladen, token, taken)
        with stream(peladen, pimpinan, taken) as thief:
            own, drawn = run(thief)
            assert own != taken
            assert "Admin Aplikasi" not in drawn
        assert run(ws)[0] == taken  # the owner noticed nothing
    # And in the minute after, in which Streamlit keeps it for its owner.
    with stream(peladen, pimpinan, taken) as thief:
        assert run(thief)[0] != taken
    with stream(peladen, admin, taken) as ws:
        assert run(ws)[0] == taken


def test_an_ended_sesi_loses_its_streamlit_session_too(peladen: Peladen) -> None:
    token = peladen.sign_in(Peran.ADMIN)
    with stream(peladen, token) as ws, httpx2.Client(base_url=peladen.alamat) as client:
        taken, _ = run(ws)
        own = {"Cookie": f"{KUKI}={token}", "Origin": peladen.alamat}
        assert client.post("/keluar", headers=own).status_code == 303
        begin = time.monotonic()
        with pytest.raises(ConnectionClosed):
            while True:
                ws.recv(timeout=10)
        assert time.monotonic() - begin < 5
        for path in SEMUA:
            assert client.get(path, headers={"Cookie": f"{KUKI}={token}"}).status_code == 401
    with pytest.raises(InvalidStatus):
        stream(peladen, token, taken)


def test_metrics_are_for_an_admin_and_name_nobody(peladen: Peladen) -> None:
    with httpx2.Client(base_url=peladen.alamat) as client:
        answers = {
            peran: client.get(
                "/_stcore/metrics", headers={"Cookie": f"{KUKI}={peladen.sign_in(peran)}"}
            )
            for peran in (Peran.ADMIN, Peran.PIMPINAN, Peran.LAYAR)
        }
    assert [answer.status_code for answer in answers.values()] == [200, 403, 403]
    assert "active_sessions" in answers[Peran.ADMIN].text


def test_every_answer_of_streamlit_has_the_headers(peladen: Peladen) -> None:
    own = {"Cookie": f"{KUKI}={peladen.sign_in(Peran.ADMIN)}"}
    with httpx2.Client(base_url=peladen.alamat, headers=own) as client:
        page = client.get("/", headers={"accept": "text/html"})
        script = page.text.split('src="./static/js/')[1].split('"')[0]
        paths = ("/", "/_stcore/host-config", "/_stcore/health", "/media/x", f"/static/js/{script}")
        for path in (*paths, "/tidak-ada.txt", "/masuk", "/aset/forum.css", "/bukti/99999"):
            answer = client.get(path)
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
            assert answer.headers["x-content-type-options"] == "nosniff", path
            kept = path.startswith(("/static/", "/aset/")) and answer.status_code == 200
            assert (answer.headers.get("cache-control") == "no-store") is not kept, path
        bodies = json.dumps([client.get(path).text for path in ("/_stcore/host-config",)])
    assert "forum_" not in bodies


def test_a_dangerous_server_does_not_start_and_says_why_in_one_sentence(basis_data: Path) -> None:
    own = {"DATABASE_URL": f"sqlite:///{basis_data}", "FORUM_RAHASIA": "r" * 40}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    everywhere = ["--server.address", "0.0.0.0", "--server.port", str(free_port())]
    done = subprocess.run(
        [*command, *everywhere], cwd=ROOT, env={**os.environ, **own}, timeout=60,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Data contoh tidak boleh dibuka di 0.0.0.0" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
