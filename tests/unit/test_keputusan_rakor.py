"""A keputusan taken in a rakor: what it is about, lacks, and becomes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import JenisPesan, KeadaanRakor, Peran, StatusAksi
from model.clock import today
from model.commands.keputusan import make_aksi_of_keputusan, record_keputusan, update_keputusan
from model.commands.rakor import KeadaanRakorSalah, create_rakor, open_rakor
from model.commands.umum import InUse, withdraw
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_keputusan import IsianKeputusan
from model.isian_rakor import IsianRakor
from model.queries.keputusan import get_rincian_keputusan
from model.queries.keputusan_rakor import Induk, KeputusanRakor, list_keputusan_rakor
from tests.orang import SISTEM, stored
from tests.unit.perintah import (
    AKSI,
    KEPUTUSAN,
    PENANGANAN,
    POKJA,
    POKJA_LAIN,
    RISIKO_,
    by_kode,
    create,
    perform,
)

pytestmark = pytest.mark.usefixtures("contoh")


def rakor(*, buka: bool = True) -> int:
    isian = IsianRakor(tema="Rakor uji", mulai=today(), selesai=today())
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=isian)
        if buka:
            open_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=1)
    return rakor_id


def record(rakor_id: int, pokja_id: int = POKJA, tentang: str = "", **values: Any) -> str:
    isian = IsianKeputusan.check({"judul": "Menyusun jadwal"} | values)
    return str(
        perform(
            record_keputusan, rakor_id=rakor_id, pokja_id=pokja_id, isian=isian, tentang=tentang
        )
    )


def whole(rakor_id: int, tentang: str = "", **values: Any) -> KeputusanRakor:
    """Return a keputusan that lacks nothing."""
    tenggat = today() + timedelta(days=14)
    values = {"pd_id": 3, "tenggat": tenggat} | values
    record(rakor_id, tentang=tentang, **values)
    return daftar(rakor_id)[-1]


def daftar(rakor_id: int) -> list[KeputusanRakor]:
    with read_session() as session:
        return list_keputusan_rakor(session, rakor_id=rakor_id)


def jadikan(k: KeputusanRakor, **values: Any) -> Any:
    arguments = {"row_id": k.id, "versi": k.versi} | values
    kode = perform(make_aksi_of_keputusan, **arguments)
    return by_kode(AKSI, kode)


def test_it_is_recorded_with_its_meeting_and_what_was_on_the_screen() -> None:
    rakor_id, risiko = rakor(), create(RISIKO_)
    kode = record(rakor_id, tentang=risiko.kode)
    row = by_kode(KEPUTUSAN, kode)
    assert (row.rakor_id, row.tentang, row.pokja_id) == (rakor_id, risiko.kode, POKJA)
    with read_session() as session:
        isi = get_rincian_keputusan(session, kode=kode, hari=today())
    assert (isi.rakor, isi.tentang) == ("Rakor uji", risiko.kode)


def test_it_may_lack_owner_and_tenggat_and_says_so_until_it_is_completed() -> None:
    rakor_id = rakor()
    kode = record(rakor_id)
    assert daftar(rakor_id)[0].kurang == ("penanggung jawab", "tenggat")
    row = by_kode(KEPUTUSAN, kode)
    isian = IsianKeputusan.check({"judul": row.judul, "pd_id": 3, "tenggat": today()})
    perform(update_keputusan, row_id=row.id, versi=1, isian=isian)
    assert daftar(rakor_id)[0].kurang == ()


def test_the_owner_is_told_at_once_or_when_named_later() -> None:
    rakor_id, pic = rakor(), stored(Peran.PIC, milik=3)
    first = record(rakor_id, pd_id=3)
    second = record(rakor_id)
    with read_session() as session:
        query = select(t.Pesan.kode).where(
            t.Pesan.pengguna_id == pic.id, t.Pesan.jenis == JenisPesan.KEPUTUSAN
        )
        told = set(session.exec(query))
    assert first in told
    assert second not in told


@pytest.mark.parametrize("buka", [True, False])
def test_only_a_running_rakor_takes_a_keputusan(buka: bool) -> None:
    rakor_id = rakor(buka=buka)
    if buka:
        with open_session(SISTEM) as session:
            row = session.get_one(t.Rakor, rakor_id)
            row.keadaan, row.ditutup_pada = KeadaanRakor.DITUTUP, row.dibuka_pada
    with pytest.raises(KeadaanRakorSalah):
        record(rakor_id)
    assert daftar(rakor_id) == []


def test_a_meeting_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound, match="Rakor ini tidak ada"):
        record(999_999)


@pytest.mark.parametrize("kode", ["KEU-R99", "XYZ-A01", "bukan kode", "KEU", "A" * 20])
def test_what_it_is_about_has_to_exist(kode: str) -> None:
    rakor_id = rakor()
    with pytest.raises(NotFound, match="Yang dibahas tidak ada"):
        record(rakor_id, tentang=kode)
    assert daftar(rakor_id) == []


def test_what_is_withdrawn_is_no_longer_spoken_about() -> None:
    rakor_id, aksi = rakor(), create(AKSI)
    perform(withdraw, huruf="A", row_id=aksi.id, versi=aksi.versi, alasan="Keliru")
    with pytest.raises(NotFound):
        record(rakor_id, tentang=aksi.kode)


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.PIC, Peran.VERIFIKATOR, Peran.PIMPINAN])
def test_only_the_office_records_and_turns_it_into_an_aksi(peran: Peran) -> None:
    rakor_id, pelaku = rakor(), stored(peran)
    isian = IsianKeputusan.check({"judul": "Tidak berhak"})
    with pytest.raises(NotAllowed):
        perform(record_keputusan, pelaku=pelaku, rakor_id=rakor_id, pokja_id=POKJA, isian=isian)
    k = whole(rakor_id, tentang=create(AKSI).kode)
    with pytest.raises(NotAllowed):
        jadikan(k, pelaku=pelaku)
    assert daftar(rakor_id)[0].aksi_kode is None


def test_it_becomes_an_aksi_that_serves_the_same_as_the_aksi_it_is_about() -> None:
    rakor_id, about = rakor(), create(AKSI, penanganan_id=create(PENANGANAN).id)
    k = whole(rakor_id, tentang=about.kode)
    made = jadikan(k, pelaku=stored(Peran.SEKRETARIAT))
    assert (made.judul, made.pd_id, made.tenggat) == (k.judul, k.pd_id, k.tenggat)
    assert (made.solusi_id, made.penanganan_id) == (about.solusi_id, about.penanganan_id)
    assert made.status == StatusAksi.BELUM_MULAI
    assert daftar(rakor_id)[0].aksi_kode == made.kode


def test_about_a_risiko_it_serves_its_first_penanganan_that_is_not_withdrawn() -> None:
    rakor_id, risiko = rakor(), create(RISIKO_)
    first = create(PENANGANAN, risiko_id=risiko.id)
    second = create(PENANGANAN, risiko_id=risiko.id)
    perform(withdraw, huruf="T", row_id=first.id, versi=first.versi, alasan="Keliru")
    made = jadikan(whole(rakor_id, tentang=risiko.kode))
    assert (made.solusi_id, made.penanganan_id) == (None, second.id)


@pytest.mark.parametrize("kind", ["", "risiko tanpa penanganan", "pokja lain"])
def test_without_anything_to_serve_the_caller_has_to_name_it(kind: str) -> None:
    rakor_id = rakor()
    tentang = create(RISIKO_).kode if kind.startswith("risiko") else ""
    if kind == "pokja lain":
        with read_session() as session:
            query = select(t.RencanaAksi.kode).where(t.RencanaAksi.pokja_id == POKJA_LAIN)
            tentang = str(session.exec(query.order_by(col(t.RencanaAksi.id)).limit(1)).one())
    k = whole(rakor_id, tentang=tentang)
    assert k.induk == Induk(None, None)
    with pytest.raises(InvalidIsian, match="harus melaksanakan sebuah solusi"):
        jadikan(k)
    assert daftar(rakor_id)[0].aksi_kode is None
    assert jadikan(k, solusi_id=1).solusi_id == 1


def test_what_another_pokja_does_is_not_served() -> None:
    rakor_id = rakor()
    with read_session() as session:
        query = select(t.Solusi.id).where(t.Solusi.pokja_id == POKJA_LAIN)
        other = session.exec(query.limit(1)).one()
    with pytest.raises(InvalidIsian, match="milik pokja lain"):
        jadikan(whole(rakor_id), solusi_id=other)


def test_it_becomes_an_aksi_once() -> None:
    rakor_id = rakor()
    k = whole(rakor_id, tentang=create(AKSI).kode)
    made = jadikan(k)
    [again] = daftar(rakor_id)
    with pytest.raises(InUse, match=f"sudah menjadi rencana aksi {made.kode}"):
        jadikan(again)
    with pytest.raises(StaleVersion):
        jadikan(k)


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({"pd_id": None}, "penanggung jawab"),
        ({"tenggat": None}, "tenggat"),
    ],
)
def test_without_owner_or_tenggat_it_becomes_nothing(values: dict[str, Any], lacking: str) -> None:
    rakor_id = rakor()
    k = whole(rakor_id, tentang=create(AKSI).kode, **values)
    with pytest.raises(InvalidIsian, match=f"belum mempunyai {lacking}. Lengkapi dahulu."):
        jadikan(k)


def test_the_list_of_a_meeting_leaves_out_others_and_what_is_withdrawn() -> None:
    create(KEPUTUSAN)
    rakor_id = rakor()
    first, second = record(rakor_id), record(rakor_id, judul="Yang ditarik")
    row = by_kode(KEPUTUSAN, second)
    perform(withdraw, huruf="K", row_id=row.id, versi=row.versi, alasan="Keliru")
    assert [k.kode for k in daftar(rakor_id)] == [first]
