"""A client of Streamlit's websocket that says what no browser would say."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.asyncio.client import connect

from pages.shared.akses import KUKI

TEXT = ("text_input", "text_area")
WAIT = 20  # seconds for one answer on a busy machine


@dataclass
class Jawaban:
    """What came back from one run: the words shown, the widgets drawn, and how it ended."""

    teks: list[str] = field(default_factory=list)
    tombol: set[str] = field(default_factory=set)
    isian: set[str] = field(default_factory=set)
    unduhan: set[str] = field(default_factory=set)
    hash_halaman: set[str] = field(default_factory=set)
    tidak_ada: bool = False

    @property
    def kata(self) -> str:
        """Return everything that was written, joined."""
        return "\n".join(self.teks)


def _strings(message: Message) -> Iterable[str]:
    for descriptor, value in message.ListFields():
        for part in [value] if not hasattr(value, "__len__") or isinstance(value, str) else value:
            if isinstance(part, Message):
                yield from _strings(part)
            elif isinstance(part, str) and descriptor.name in ("body", "label", "title"):
                yield part


def _note(jawaban: Jawaban, answer: ForwardMsg) -> None:
    if answer.WhichOneof("type") == "page_not_found":
        jawaban.tidak_ada = True
    if answer.WhichOneof("type") == "navigation":
        jawaban.hash_halaman |= {page.page_script_hash for page in answer.navigation.app_pages}
    if answer.WhichOneof("type") != "delta":
        return
    element: Any = answer.delta.new_element
    kind = element.WhichOneof("type")
    jawaban.teks += _strings(answer.delta)
    if kind == "button":
        jawaban.tombol.add(element.button.id)
    elif kind == "download_button":
        jawaban.unduhan.add(element.download_button.id)
    elif kind in TEXT:
        jawaban.isian.add(getattr(element, kind).id)


async def _run(port: int, token: str, messages: list[BackMsg], **connection: Any) -> list[Jawaban]:
    answers = []
    async with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=connection.pop("subprotocols", ["streamlit"]),
        origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{KUKI}={token}"},
        max_size=None,
        compression=None,
    ) as socket:
        for message in messages:
            await socket.send(message.SerializeToString())
            jawaban = Jawaban()
            while True:
                raw = await asyncio.wait_for(socket.recv(), WAIT)
                answer = ForwardMsg.FromString(raw)  # type: ignore[arg-type]
                _note(jawaban, answer)
                if answer.WhichOneof("type") == "script_finished":
                    # A run that asked for another one, as after a save, is followed by it.
                    if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        continue
                    break
            answers.append(jawaban)
    return answers


def pesan(
    alamat: str, *, tekan: str = "", isian: Iterable[str] = (), teks: str = "Dipalsukan"
) -> BackMsg:
    """Return the message that asks for a page with a button pressed and texts filled in."""
    path, _, query = alamat.partition("?")
    message = BackMsg()
    run = message.rerun_script
    run.query_string = query
    run.page_script_hash = calc_hash(path.strip("/"))
    run.context_info.locale = "id-ID"
    run.context_info.timezone = "Asia/Jakarta"
    run.widget_states.widgets.extend(WidgetState(id=name, string_value=teks) for name in isian)
    if tekan:
        run.widget_states.widgets.append(WidgetState(id=tekan, trigger_value=True))
    return message


def send(port: int, token: str, *messages: BackMsg) -> list[Jawaban]:
    """Send messages over one connection, one after the other; return what came back for each."""
    # In a thread of its own: Playwright keeps an event loop running in the one of the tests.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, _run(port, token, list(messages))).result()
