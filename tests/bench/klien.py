"""A browser's side of Streamlit's websocket, for measuring: ask for a rerun, wait until it ends."""

import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

from pages.shared.akses import KUKI
from tests.bench.server import Server


@dataclass
class Rerun:
    """What one rerun cost: seconds until the script had finished, and bytes received."""

    seconds: float
    bytes: int


class Sesi:
    """One open tab. Like a browser it keeps large unchanged messages and says which it has."""

    def __init__(self, connection: ClientConnection, alamat: str) -> None:
        path, _, query = alamat.partition("?")
        self._connection = connection
        self._query = query
        self._page_hash = calc_hash(path.strip("/"))
        self._kept: set[str] = set()

    @classmethod
    async def open(cls, server: Server, alamat: str) -> "Sesi":
        """Open a tab on one address, signed in, and let the page draw once."""
        connection = await connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://127.0.0.1:{server.port}",  # type: ignore[arg-type]
            additional_headers={"Cookie": f"{KUKI}={server.token}"},
            max_size=None,
            compression=None,
        )
        sesi = cls(connection, alamat)
        await sesi.rerun()
        return sesi

    async def rerun(self) -> Rerun:
        """Run the page again. Raises RuntimeError when the script did not end well."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page_hash
        message.rerun_script.cached_message_hashes.extend(self._kept)
        message.rerun_script.context_info.locale = "id-ID"
        message.rerun_script.context_info.timezone = "Asia/Jakarta"
        begin = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        received = 0
        while True:
            raw = await self._connection.recv()
            assert isinstance(raw, bytes)
            received += len(raw)
            answer = ForwardMsg.FromString(raw)
            if answer.metadata.cacheable:
                self._kept.add(answer.hash)
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(answer.delta.new_element.exception.message)
            if kind == "page_not_found":
                raise RuntimeError("page not found")
            if kind == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    continue
                return Rerun(time.perf_counter() - begin, received)

    async def close(self) -> None:
        """Close the tab."""
        await self._connection.close()
