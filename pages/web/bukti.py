"""`GET /bukti/<id>`: a file of bukti dukung, for those who may download from the forum."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from model.berkas import POTONGAN, open_verified
from model.clock import now
from model.commands.bukti import note_unduhan
from model.db import open_session, read_session
from model.errors import BerkasRusak, NotAllowed
from model.jenis_berkas import MENURUT_MIME
from model.permissions import Hak, may_somewhere, require
from model.queries.bukti import BerkasBukti, get_berkas
from model.queries.sesi import SesiAktif, get_sesi
from pages.shared.akses import token_of

TIDAK_ADA = "Berkas ini tidak ada atau sudah ditarik. Kembali ke halaman asalnya."
MASUK = "Sesi Anda sudah berakhir. Masuk lagi, lalu buka berkas ini sekali lagi."
ASAL = "unduhan"

# Whatever a file holds, it runs nothing, fetches nothing, and is nobody's page. A browser shows an
# image on a page of its own making, which needs its own address and style.
TERKURUNG = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


def give_bukti(request: Request) -> Response:
    """Answer with a file, and note who was given it. Runs in a thread, so it may wait."""
    sesi = _sesi(request)
    if sesi is None or sesi.harus_ganti:
        return sentence(MASUK, 401)
    pelaku = sesi.pelaku
    try:
        if not may_somewhere(pelaku, Hak.UNDUH):
            with open_session(pelaku, ASAL):
                require(pelaku, Hak.UNDUH)  # refuses, which leaves a note
        bukti_id = _number(str(request.path_params["bukti_id"]))
        with read_session() as session:
            berkas = get_berkas(session, bukti_id=bukti_id)
        if berkas is None:
            return sentence(TIDAK_ADA, 404)
        file = open_verified(berkas.nama_simpan, berkas.sha256)
        with closing_on_failure(file), open_session(pelaku, ASAL) as session:
            require(pelaku, Hak.UNDUH, pokja_id=berkas.pokja_id, pd_id=berkas.pd_id)
            note_unduhan(session, pelaku=pelaku, bukti_id=bukti_id)
    except NotAllowed as refusal:
        return sentence(str(refusal), 403)
    except BerkasRusak as refusal:
        return sentence(str(refusal), 500)
    return _answer(berkas, file, view="lihat" in request.query_params)


def _number(written: str) -> int:
    """Return the id in an address, 0 when there is none that the store could hold."""
    known = written.isascii() and written.isdecimal() and len(written) <= 9
    return int(written) if known else 0


@contextmanager
def closing_on_failure(file: BinaryIO) -> Iterator[None]:
    """Close a file when the block fails; otherwise it is given on."""
    try:
        yield
    except BaseException:
        file.close()
        raise


def _sesi(request: Request) -> SesiAktif | None:
    """Return who asks; the guard in front has looked already, and may be wrong one day."""
    token = token_of(request.cookies)
    if not token:
        return None
    with read_session() as session:
        return get_sesi(session, token=token, saat=now())


def sentence(words: str, status: int) -> Response:
    """Return a plain sentence as the answer."""
    return PlainTextResponse(words, status, {"cache-control": "no-store"})


def _answer(berkas: BerkasBukti, file: BinaryIO, *, view: bool) -> Response:
    jenis = MENURUT_MIME.get(berkas.tipe)
    shown = view and jenis is not None and jenis.terlihat
    headers = {
        "content-disposition": disposition(berkas.nama, inline=shown),
        "content-length": str(berkas.ukuran),
        "content-security-policy": TERKURUNG,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
    }
    tipe = jenis.mime if jenis else "application/octet-stream"
    return StreamingResponse(_parts(file), media_type=tipe, headers=headers)


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while part := file.read(POTONGAN):
            yield part


def disposition(nama: str, *, inline: bool = False) -> str:
    """Return the header that names a download: the true name, and one that any browser takes."""
    plain = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode()
    plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in plain).strip(" .") or "bukti"
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(nama, safe='')}"
