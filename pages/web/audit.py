"""`GET /unduh/audit`: the riwayat as a file of any length, piece by piece."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from model.clock import now, today
from model.commands.unduhan import record_unduhan
from model.db import open_session, read_session
from model.errors import NotAllowed
from model.permissions import Hak, require
from model.queries.acuan import get_keadaan_data
from model.queries.audit import BarisAudit, get_ujung, list_audit
from model.queries.audit_saringan import SaringanAudit
from model.queries.sesi import get_sesi
from pages.exports.audit import KOLOM_AUDIT
from pages.exports.tabel import Tabel, csv_parts, write_xlsx
from pages.shared.akses import token_of
from pages.shared.saringan_audit import kalimat_audit, read_saringan
from pages.web.bukti import ASAL, MASUK, TERKURUNG, disposition, sentence

JENIS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SEKALI_BACA = 2_000
MAKS_XLSX = 1_000_000  # a sheet holds a little more
POTONGAN = 1 << 16
ALAMAT_SALAH = "Alamat unduhan ini tidak dikenal. Unduh lagi dari halaman Jejak Audit."


def give_audit(request: Request) -> Response:
    """Answer with what the filter in the address lets through, and note who was given it."""
    token = token_of(request.cookies)
    with read_session() as session:
        sesi = get_sesi(session, token=token, saat=now()) if token else None
        contoh = get_keadaan_data(session)[1]
        ujung = get_ujung(session)
    if sesi is None or sesi.harus_ganti:
        return sentence(MASUK, 401)
    params = request.query_params
    jenis = params.get("jenis", "")
    try:
        saringan = read_saringan(params, params.getlist("tindakan"))
    except ValueError:
        return sentence(ALAMAT_SALAH, 400)
    if jenis not in JENIS:
        return sentence(ALAMAT_SALAH, 400)
    words = kalimat_audit(saringan) or "seluruhnya"
    try:
        with open_session(sesi.pelaku, ASAL) as session:
            require(sesi.pelaku, Hak.LIHAT_AUDIT)
            apa = f"Jejak audit ({jenis.upper()})"
            record_unduhan(session, pelaku=sesi.pelaku, apa=apa, saringan=words)
    except NotAllowed as refusal:
        return sentence(str(refusal), 403)
    tabel = Tabel("Jejak audit", words, KOLOM_AUDIT, _rows(saringan, ujung.baris), contoh)
    name = f"jejak-audit{'-data-contoh' if contoh else ''}-{today():%Y-%m-%d}.{jenis}"
    headers = {
        "content-disposition": disposition(name),
        "content-security-policy": TERKURUNG,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
    }
    parts = csv_parts(tabel) if jenis == "csv" else _xlsx_parts(tabel)
    return StreamingResponse(parts, media_type=JENIS[jenis], headers=headers)


def _rows(saringan: SaringanAudit, newest: int) -> Iterator[BarisAudit]:
    """Yield all lines that fit, newest first; a session per step, so that nobody waits for it."""
    sebelum: int | None = newest + 1
    while sebelum is not None:
        with read_session() as session:
            lembar = list_audit(session, saringan=saringan, sebelum=sebelum, sebanyak=SEKALI_BACA)
        yield from lembar.baris
        sebelum = lembar.lanjut


def _xlsx_parts(tabel: Tabel) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write(tabel, file)
        file.seek(0)
        while part := file.read(POTONGAN):
            yield part


def _write(tabel: Tabel, file: IO[bytes]) -> None:
    rows = islice(tabel.baris, MAKS_XLSX)
    write_xlsx(Tabel(tabel.judul, tabel.saringan, tabel.kolom, rows, tabel.contoh), file)
