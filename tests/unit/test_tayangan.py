"""The content of the slides: the numbers of the pages' own reads, in a bounded number of steps."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from model import tables as t
from model.choices import STATUS_TERTUTUP, StatusAksi, StatusKeputusan
from model.clock import wib_date
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session, read_session
from model.isian_rakor import IsianRakor
from model.perubahan import Neraca, read_perubahan
from model.queries.acuan import get_aturan
from model.queries.aksi import SaringanAksi, count_aksi, list_aksi
from model.queries.pergerakan_forum import get_pergerakan, map_pergerakan
from model.queries.ringkasan import list_ringkasan_pokja
from model.queries.risiko import SaringanRisiko, count_peta, list_risiko
from model.queries.slide_diminta import Diminta, map_diminta
from model.rules import HARI_DIAM, is_late
from model.tayangan import MAKS_BARIS, MAKS_RISIKO, read_isi, read_objek
from model.titik import KINI, Titik
from seed import load
from tests.orang import SISTEM
from tests.stores import HARI, counted_statements

RAKOR_DITUTUP = 1
PALING_BANYAK = 45  # statements of a whole deck


def begin_rakor(hari: date = HARI) -> int:
    isian = IsianRakor(tema="Rakor uji", tempat="Balai Kota", mulai=hari, selesai=hari)
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=isian)
    with open_session(SISTEM) as session:
        open_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=1)
    return rakor_id


@pytest.mark.usefixtures("contoh")
def test_the_numbers_are_those_of_the_pages() -> None:
    isi = read_isi(begin_rakor(), HARI)
    assert [pokja.nomor for pokja in isi.pokja] == list(range(1, 10))
    with read_session() as session:
        assert [p.ringkasan for p in isi.pokja] == list_ringkasan_pokja(session, hari=HARI)
        for pokja in isi.pokja:
            risiko = SaringanRisiko(pokja_id=pokja.id)
            assert list(pokja.peta) == count_peta(session, hari=HARI, saringan=risiko)
            assert list(pokja.teratas) == list_risiko(
                session, hari=HARI, saringan=risiko, sebanyak=MAKS_RISIKO
            )


@pytest.mark.usefixtures("contoh")
def test_what_is_late_or_blocked_is_the_list_behind_the_code() -> None:
    isi = read_isi(None, HARI)
    with read_session() as session:
        for pokja in isi.pokja:
            saringan = SaringanAksi(pokja_id=pokja.id, perhatian=True)
            shown = list_aksi(session, hari=HARI, saringan=saringan, sebanyak=MAKS_BARIS)
            assert list(pokja.perhatian.baris) == shown
            assert pokja.perhatian.jumlah == count_aksi(session, hari=HARI, saringan=saringan)
            everything = list_aksi(session, hari=HARI, saringan=SaringanAksi(pokja_id=pokja.id))
            needy = [
                a.kode
                for a in everything
                if a.status == StatusAksi.TERKENDALA or is_late(a.tenggat, a.status, HARI)
            ]
            assert pokja.perhatian.jumlah == len(needy) > 0
            assert {a.kode for a in shown} <= set(needy)


def asked(session: Session, hari: date) -> Iterator[tuple[int, Diminta, str]]:
    """Yield what should be asked on a day: the rules once more, in plain Python."""
    batas = get_aturan(session, hari=hari).batas_prioritas
    treated = {p.risiko_id for p in session.exec(select(t.Penanganan)) if not p.ditarik_pada}
    for r in session.exec(select(t.Risiko)):
        if not r.ditarik_pada and r.besaran_saat_ini >= batas and r.id not in treated:
            yield r.pokja_id, Diminta.RISIKO, r.kode
    blocked: dict[int, date] = {}
    for p in session.exec(select(t.Pemutakhiran).order_by(t.Pemutakhiran.pada)):  # type: ignore[arg-type]
        if p.status_sesudah == StatusAksi.TERKENDALA != p.status_sebelum:
            blocked[p.aksi_id] = wib_date(p.pada)
    for a in session.exec(select(t.RencanaAksi)):
        if a.ditarik_pada or a.status in STATUS_TERTUTUP:
            continue
        heard = wib_date(a.diperbarui_pada) if a.diperbarui_pada else None
        if a.status == StatusAksi.TERKENDALA and (hari - blocked[a.id]).days > 14:
            yield a.pokja_id, Diminta.TERKENDALA, a.kode
        elif (
            a.tenggat
            and (hari - a.tenggat).days > 30
            and (heard is None or (hari - heard).days >= HARI_DIAM)
        ):
            yield a.pokja_id, Diminta.TERLAMBAT, a.kode
    for k in session.exec(select(t.Keputusan)):
        if not k.ditarik_pada and k.status == StatusKeputusan.TERBUKA:
            yield k.pokja_id, Diminta.KEPUTUSAN, k.kode


@pytest.mark.usefixtures("contoh")
def test_what_is_asked_follows_the_rules_on_every_day(session: Session) -> None:
    batas = get_aturan(session, hari=HARI).batas_prioritas
    kinds = set()
    for later in range(25):
        hari = HARI + timedelta(days=later)
        found = map_diminta(session, hari=hari, batas=batas, sebanyak=1000)
        read = {(i, p.jenis, p.kode) for i, asks in found.items() for p in asks.baris}
        assert read == set(asked(session, hari)), hari
        assert all(asks.total == len(asks.baris) for asks in found.values())
        kinds |= {jenis for _, jenis, _ in read}
    assert kinds == set(Diminta)


@pytest.mark.usefixtures("contoh")
def test_a_long_list_is_cut_but_counted(session: Session) -> None:
    batas = get_aturan(session, hari=HARI).batas_prioritas
    whole = map_diminta(session, hari=HARI, batas=batas, sebanyak=1000)
    cut = map_diminta(session, hari=HARI, batas=batas, sebanyak=2)
    assert {i: asks.jumlah for i, asks in cut.items()} == {i: a.jumlah for i, a in whole.items()}
    for asks in cut.values():
        for jenis, banyak in asks.jumlah.items():
            assert sum(p.jenis == jenis for p in asks.baris) == min(2, banyak)


@pytest.mark.usefixtures("contoh")
def test_without_a_rakor_before_the_last_thirty_days_are_told(session: Session) -> None:
    gerak = map_pergerakan(session, hari=HARI)
    assert gerak.pop(None) == get_pergerakan(session, hari=HARI)
    assert len(gerak) == 9
    closed = read_isi(RAKOR_DITUTUP)
    assert closed.sejak.nama == "" and not closed.sejak.arus
    assert closed.sejak.gerak[None].pemutakhiran > 0


@pytest.mark.usefixtures("contoh")
def test_changes_since_the_last_rakor_are_those_of_their_page_and_add_up() -> None:
    sejak = read_isi(begin_rakor(), HARI).sejak
    assert sejak.dari == f"rakor-{RAKOR_DITUTUP}"
    with read_session() as session:
        page = read_perubahan(session, dari=Titik(RAKOR_DITUTUP), sampai=KINI)
    balances = {baris.pokja_id: baris for baris in page.list_neraca(Neraca.AKSI)}
    assert set(sejak.arus) == set(balances)
    for pokja_id, arus in sejak.arus.items():
        assert arus.awal + arus.masuk - arus.keluar == arus.akhir == balances[pokja_id].akhir
        assert all(n == page.count(jenis, pokja_id) for jenis, n in arus.banyak.items())
    for kolom in ("awal", "masuk", "keluar", "akhir"):
        parts = [getattr(arus, kolom) for i, arus in sejak.arus.items() if i is not None]
        assert sum(parts) == getattr(sejak.arus[None], kolom)


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_more_data_need_no_more_statements() -> None:
    def statements(aksi: int) -> int:
        with open_session(SISTEM, asal="data contoh") as session:
            load.load_contoh(session, HARI, aksi=aksi)
        rakor_id = begin_rakor()
        read_isi(rakor_id, HARI)  # the frozen rakor is opened once
        with counted_statements() as found:
            read_isi(rakor_id, HARI)
        return len(found)

    assert statements(942) <= PALING_BANYAK


@pytest.mark.usefixtures("store")
def test_an_empty_store_has_slides_of_nothing() -> None:
    isi = read_isi(None, HARI)
    assert isi.rakor is None and isi.agenda == () and isi.putusan == ()
    assert len(isi.pokja) == 9
    assert all(pokja.ringkasan.aksi == 0 and not pokja.peta for pokja in isi.pokja)
    assert not isi.kepala.contoh and not isi.kepala.beku
    assert read_objek(None, "KEU-R01", HARI) is None


@pytest.mark.usefixtures("contoh")
def test_a_closed_rakor_stays_as_it_was() -> None:
    before = read_isi(RAKOR_DITUTUP)
    assert before.kepala.beku and before.hari < HARI
    assert before.rakor is not None
    assert (before.rakor.hadir, before.rakor.diundang) == (38, 45)
    assert before.kepala.per == before.rakor.ditutup_pada
    objek = read_objek(RAKOR_DITUTUP, "KEU-A35")
    with open_session(SISTEM) as session:
        for aksi in session.exec(select(t.RencanaAksi).limit(50)):
            aksi.judul = "Diubah setelah rakor ditutup"
        for hadir in session.exec(select(t.Kehadiran).limit(5)):
            hadir.ditarik_pada = hadir.pada
    assert read_isi(RAKOR_DITUTUP) == before
    assert read_objek(RAKOR_DITUTUP, "KEU-A35") == objek
    assert "Diubah" in str(read_isi(None, HARI).pokja)


@pytest.mark.usefixtures("contoh")
def test_only_risiko_and_rencana_aksi_have_a_slide_of_their_own() -> None:
    rakor_id = begin_rakor()
    risiko = read_objek(rakor_id, "KEU-R05", HARI)
    aksi = read_objek(rakor_id, "KEU-A35", HARI)
    assert risiko and risiko.risiko and risiko.aksi is None
    assert aksi and aksi.aksi and aksi.risiko is None
    assert (aksi.pokja, aksi.slug, aksi.nomor) == ("Keuangan", "keuangan", 2)
    assert aksi.agenda and aksi.agenda.slug == "keuangan"
    for kode in ("KEU-P01", "KEU-A99999", "KEU", "", "'; --"):
        assert read_objek(rakor_id, kode, HARI) is None


@pytest.mark.usefixtures("contoh")
def test_the_moment_of_the_data_is_that_of_the_newest_change() -> None:
    before = read_isi(None, HARI).kepala.per
    with open_session(SISTEM) as session:
        row = session.exec(select(t.RencanaAksi).limit(1)).one()
        row.judul = "Judul yang baru"
    after = read_isi(None, HARI).kepala.per
    assert before and after and before < after
    assert read_isi(None, HARI).kepala.per == after
