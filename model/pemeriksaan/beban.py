"""The rule about perangkat daerah that carry very many open rencana aksi of the whole forum."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from model import tables as t
from model.choices import STATUS_TERTUTUP
from model.pemeriksaan.dasar import AturanPeriksa, Bentuk, Bobot, Perbaikan, Sisi, Temuan
from model.pemeriksaan.wajar import list_wajar
from model.rules import MAKS_AKSI_TERBUKA

BEBAN_PD = AturanPeriksa(
    "beban_pd",
    f"Perangkat daerah dengan lebih dari {MAKS_AKSI_TERBUKA} rencana aksi terbuka",
    "Perangkat daerah yang memegang sangat banyak pekerjaan sekaligus sulit menepati semuanya. "
    "Ini tentang pembagian pekerjaan antarpokja, bukan tentang orang.",
    "Bagi pekerjaan dengan perangkat daerah lain, atau atur tenggatnya bergiliran.",
    Bobot.SEDANG,
)


def list_beban(session: Session, *, kode: str = "", semua: bool = False) -> list[Temuan]:
    """Return the perangkat daerah beyond the limit, the most burdened first.

    With `kode` only that one is looked at; with `semua` those declared in order are in it too.
    """
    a: Any = t.RencanaAksi
    pd: Any = t.PerangkatDaerah
    # Counted before anything is joined, so that an index alone answers it.
    beban = (
        select(a.pd_id, func.count().label("jumlah"))
        .where(a.ditarik_pada.is_(None), a.status.not_in(STATUS_TERTUTUP))
        .group_by(a.pd_id)
        .having(func.count() > MAKS_AKSI_TERBUKA)
        .subquery()
    )
    query = (
        select(pd.kode, pd.singkatan, pd.nama, beban.c.jumlah)
        .join(beban, beban.c.pd_id == pd.id)
        .order_by(beban.c.jumlah.desc(), pd.urutan)
    )
    if kode:
        query = query.where(pd.kode == kode)
    done = set() if semua else {objek for objek, _ in list_wajar(session, BEBAN_PD.kunci)}
    return [
        Temuan(
            BEBAN_PD,
            Sisi(row.kode, row.nama),
            f"Memegang {row.jumlah} rencana aksi terbuka di seluruh forum.",
            Perbaikan("Lihat rencana aksinya", Bentuk.BEBAN, row.singkatan),
        )
        for row in session.execute(query)
        if row.kode not in done
    ]
