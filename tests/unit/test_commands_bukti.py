"""Commands on bukti dukung: who may, how many, what proves what, and never Selesai without any."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from model import berkas
from model import tables as t
from model.bukti import MAKS_BUKTI, BuktiBaru, Unggahan, prepare
from model.choices import JenisBukti, KeadaanVerifikasi, Peran, StatusAksi, Tindakan
from model.clock import today
from model.commands.aksi import update_status
from model.commands.bukti import add_bukti, note_unduhan, withdraw_bukti
from model.commands.umum import withdraw
from model.db import open_session, read_session
from model.errors import DomainError, InvalidIsian, Locked, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPemutakhiran
from model.isian_bukti import host_of
from model.permissions import Pelaku
from model.queries.bukti import get_berkas, list_bukti
from model.queries.rincian import get_rincian_aksi
from tests.isi_berkas import PDF, PNG
from tests.orang import BUKTI, stored
from tests.unit.perintah import AKSI, OPERATOR, by_id, create, perform, riwayat

pytestmark = pytest.mark.usefixtures("contoh")


def add(
    aksi_id: int, *files: bytes, link: str = "", pelaku: Pelaku = OPERATOR, nama: str = "a.pdf"
) -> None:
    with prepare([Unggahan(nama, io.BytesIO(isi)) for isi in files], link) as bukti:
        perform(add_bukti, pelaku=pelaku, aksi_id=aksi_id, bukti=bukti)


def live(aksi_id: int) -> list[Any]:
    with read_session() as session:
        return list_bukti(session, aksi_id=aksi_id)


def mutakhirkan(row: Any, versi: int, status: str, progres: int, bukti: Any = ()) -> None:
    isian = IsianPemutakhiran.check({"status": status, "progres": progres})
    perform(update_status, row_id=row.id, versi=versi, isian=isian, bukti=bukti)


def files() -> int:
    return len(list(berkas.folder().iterdir())) if berkas.folder().is_dir() else 0


def test_files_and_links_are_kept_with_who_and_when() -> None:
    row = create(AKSI)
    ketua = stored(Peran.KETUA)
    add(row.id, PDF, PNG, link="https://contoh.invalid/a?b=1#c", pelaku=ketua)
    pdf, png, link = live(row.id)
    assert [(b.jenis, b.nama, b.akhiran) for b in (pdf, png, link)] == [
        (JenisBukti.BERKAS, "a.pdf", "PDF"),
        (JenisBukti.BERKAS, "a.pdf.png", "PNG"),
        (JenisBukti.TAUTAN, "contoh.invalid/a?b=1#c", ""),
    ]
    assert (pdf.ukuran, pdf.tipe, pdf.terlihat) == (len(PDF), "application/pdf", True)
    assert (png.terlihat, link.macam) == (True, "contoh.invalid")
    assert {b.pelaku for b in (pdf, png, link)} == {ketua.nama}
    assert riwayat(row)[1:] == [
        ("diubah", "bukti", None, "a.pdf"),
        ("diubah", "bukti", None, "a.pdf.png"),
        ("diubah", "bukti", None, "contoh.invalid/a?b=1#c"),
    ]
    with read_session() as session:
        query = select(t.Bukti.pelaku).where(t.Bukti.aksi_id == row.id)
        assert set(session.exec(query)) == {ketua.jejak}, "names live in one place"


def test_new_bukti_make_whoever_decides_look_again() -> None:
    row = create(AKSI)
    add(row.id, PDF)
    assert by_id(AKSI, row.id).versi == row.versi + 1
    with pytest.raises(StaleVersion) as refused:
        mutakhirkan(row, row.versi, "berjalan", 10)
    assert [(p.kolom, p.sesudah) for p in refused.value.perubahan] == [("Bukti dukung", "a.pdf")]


def test_nothing_at_all_is_no_bukti() -> None:
    with pytest.raises(InvalidIsian, match="Belum ada bukti yang dipilih"):
        add(create(AKSI).id)


def test_selesai_needs_at_least_one_bukti_in_force() -> None:
    row = create(AKSI)
    with pytest.raises(InvalidIsian) as refused:
        mutakhirkan(row, 1, "selesai", 100)
    assert set(refused.value.per_kolom) == {"status"}
    assert by_id(AKSI, row.id).status == StatusAksi.BELUM_MULAI
    add(row.id, PDF)
    [bukti] = live(row.id)
    perform(withdraw_bukti, bukti_id=bukti.id)
    with pytest.raises(InvalidIsian, match="sedikitnya satu bukti dukung"):
        mutakhirkan(row, 3, "selesai", 100)
    add(row.id, PNG)
    mutakhirkan(row, 4, "selesai", 100)
    assert by_id(AKSI, row.id).status == StatusAksi.SELESAI


def test_bukti_given_with_a_pemutakhiran_belong_to_it() -> None:
    row = create(AKSI)
    mutakhirkan(row, 1, "berjalan", 40)
    with prepare([Unggahan("hasil.pdf", io.BytesIO(PDF))]) as bukti:
        mutakhirkan(row, 2, "selesai", 100, bukti)
    with read_session() as session:
        isi = get_rincian_aksi(session, kode=row.kode, hari=today())
    assert [b.pemutakhiran_id for b in isi.bukti] == [isi.pemutakhiran[0].id]


def test_a_refused_pemutakhiran_keeps_no_bukti() -> None:
    row, before = create(AKSI), files()
    with prepare([Unggahan("a.pdf", io.BytesIO(PDF))]) as bukti, pytest.raises(StaleVersion):
        mutakhirkan(row, 7, "selesai", 100, bukti)
    assert live(row.id) == []
    assert files() == before


def test_the_last_bukti_of_what_is_done_stays() -> None:
    row = create(AKSI)
    mutakhirkan(row, 1, "selesai", 100, BUKTI)
    [bukti] = live(row.id)
    with pytest.raises(InvalidIsian, match="satu-satunya bukti"):
        perform(withdraw_bukti, bukti_id=bukti.id)
    add(row.id, PDF)
    perform(withdraw_bukti, bukti_id=bukti.id)
    assert [b.nama for b in live(row.id)] == ["a.pdf"]
    assert riwayat(row)[-1] == ("diubah", "bukti", "Bukti uji", None)
    with pytest.raises(NotFound, match="sudah ditarik"):
        perform(withdraw_bukti, bukti_id=bukti.id)
    with pytest.raises(NotFound, match="tidak ada"):
        perform(withdraw_bukti, bukti_id=999_999)


def test_a_withdrawn_file_is_given_to_nobody() -> None:
    row = create(AKSI)
    add(row.id, PDF)
    [bukti] = live(row.id)
    with read_session() as session:
        assert get_berkas(session, bukti_id=bukti.id) is not None
    perform(withdraw_bukti, bukti_id=bukti.id)
    with read_session() as session:
        assert get_berkas(session, bukti_id=bukti.id) is None


def test_what_is_verified_keeps_the_bukti_it_was_verified_by() -> None:
    with read_session() as session:
        query = select(t.RencanaAksi).where(t.RencanaAksi.verifikasi == KeadaanVerifikasi.DITERIMA)
        row = session.exec(query.limit(1)).one()
    for attempt in (
        lambda: perform(withdraw_bukti, bukti_id=live(row.id)[0].id),
        lambda: add(row.id, PDF),
    ):
        with pytest.raises(Locked):
            attempt()


def test_a_withdrawn_action_takes_no_bukti() -> None:
    row = create(AKSI)
    perform(withdraw, huruf="A", row_id=row.id, versi=1, alasan="Keliru")
    with pytest.raises(NotFound, match="sudah ditarik"):
        add(row.id, PDF)


def test_one_action_holds_thirty_bukti_and_no_more() -> None:
    row = create(AKSI)
    many = [BuktiBaru.link(f"https://contoh.invalid/{n}") for n in range(MAKS_BUKTI - 1)]
    perform(add_bukti, aksi_id=row.id, bukti=many)
    with pytest.raises(InvalidIsian, match="Masih dapat ditambah 1"):
        add(row.id, PDF, PNG)
    add(row.id, PDF)
    with pytest.raises(InvalidIsian, match="Tarik dahulu"):
        add(row.id, PDF)
    assert len(live(row.id)) == MAKS_BUKTI
    assert files() == 1


def test_a_hundred_files_in_one_go_are_refused_before_any_is_written() -> None:
    row = create(AKSI)
    with pytest.raises(InvalidIsian, match="paling banyak 30"):
        add(row.id, *[PDF] * 100)
    assert (live(row.id), files()) == ([], 0)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_hundred_uploads_at_once_are_all_kept_whole(kind: str) -> None:
    rows = [create(AKSI) for _ in range(10)]

    def upload(number: int) -> None:
        add(rows[number % 10].id, PDF, nama=f"berkas {number}.pdf")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(upload, range(100)))
    assert [len(live(row.id)) for row in rows] == [10] * 10
    with read_session() as session:
        stored_files = session.exec(
            select(t.Bukti.nama_simpan, t.Bukti.sha256).where(
                col(t.Bukti.aksi_id).in_([row.id for row in rows])
            )
        ).all()
    for nama, sha256 in stored_files:
        berkas.open_verified(str(nama), str(sha256)).close()
    assert files() == 100


def test_two_people_add_at_the_same_time_and_lose_nothing() -> None:
    row = create(AKSI)
    ketua, anggota = stored(Peran.KETUA), stored(Peran.ANGGOTA)
    with (
        prepare([Unggahan("satu.pdf", io.BytesIO(PDF))]) as first,
        prepare([Unggahan("dua.pdf", io.BytesIO(PDF))]) as second,
    ):
        perform(add_bukti, pelaku=ketua, aksi_id=row.id, bukti=first)
        perform(add_bukti, pelaku=anggota, aksi_id=row.id, bukti=second)
    assert [(b.nama, b.pelaku) for b in live(row.id)] == [
        ("satu.pdf", ketua.nama), ("dua.pdf", anggota.nama),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("peran", "milik", "boleh"),
    [
        (Peran.ADMIN, 1, True), (Peran.SEKRETARIAT, 1, True),
        (Peran.KETUA, 1, True), (Peran.KETUA, 2, False),
        (Peran.ANGGOTA, 1, True), (Peran.ANGGOTA, 2, False),
        (Peran.PIC, 1, True), (Peran.PIC, 2, False),
        (Peran.VERIFIKATOR, 1, False), (Peran.PIMPINAN, 1, False), (Peran.LAYAR, 1, False),
    ],
)  # fmt: skip
def test_only_those_who_may_update_the_action_add_and_withdraw(
    peran: Peran, milik: int, boleh: bool
) -> None:
    row = create(AKSI)  # of pokja 1 and perangkat daerah 1
    perform(add_bukti, aksi_id=row.id, bukti=BUKTI)
    [bukti] = live(row.id)
    pelaku, before = stored(peran, milik=milik), files()
    for attempt in (
        lambda: add(row.id, PDF, pelaku=pelaku),
        lambda: perform(withdraw_bukti, pelaku=pelaku, bukti_id=bukti.id),
        lambda: perform(withdraw_bukti, pelaku=pelaku, bukti_id=999_999),
    ):
        try:
            attempt()
        except NotAllowed:
            assert not boleh
        except NotFound:
            assert peran not in (Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR), "learns of rows"
        else:
            assert boleh
    assert files() == before + boleh
    assert len(live(row.id)) == 1


def test_giving_a_file_leaves_a_peristiwa_and_no_screen_old() -> None:
    row = create(AKSI)
    add(row.id, PDF)
    [bukti] = live(row.id)
    pimpinan = stored(Peran.PIMPINAN)
    perform(note_unduhan, pelaku=pimpinan, bukti_id=bukti.id)
    with pytest.raises(NotAllowed):
        perform(note_unduhan, pelaku=stored(Peran.LAYAR), bukti_id=bukti.id)
    with read_session() as session:
        query = select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.DIUNDUH)
        [line] = session.exec(query).all()
        assert (line.tabel, line.baris_id, line.pelaku_id) == ("bukti", bukti.id, pimpinan.id)


@pytest.mark.parametrize(
    "tautan",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://contoh.invalid/", "file:///etc/passwd",
        "//contoh.invalid/", "contoh.invalid/a", "https://", "https:///a", "http://@/",
        "https://nama:sandi@contoh.invalid/", "https://contoh.invalid@jahat.invalid/",
        "https://contoh.invalid\\@jahat.invalid/", "https://contoh.invalid/a b",
        "https://contoh.invalid/\nx", "https://contoh.invalid/<script>", 'https://a"b/',
        "https:contoh.invalid", "https://contoh.invalid:port/", "https://[::1/", "https://a..b/",
        "https://contoh.invalid/" + "x" * 1000, "JaVaScRiPt://contoh.invalid/%0aalert(1)",
        "view-source:https://contoh.invalid/", "https://\u202e/", "vbscript:x", "https://%00/\x00",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(tautan: str) -> None:
    with pytest.raises(InvalidIsian) as refused:
        BuktiBaru.link(tautan)
    assert set(refused.value.per_kolom) == {"tautan"}


@pytest.mark.parametrize(
    ("tautan", "host"),
    [
        ("https://contoh.invalid/a?b=c#d", "contoh.invalid"),
        ("HTTP://CONTOH.invalid:8080/", "contoh.invalid"),
        ("https://drive.contoh.invalid/folder/%20x", "drive.contoh.invalid"),
        ("http://10.0.0.1/arsip", "10.0.0.1"),
        ("https://аpple.invalid/", "xn--pple-43d.invalid"),
        ("https://contoh.invalid", "contoh.invalid"),
    ],
)
def test_a_link_shows_the_host_that_it_really_leads_to(tautan: str, host: str) -> None:
    bukti = BuktiBaru.link(f"  {tautan}\u200b ")
    assert bukti.tautan == tautan
    assert host_of(bukti.tautan) == host


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_link_or_a_refusal(tautan: str, nama: str) -> None:
    for text in (tautan, f"https://{tautan}", f"https://contoh.invalid/{tautan}"):
        try:
            bukti = BuktiBaru.link(text, nama)
        except DomainError:
            continue
        assert bukti.tautan.lower().startswith(("http://", "https://"))
        assert host_of(bukti.tautan)
        assert 1 <= len(bukti.nama) <= 200


def test_every_example_that_is_done_is_proven() -> None:
    with open_session(OPERATOR) as session:
        proven = set(session.exec(select(t.Bukti.aksi_id).where(col(t.Bukti.pemutakhiran_id) > 0)))
        done = set(
            session.exec(select(t.RencanaAksi.id).where(t.RencanaAksi.status == StatusAksi.SELESAI))
        )
    assert done
    assert done <= proven
