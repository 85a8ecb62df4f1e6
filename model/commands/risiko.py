"""Writes: risiko, its assessments, penanganan."""

from collections.abc import Sequence

from sqlmodel import Session

from model import tables as t
from model.bukti import BuktiBaru
from model.choices import Posisi
from model.clock import now, today
from model.commands.bukti import attach_bukti
from model.commands.umum import fetch, next_kode, require_free, require_same_pokja, take
from model.commands.umum_aturan import hold_aturan
from model.errors import InvalidIsian, NotFound
from model.isian import IsianPenanganan, IsianPenilaian, IsianRisiko, IsianRisikoBaru
from model.permissions import Hak, Pelaku, require
from model.queries.acuan import Aturan
from model.rules_risiko import refused_posisi


def create_risiko(
    session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianRisikoBaru
) -> str:
    """Add a risiko with its first assessments; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    _check_references(session, pokja_id, isian, own_id=None)
    aturan = hold_aturan(session)
    values = isian.model_dump(exclude={"alasan"}) | _positions(isian, aturan)
    risiko = t.Risiko(kode=next_kode(session, t.Risiko, pokja_id), pokja_id=pokja_id, **values)
    session.add(risiko)
    session.flush()
    for posisi in Posisi:
        _add_penilaian(session, pelaku, risiko, posisi, aturan, isian.alasan)
    return risiko.kode


def update_risiko(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianRisiko
) -> None:
    """Change what a risiko says; its positions change by `assess_risiko` only."""
    risiko = take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, row_id, versi)
    _check_references(session, risiko.pokja_id, isian, own_id=row_id)
    risiko.sqlmodel_update(isian.model_dump())


def assess_risiko(
    session: Session,
    *,
    pelaku: Pelaku,
    row_id: int,
    versi: int,
    isian: IsianPenilaian,
    bukti: Sequence[BuktiBaru] = (),
) -> None:
    """Assess a risiko anew. Saat ini and each position that moved leave a penilaian by the rules.

    That of saat ini says that the risiko was looked at, though nothing or only another position
    moved. `bukti` speaks for it. Raises InvalidIsian when target is above saat ini, or saat ini
    above inheren.
    """
    aturan = hold_aturan(session)  # before the risiko: an adoption locks in this order too
    risiko = take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, row_id, versi)
    positions = _positions(isian, aturan)
    moved = [
        posisi
        for posisi in Posisi
        if any(
            getattr(risiko, f"{angka}_{posisi.value}") != positions[f"{angka}_{posisi.value}"]
            for angka in ("kemungkinan", "dampak")
        )
    ]
    if moved and not isian.alasan:
        raise InvalidIsian({"alasan": "Perubahan penilaian membutuhkan alasan. Tuliskan dasarnya."})
    risiko.sqlmodel_update(positions)
    made = {
        posisi: _add_penilaian(session, pelaku, risiko, posisi, aturan, isian.alasan)
        for posisi in Posisi
        if posisi in (Posisi.SAAT_INI, *moved)
    }
    if bukti:
        risiko.diubah_pada = now()  # lines about its bukti belong to a save of their own
        session.flush()
        attach_bukti(session, pelaku, risiko, bukti, penilaian_id=made[Posisi.SAAT_INI].id)


def create_penanganan(
    session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianPenanganan
) -> str:
    """Add a penanganan to a risiko of the same pokja; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    require_same_pokja(pokja_id, risiko_id=fetch(session, t.Risiko, isian.risiko_id))
    penanganan = t.Penanganan(
        kode=next_kode(session, t.Penanganan, pokja_id), pokja_id=pokja_id, **isian.model_dump()
    )
    session.add(penanganan)
    return penanganan.kode


def update_penanganan(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianPenanganan
) -> None:
    """Change a penanganan; it stays in its pokja."""
    penanganan = take(session, pelaku, Hak.UBAH_RANTAI, t.Penanganan, row_id, versi)
    risiko = fetch(session, t.Risiko, isian.risiko_id)
    require_same_pokja(penanganan.pokja_id, risiko_id=risiko)
    penanganan.sqlmodel_update(isian.model_dump())


def _check_references(
    session: Session, pokja_id: int, isian: IsianRisiko, own_id: int | None
) -> None:
    require_same_pokja(pokja_id, isu_id=fetch(session, t.IsuStrategis, isian.isu_id))
    for kind, row_id in (
        (t.KategoriRisiko, isian.kategori_id),
        (t.PerangkatDaerah, isian.pemilik_id),
    ):
        if session.get(kind, row_id) is None:
            raise NotFound("Pilihan tidak dikenal. Muat ulang halaman lalu pilih lagi.")
    if isian.permasalahan_id is None:
        return
    require_free(session, isian.permasalahan_id, own_id)
    permasalahan = fetch(session, t.Permasalahan, isian.permasalahan_id)
    require_same_pokja(pokja_id, permasalahan_id=permasalahan)


def _positions(isian: IsianPenilaian, aturan: Aturan) -> dict[str, int]:
    """Return the nine position columns, besaran looked up; refuse a wrong order of the three."""
    values = {
        f"{angka}_{posisi.value}": getattr(isian, f"{angka}_{posisi.value}")
        for posisi in Posisi
        for angka in ("kemungkinan", "dampak")
    }
    for posisi in Posisi:
        cell = values[f"kemungkinan_{posisi.value}"], values[f"dampak_{posisi.value}"]
        values[f"besaran_{posisi.value}"] = aturan.besaran(*cell)
    if refused := refused_posisi({posisi: values[f"besaran_{posisi.value}"] for posisi in Posisi}):
        raise InvalidIsian(refused)
    return values


def _add_penilaian(
    session: Session,
    pelaku: Pelaku,
    risiko: t.Risiko,
    posisi: Posisi,
    aturan: Aturan,
    alasan: str,
) -> t.PenilaianRisiko:
    penilaian = t.PenilaianRisiko(
        risiko_id=risiko.id,
        posisi=posisi,
        tanggal=today(),
        kemungkinan=getattr(risiko, f"kemungkinan_{posisi.value}"),
        dampak=getattr(risiko, f"dampak_{posisi.value}"),
        besaran=getattr(risiko, f"besaran_{posisi.value}"),
        aturan_id=aturan.id,
        alasan=alasan,
        pelaku=pelaku.jejak,
        pelaku_id=pelaku.id,
        pada=now(),
    )
    session.add(penilaian)
    return penilaian
