"""What is watched of risiko, done by chance: for `tests.unit.acak`."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from model import tables as t
from model.clock import today
from model.commands.indikator import (
    create_indikator,
    record_nilai,
    restore_indikator,
    update_indikator,
    withdraw_indikator,
)
from model.commands.kejadian import (
    create_kejadian,
    restore_kejadian,
    update_kejadian,
    withdraw_kejadian,
)
from model.isian_risiko import IsianIndikator, IsianKejadian, IsianNilai
from tests.orang import SISTEM

Row = Callable[..., Any]


def indikator(rng: Random, row: Row, session: Session) -> None:
    waspada = rng.choice([-3.25, 0.1, 12.0, 999_999_999_999.5])
    naik = rng.random() < 0.5
    isian = IsianIndikator.check(
        {
            "nama": f"Ukuran {rng.random()}", "satuan": "%", "arah": "naik" if naik else "turun",
            "batas_waspada": waspada, "batas_bahaya": waspada + (0.3 if naik else -0.3),
            "sumber": rng.choice(["", "Laporan"]),
        }
    )  # fmt: skip
    chance = rng.random()
    if chance < 0.3:
        risiko_id = row(session, t.Risiko).id
        create_indikator(session, pelaku=SISTEM, risiko_id=risiko_id, isian=isian)
        return
    found = row(session, t.IndikatorRisiko)
    same: dict[str, Any] = {"pelaku": SISTEM, "row_id": found.id, "versi": found.versi}
    if chance < 0.7:
        update_indikator(session, isian=isian, **same)
    elif found.ditarik_pada is None:
        withdraw_indikator(session, alasan="Ganda", **same)
    else:
        restore_indikator(session, **same)


def terukur(rng: Random, row: Row, session: Session) -> None:
    values = {
        "nilai": rng.choice([0.1 + 0.2, -7.5, 12, 1e12]),
        "tanggal": today() - timedelta(days=rng.randint(0, 3)),
        "catatan": rng.choice(["", "Koreksi"]),
    }
    isian = IsianNilai.check(values)
    record_nilai(session, pelaku=SISTEM, row_id=row(session, t.IndikatorRisiko).id, isian=isian)


def kejadian(rng: Random, row: Row, session: Session) -> None:
    isian = IsianKejadian.check(
        {
            "tanggal": today() - timedelta(days=rng.randint(0, 900)),
            "uraian": f"Ini {rng.random()}",
            "kerugian": rng.choice([None, 0, 5_000_000_000, 10**15]),
            "sebab": rng.choice(["", "Lalai"]),
        }
    )  # fmt: skip
    chance = rng.random()
    if chance < 0.3:
        risiko_id = row(session, t.Risiko).id
        create_kejadian(session, pelaku=SISTEM, risiko_id=risiko_id, isian=isian)
        return
    found = row(session, t.KejadianRisiko)
    same: dict[str, Any] = {"pelaku": SISTEM, "row_id": found.id, "versi": found.versi}
    if chance < 0.7:
        update_kejadian(session, isian=isian, **same)
    elif found.ditarik_pada is None:
        withdraw_kejadian(session, alasan="Keliru", **same)
    else:
        restore_kejadian(session, **same)
