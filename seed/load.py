"""Fill a store: reference data once, example data when asked, many copies for benchmarks."""

from datetime import date
from math import ceil
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session, col, select

from model import berkas
from model import tables as t
from model.cari import indeks
from model.choices import KeadaanRakor, Peran
from model.clock import now, wib_date
from model.commands.tutup import make_beku
from model.mundur import catatan_of, undo
from model.permissions import program
from model.potret import take
from seed import acuan
from seed.contoh import Perakit
from seed.contoh.eskalasi import add_eskalasi
from seed.contoh.jejak import add_jejak
from seed.contoh.pemantauan import Pemantauan
from seed.contoh.pengabaian import add_pengabaian
from seed.contoh.pengguna import pengguna_contoh
from seed.contoh.percakapan import Percakapan
from seed.contoh.teks import read_texts

SEEDER = program("Pemuatan awal")

AKSI_CONTOH = 314
# So many copies have a past and stand in the potret of the closed rakor (some 20,000 actions): more
# would take minutes, and gigabytes of memory, that no measurement asks for.
SALINAN_BERJEJAK = 64

# Parents before children, so that foreign keys hold at every insert.
URUTAN = (
    t.Pengguna,
    t.IsuStrategis,
    t.Permasalahan,
    t.Solusi,
    t.Risiko,
    t.PenilaianRisiko,
    t.Penanganan,
    t.RencanaAksi,
    t.PendukungAksi,
    t.Pemutakhiran,
    t.Bukti,
    t.Verifikasi,
    t.Rakor,
    t.SesiRakor,
    t.Agenda,
    t.Undangan,
    t.Kehadiran,
    t.KeadaanLayar,
    t.WaktuAgenda,
    t.PotretBeku,
    t.Keputusan,
    t.Eskalasi,
    t.Pengabaian,
    t.IndikatorRisiko,
    t.NilaiIndikator,
    t.KejadianRisiko,
    t.Tanggapan,
    t.Pesan,
)


def is_empty(session: Session) -> bool:
    """Return whether not even the reference data is there."""
    return session.exec(select(t.Pokja.id).limit(1)).first() is None


def load_acuan(session: Session, today: date) -> None:
    """Load the reference data into an empty store."""
    acuan.load(session, today)


def load_contoh(session: Session, today: date, *, aksi: int = AKSI_CONTOH) -> None:
    """Load the example data and mark the store as holding it.

    With `aksi` above 314 the whole example is repeated until at least that many rencana aksi
    stand in the store; that is for benchmarks only.
    """
    perakit = Perakit(_acuan_ids(session), _matriks(session), today)
    query = select(t.Pokja.slug, t.Pokja.kode, t.Pokja.nama).order_by(col(t.Pokja.urutan))
    pokja = session.exec(query).all()
    texts = list(read_texts([(slug, kode) for slug, kode, _ in pokja]))
    perakit.add_pengguna(_orang(session))
    perakit.add_rakor([(slug, nama) for slug, _, nama in pokja])
    salinan = ceil(aksi / AKSI_CONTOH)
    for nomor in range(salinan):
        for slug, kode, isi in texts:
            perakit.rakit(slug, kode, isi)
        if nomor < SALINAN_BERJEJAK:
            add_jejak(perakit.baris, today)
        Pemantauan(perakit).add()
        add_eskalasi(perakit)
        add_pengabaian(perakit)
        for tabel in URUTAN:
            rows = perakit.baris.pop(tabel.__tablename__, [])
            if rows:
                session.execute(insert(tabel), rows)
        # Sealed and written with the transaction, like every riwayat.
        session.info["lines"] += perakit.baris.pop("riwayat", [])
        perakit.dengan_berkas = False
    for nama_simpan, bita in perakit.berkas.items():
        berkas.put(session, nama_simpan, bita)
    Percakapan(session, today).load()
    session.flush()
    indeks.rebuild(session.connection())
    # The chain follows the order of time, as it would have grown.
    session.info["lines"].sort(key=lambda line: line["pada"])
    session.add(t.Pengaturan(kunci="data_contoh", nilai=today.isoformat()))
    if salinan <= SALINAN_BERJEJAK:
        _freeze(session)
    _advance_sequences(session)
    # Without statistics SQLite guesses wrong which index serves a list of one pokja.
    session.execute(text("ANALYZE"))


def _freeze(session: Session) -> None:
    """Freeze for each closed rakor the rows as they were when it was closed."""
    closed = session.exec(select(t.Rakor).where(t.Rakor.keadaan == KeadaanRakor.DITUTUP))
    present = take(session, saat=now(), hari=wib_date(now()))
    for rakor in closed.all():
        saat = rakor.ditutup_pada or now()
        potret = undo(present, catatan_of(session.info["lines"], saat), saat)
        beku = make_beku(rakor.id, potret)
        beku.id = rakor.id
        session.add(beku)
    session.flush()


def add_pengguna_contoh(session: Session) -> bool:
    """Add the example people to an example store from before there were accounts.

    Return whether that was needed: without them nobody could come in.
    """
    if session.get(t.Pengaturan, "data_contoh") is None:
        return False
    if session.exec(select(t.Pengguna.id).limit(1)).first() is not None:
        return False
    session.add_all(t.Pengguna(**row) for row in _orang(session))
    return True


def lacks_admin(session: Session) -> bool:
    """Return whether nobody can make accounts yet."""
    query = select(t.Pengguna.id).where(t.Pengguna.peran == Peran.ADMIN, col(t.Pengguna.aktif))
    return session.exec(query.limit(1)).first() is None


def _orang(session: Session) -> list[dict[str, Any]]:
    pokja = session.exec(select(t.Pokja.slug, t.Pokja.nama).order_by(col(t.Pokja.urutan))).all()
    return pengguna_contoh(_acuan_ids(session), [(slug, nama) for slug, nama in pokja])


def _advance_sequences(session: Session) -> None:
    """Tell PostgreSQL that ids were given by hand; SQLite looks at the rows themselves."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for tabel in URUTAN:
        nama = str(tabel.__tablename__)
        if "id" in tabel.metadata.tables[nama].columns:
            session.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{nama}', 'id'),"
                    f" (SELECT max(id) FROM {nama}))"
                )
            )


def _acuan_ids(session: Session) -> dict[tuple[str, str], int]:
    """Map ("pokja", slug), ("pd", kode), ("kategori", kode) and ("aturan", "") to ids."""
    ids: dict[tuple[str, str], int] = {}
    for nama, query in (
        ("pokja", select(t.Pokja.slug, t.Pokja.id)),
        ("pd", select(t.PerangkatDaerah.kode, t.PerangkatDaerah.id)),
        ("kategori", select(t.KategoriRisiko.kode, t.KategoriRisiko.id)),
    ):
        ids |= {(nama, kode): row_id for kode, row_id in session.exec(query)}
    ids["aturan", ""] = session.exec(select(t.AturanRisiko.id)).one()
    return ids


def _matriks(session: Session) -> dict[tuple[int, int], int]:
    query = select(t.SelMatriks).join(
        t.AturanRisiko, col(t.AturanRisiko.matriks_id) == col(t.SelMatriks.matriks_id)
    )
    return {(sel.kemungkinan, sel.dampak): sel.besaran for sel in session.exec(query)}
