"""Reference data: pokja, perangkat daerah and the risk rules, read from the CSV files here."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from model import tables as t

HERE = Path(__file__).parent
BATAS_PRIORITAS = 16  # Tinggi and above, as the Perdep-based practice has it


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of `seed/acuan/<name>.csv` as dictionaries of texts."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load(session: Session, today: date) -> None:
    """Insert all reference data into an empty store."""
    _load_organisasi(session)
    _load_matriks(session)
    _load_bands(session)
    for row in rows("kategori_risiko"):
        session.add(t.KategoriRisiko(**row | {"urutan": int(row["urutan"])}))
    session.flush()
    _load_aturan(session, today)


def _load_organisasi(session: Session) -> None:
    for urutan, row in enumerate(rows("perangkat_daerah"), start=1):
        session.add(t.PerangkatDaerah(**row, urutan=urutan))
    session.flush()
    pd_ids = dict(session.exec(select(t.PerangkatDaerah.kode, t.PerangkatDaerah.id)).all())
    for row in rows("pokja"):
        koordinator = row.pop("koordinator")
        session.add(
            t.Pokja(**row | {"urutan": int(row["urutan"])}, koordinator_id=pd_ids[koordinator])
        )


def _load_matriks(session: Session) -> None:
    for row in rows("matriks"):
        matriks = t.Matriks(**{k: row[k] for k in ("kode", "nama", "sumber", "keyakinan")})
        session.add(matriks)
        session.flush()
        for kemungkinan in range(1, 6):
            for dampak, besaran in enumerate(row[f"k{kemungkinan}"].split(), start=1):
                session.add(
                    t.SelMatriks(
                        matriks_id=matriks.id,
                        kemungkinan=kemungkinan,
                        dampak=dampak,
                        besaran=int(besaran),
                    )
                )


def _load_bands(session: Session) -> None:
    levels = list(rows("level"))
    for row in rows("set_band"):
        batas = [0, *map(int, row.pop("batas_atas").split())]
        set_band = t.SetBand(**row)
        session.add(set_band)
        session.flush()
        for level, bawah, atas in zip(levels, batas[:-1], batas[1:], strict=True):
            session.add(
                t.BandLevel(
                    set_band_id=set_band.id,
                    batas_bawah=bawah + 1,
                    batas_atas=atas,
                    **level | {"level": int(level["level"])},
                )
            )


def _load_aturan(session: Session, today: date) -> None:
    matriks_id = session.exec(select(t.Matriks.id).where(t.Matriks.kode == "A")).one()
    set_band_id = session.exec(select(t.SetBand.id).where(t.SetBand.kode == "D")).one()
    aturan = t.AturanRisiko(
        nama="Bawaan",
        matriks_id=matriks_id,
        set_band_id=set_band_id,
        batas_prioritas=BATAS_PRIORITAS,
        # Two years back, so that every example assessment was made under it.
        berlaku_sejak=date(today.year - 2, 1, 1),
        catatan="Bawaan: matriks A dengan set D. Tabel dalam Pergub DKI 122/2020 belum terbaca.",
    )
    # Not through the session: the rules were always there, and leave no riwayat.
    session.execute(insert(t.AturanRisiko), [aturan.model_dump(exclude={"id"})])
    aturan_id = session.exec(select(t.AturanRisiko.id)).one()
    for row in rows("skala"):
        session.add(t.Skala(**row | {"aturan_id": aturan_id, "tingkat": int(row["tingkat"])}))
    for kategori_id in session.exec(select(t.KategoriRisiko.id)):
        session.add(
            t.SeleraRisiko(
                aturan_id=aturan_id, kategori_id=kategori_id, batas_besaran=BATAS_PRIORITAS - 1
            )
        )
