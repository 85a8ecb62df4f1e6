"""Writes: tanggapan and usulan under a risiko or a rencana aksi, and who is told of them."""

from sqlalchemy import select
from sqlmodel import Session, col, or_

from model import tables as t
from model.choices import JenisPesan, Peran
from model.clock import now
from model.commands.pesan import penerima_aksi, penerima_risiko, send_pesan
from model.commands.umum import fetch
from model.errors import InvalidIsian, NotFound
from model.isian_tanggapan import MAKS_TANGGAPAN, IsianTanggapan
from model.permissions import Hak, Pelaku, require, require_somewhere
from model.sebutan import KataPeran, Sebutan, find_names, mentioned, with_numbers

Objek = t.Risiko | t.RencanaAksi


def create_tanggapan(
    session: Session, *, pelaku: Pelaku, huruf: str, row_id: int, isian: IsianTanggapan
) -> int:
    """Add a tanggapan under a risiko ("R") or rencana aksi ("A") and tell who should know.

    Returns its number. Raises NotAllowed, NotFound, or InvalidIsian when it is too long with the
    mentions in it.
    """
    require_somewhere(pelaku, Hak.TANGGAPI)
    objek = _objek(session, huruf, row_id)
    require(pelaku, Hak.TANGGAPI, pokja_id=objek.pokja_id, pd_id=_pd_id(objek))
    isi = _with_mentions(session, isian)
    row = t.Tanggapan(
        risiko_id=row_id if huruf == "R" else None,
        aksi_id=row_id if huruf == "A" else None,
        pengguna_id=pelaku.id,
        pelaku=pelaku.jejak,
        usulan=isian.usulan,
        isi=isi,
        pada=now(),
    )
    session.add(row)
    session.flush()
    _tell(session, objek, row)
    return row.id


def withdraw_tanggapan(session: Session, *, pelaku: Pelaku, tanggapan_id: int) -> None:
    """Withdraw a tanggapan: one's own, or any within reach of the right to withdraw.

    That it was there stays visible; its words are shown no more.
    """
    require(pelaku, Hak.TANGGAPI)
    row = session.get(t.Tanggapan, tanggapan_id, with_for_update=True)
    if row is None:
        raise NotFound("Tanggapan ini tidak ada. Muat ulang halaman.")
    if pelaku.id is None or row.pengguna_id != pelaku.id:
        objek = _objek_of(session, row)
        require(pelaku, Hak.TARIK, pokja_id=objek.pokja_id, pd_id=_pd_id(objek))
    if row.ditarik_pada is not None:
        raise NotFound("Tanggapan ini sudah ditarik. Muat ulang halaman.")
    row.ditarik_pada = now()


def _objek(session: Session, huruf: str, row_id: int) -> Objek:
    if huruf == "R":
        return fetch(session, t.Risiko, row_id)
    if huruf == "A":
        return fetch(session, t.RencanaAksi, row_id)
    raise NotFound("Tanggapan hanya untuk risiko dan rencana aksi.")


def _objek_of(session: Session, row: t.Tanggapan) -> Objek:
    if row.risiko_id is not None:
        return session.get_one(t.Risiko, row.risiko_id)
    return session.get_one(t.RencanaAksi, row.aksi_id)


def _pd_id(objek: Objek) -> int | None:
    return objek.pemilik_id if isinstance(objek, t.Risiko) else objek.pd_id


def _with_mentions(session: Session, isian: IsianTanggapan) -> str:
    """Return the text as it is kept: people by number, those picked beside it named at its end."""
    p = t.Pengguna
    names = find_names(isian.isi)
    picked = {number for number in isian.sebut_ids if number > 0}
    query = select(col(p.id), col(p.nama_masuk)).where(
        col(p.aktif), or_(col(p.nama_masuk).in_(names), col(p.id).in_(picked))
    )
    accounts = {row.nama_masuk: row.id for row in session.execute(query)}
    words = {number: f"@{{{number}}}" for number in picked & set(accounts.values())}
    words |= {-number: f"@{kata.value}" for number, kata in enumerate(KataPeran, 1)}
    if unknown := set(isian.sebut_ids) - set(words):
        raise InvalidIsian(
            {"sebut_ids": f"{len(unknown)} orang yang dipilih tidak dikenal. Pilih dari daftar."}
        )
    isi = with_numbers(isian.isi, accounts)
    there = mentioned(isi)
    more = [
        words[number]
        for number in dict.fromkeys(isian.sebut_ids)
        if number not in there.ids and words[number][1:] not in there.peran
    ]
    if more:
        isi = f"{isi}\n\n{' '.join(more)}"
    if len(isi) > MAKS_TANGGAPAN:
        raise InvalidIsian(
            {"isi": f"Tanggapan terlalu panjang. Ringkas menjadi {MAKS_TANGGAPAN} huruf."}
        )
    return isi


def _tell(session: Session, objek: Objek, row: t.Tanggapan) -> None:
    """Tell those mentioned, then the owners and whoever wrote here before; each person once."""
    owners = (
        penerima_risiko(session, objek)
        if isinstance(objek, t.Risiko)
        else penerima_aksi(session, objek)
    )
    what = "usulan" if row.usulan else "tanggapan"
    where = f"{objek.kode}: {objek.judul}"
    for jenis, penerima, kalimat in (
        (
            JenisPesan.SEBUTAN,
            _mentioned_ids(session, objek, mentioned(row.isi)),
            f"Anda disebut dalam {what} pada {where}",
        ),
        (
            JenisPesan.KOMENTAR,
            owners | _participants(session, row),
            f"{what.capitalize()} baru pada {where}",
        ),
    ):
        send_pesan(
            session, penerima=penerima, jenis=jenis, kunci=f"tanggapan:{row.id}",
            kode=objek.kode, kalimat=kalimat,
        )  # fmt: skip


def _participants(session: Session, row: t.Tanggapan) -> set[int]:
    tg = t.Tanggapan
    same = col(tg.risiko_id) == row.risiko_id if row.risiko_id else col(tg.aksi_id) == row.aksi_id
    query = select(col(tg.pengguna_id)).distinct().where(same, col(tg.ditarik_pada).is_(None))
    return {number for number in session.scalars(query) if number is not None}


def _mentioned_ids(session: Session, objek: Objek, sebutan: Sebutan) -> set[int]:
    """Return the accounts mentioned, with those that hold a mentioned peran for this object."""
    if not sebutan.peran:
        return set(sebutan.ids)
    p = t.Pengguna
    meant = {
        KataPeran.VERIFIKATOR: col(p.peran) == Peran.VERIFIKATOR,
        KataPeran.SEKRETARIAT: col(p.peran) == Peran.SEKRETARIAT,
        KataPeran.KETUA: (col(p.peran) == Peran.KETUA) & (col(p.pokja_id) == objek.pokja_id),
        KataPeran.PIC: (col(p.peran) == Peran.PIC) & (col(p.pd_id) == _pd_id(objek)),
    }
    query = select(col(p.id)).where(col(p.aktif), or_(*(meant[kata] for kata in sebutan.peran)))
    return set(sebutan.ids) | set(session.scalars(query))
