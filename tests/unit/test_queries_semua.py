"""Every read of `model.queries`: as many statements for much data as for little."""

import inspect
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from sqlmodel import Session

import model.queries
from model.choices import Peran, Posisi
from model.clock import now
from model.percobaan import Hitungan
from model.queries.acuan import Aturan
from model.queries.kabar import PenerimaSurel
from model.queries.menunggu import Kelompok
from model.rules import SEL, Band
from seed import load
from tests.stores import HARI, counted_statements

ATURAN = Aturan(
    id=1,
    matriks={(k, d): 5 * k + d - 5 for k, d in SEL},
    bands=(Band(1, "Rendah", 1, 25, "#FFFFFF", "#000000"),),
    batas_prioritas=16,
    nama="uji",
    sumber_matriks="",
    sumber_band="",
    keyakinan="",
    catatan="",
    berlaku_sejak=HARI,
    skala={},
)

# What the reads are asked for. A read with a new kind of argument gets a line here.
ARGUMENTS: dict[str, Any] = {
    "hari": HARI,
    "pokja_id": 2,
    "risiko_id": 1,
    "aksi_id": 1,
    "keputusan_id": 1,
    "aksi_ids": (1, 2, 3),
    "jejak": "Pengguna 8",
    "bukti_id": 1,
    "pd_id": 1,
    "baris_id": 1,
    "tabel": "risiko",
    "huruf": "A",
    "versi": 0,
    "sebanyak": 500,
    "pengguna_id": 8,
    "hitungan": (Hitungan("0" * 64, 10),),
    "sidik": ("0" * 64,),
    "token": "token",
    "nama_masuk": "ketua.keuangan",
    "penerima": PenerimaSurel(8, "Ketua", "k@example.go.id", Peran.KETUA, 2, None),
    "saat": now(),
    "kelompok": Kelompok.DIKEMBALIKAN,
    "ids": (1, 2, 3),
    "rakor_id": 1,
    "lama": 30,
    "batas": 16,
    "aturan": ATURAN,
    "kunci": "tanpa_solusi",
    "row_id": 1,
    "objek": "KEU-P01",
    "dari": Posisi.INHEREN,
    "ke": Posisi.SAAT_INI,
    "daftar_kode": ("KEU-R01", "KEU-A01"),
    "indikator_id": 1,
    "kejadian_id": 1,
    "rancangan": ATURAN,
    "aturan_id": 1,
    "cari": "data aset",
    "entri": (14, 12, 17, 22),
    "sejak": HARI,
    "matriks": {cell: sum(cell) for cell in SEL},
}
KODE = {
    "isu": "KEU-I1",
    "permasalahan": "KEU-P01",
    "solusi": "KEU-S01",
    "risiko": "KEU-R01",
    "penanganan": "KEU-T01",
    "keputusan": "KEU-K01",
}


def arguments_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what a read needs beside the session."""
    name, kinds, result = function.__name__, get_type_hints(function), {}
    kode = next((kode for noun, kode in KODE.items() if name.endswith(noun)), "KEU-A01")
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.name == "saringan":
            result["saringan"] = kinds["saringan"]()
        elif parameter.default is inspect.Parameter.empty:
            known = ARGUMENTS | {"kode": kode}
            assert parameter.name in known, f"{name}: add {parameter.name} to ARGUMENTS"
            result[parameter.name] = known[parameter.name]
    return result


def reads() -> dict[str, partial[Any]]:
    """Return every public read: a function of a session and of keyword arguments."""
    found: dict[str, partial[Any]] = {}
    for info in iter_modules(model.queries.__path__):
        module = import_module(f"model.queries.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if not own or not parameters or parameters[0].name != "session":
                continue
            if "row" in {p.name for p in parameters}:  # for commands, which hold a live row
                continue
            if all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters[1:]):
                found[f"{info.name}.{name}"] = partial(function, **arguments_of(function))
    return found


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_no_read_needs_more_statements_when_there_is_more_to_read(session: Session) -> None:
    def statements(aksi: int) -> dict[str, int]:
        counts = {}
        with session.begin_nested() as savepoint:
            load.load_contoh(session, HARI, aksi=aksi)
            for name, read in reads().items():
                session.expunge_all()
                with counted_statements() as found:
                    read(session)
                counts[name] = len(found)
            savepoint.rollback()
        return counts

    once, three_times = statements(314), statements(942)
    assert once == three_times
    assert len(once) > 20
    assert max(once.values()) <= 16, once


@pytest.mark.usefixtures("store")
def test_every_read_of_the_whole_answers_on_an_empty_store(session: Session) -> None:
    for read in reads().values():
        if "kode" not in read.keywords:
            read(session)
