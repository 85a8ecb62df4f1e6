"""The one answer to whether something is done about a risiko."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from model import tables as t
from model.choices import OpsiPenanganan, StatusAksi
from model.queries.anak import alive


def tanpa_tindakan() -> ColumnElement[bool]:
    """Return that nothing is done about a risiko.

    It has no penanganan that accepts it (which takes a reason), and none with a rencana aksi that
    was not cancelled.
    """
    p: Any = t.Penanganan
    a: Any = t.RencanaAksi
    acted = select(a.id).where(a.penanganan_id == p.id, alive(a), a.status != StatusAksi.DIBATALKAN)
    answered = select(p.id).where(
        p.risiko_id == t.Risiko.id,
        alive(p),
        or_(p.opsi == OpsiPenanganan.TERIMA, acted.exists()),
    )
    return ~answered.exists()
