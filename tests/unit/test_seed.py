"""The reference data and the example data: exact totals, sensible texts, sound states."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import (
    JenisPerangkatDaerah,
    KeadaanRakor,
    KeadaanVerifikasi,
    Ketepatan,
    Peran,
    Posisi,
    StatusAksi,
    StatusKeputusan,
    Tindakan,
)
from model.clock import now, wib_date
from model.commands.verifikasi import DIKEMBALIKAN
from model.config import ROOT
from model.db import engine, open_session, read_session
from model.jadwal import make_jadwal
from model.migrate import downgrade, upgrade
from model.queries.acuan import get_aturan, get_keadaan_data
from model.queries.kehadiran import list_kehadiran
from model.queries.objek import JENIS
from model.queries.panduan import map_waktu
from model.queries.rakor import list_agenda, list_rakor, list_sesi_rakor
from model.rules import (
    HARI_SEGERA,
    invalid_matriks_reason,
    is_late,
    ketepatan,
    refused_dates,
    refused_status,
)
from seed import load
from seed.contoh.teks import HERE, read_texts
from tests.stores import HARI, configured

TOTALS = {"isu_strategis": 45, "permasalahan": 145, "solusi": 147, "rencana_aksi": 314}
KEPUTUSAN = 12

POKJA = [
    "Kepegawaian",
    "Keuangan",
    "Aset",
    "Pengadaan Barang dan Jasa",
    "Tata Ruang dan Perizinan",
    "Bantuan Sosial",
    "Pengelolaan BUMD",
    "Pengelolaan BLUD",
    "Investasi dan Kemudahan Berusaha",
]


def dump(session: Session) -> dict[str, list[Any]]:
    """Return every row of every table."""
    return {
        table.name: session.execute(table.select().order_by(*table.primary_key)).all()
        for table in t.Base.metadata.sorted_tables
    }


@pytest.mark.usefixtures("contoh")
def test_the_example_has_the_published_totals(session: Session) -> None:
    for table, expected in TOTALS.items():
        assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == expected
    assert get_keadaan_data(session)[1]


@pytest.mark.usefixtures("store")
def test_a_store_without_the_example_has_reference_data_only(session: Session) -> None:
    assert not load.is_empty(session)
    assert not get_keadaan_data(session)[1]
    for table in (*TOTALS, "risiko", "penanganan", "pemutakhiran"):
        assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


@pytest.mark.usefixtures("store")
def test_there_are_9_pokja_in_the_official_order_and_51_perangkat_daerah(session: Session) -> None:
    assert session.exec(select(t.Pokja.nama).order_by(col(t.Pokja.urutan))).all() == POKJA
    kinds = Counter(session.exec(select(t.PerangkatDaerah.jenis)))
    assert sum(kinds.values()) == 51
    assert kinds[JenisPerangkatDaerah.BADAN] == 10
    assert kinds[JenisPerangkatDaerah.DINAS] == 22
    assert kinds[JenisPerangkatDaerah.BIRO] == 10
    assert kinds[JenisPerangkatDaerah.WILAYAH] == 6


@pytest.mark.usefixtures("store")
def test_the_rule_tables_are_complete_and_matriks_a_with_set_d_is_in_force(
    session: Session,
) -> None:
    for matriks in session.exec(select(t.Matriks)):
        cells = session.exec(select(t.SelMatriks).where(t.SelMatriks.matriks_id == matriks.id))
        table = {(sel.kemungkinan, sel.dampak): sel.besaran for sel in cells}
        assert invalid_matriks_reason(table) is None
    for set_band in session.exec(select(t.SetBand)):
        query = select(t.BandLevel).where(t.BandLevel.set_band_id == set_band.id)
        bands = session.exec(query.order_by(col(t.BandLevel.level))).all()
        covered = [n for b in bands for n in range(b.batas_bawah, b.batas_atas + 1)]
        assert covered == list(range(1, 26))
        assert len({b.warna for b in bands}) == 5
    assert sorted(session.exec(select(t.SetBand.kode))) == ["D", "K", "P", "X"]
    aturan = get_aturan(session, hari=HARI)
    assert "Varian A" in aturan.nama
    assert "Set D" in aturan.nama
    assert aturan.batas_prioritas == 16
    assert aturan.berlaku_sejak < HARI - timedelta(days=360)
    assert session.exec(select(func.count()).select_from(t.SeleraRisiko)).one() == 8


@pytest.mark.usefixtures("contoh")
def test_every_pokja_has_the_whole_chain(session: Session) -> None:
    for kind in JENIS.values():
        assert len(set(session.exec(select(kind.pokja_id)))) == 9, kind
    for isu in session.exec(select(t.IsuStrategis)):
        below = session.exec(
            select(func.count()).select_from(t.Permasalahan).where(t.Permasalahan.isu_id == isu.id)
        ).one()
        assert below, isu.kode


@pytest.mark.usefixtures("contoh")
def test_the_chain_stays_inside_one_pokja(session: Session) -> None:
    for child, parent, link in (
        ("permasalahan", "isu_strategis", "isu_id"),
        ("risiko", "isu_strategis", "isu_id"),
        ("risiko", "permasalahan", "permasalahan_id"),
        ("solusi", "permasalahan", "permasalahan_id"),
        ("penanganan", "risiko", "risiko_id"),
        ("rencana_aksi", "solusi", "solusi_id"),
        ("rencana_aksi", "penanganan", "penanganan_id"),
    ):
        wrong = text(
            f"SELECT count(*) FROM {child} c JOIN {parent} p ON p.id = c.{link}"
            " WHERE p.pokja_id <> c.pokja_id"
        )
        assert session.execute(wrong).scalar() == 0, (child, link)


def every_text() -> Iterator[tuple[str, str]]:
    """Yield (where it stands, text) of all texts of the example."""

    def walk(place: str, value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from walk(f"{place}.{key}", inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(place, inner)
        elif isinstance(value, str):
            yield place, value

    files = sorted(file.stem for file in HERE.glob("*.toml"))
    # The nine pokja, and what people tell each other, ask for, watch and put aside.
    assert len(files) == 13
    for slug, _, texts in read_texts([(slug, "") for slug in files]):
        yield from walk(slug, texts)


# Fields that name something (a perangkat daerah, a choice) and so repeat.
NAMES = re.compile(
    r"\.(aturan|lain|arah|objek|oleh|oleh_cabut|oleh_tutup|tentang|pd|risiko|satuan|pendukung|kategori|tingkat|sumber|efektivitas|opsi)$"
)


def test_no_sentence_is_used_twice() -> None:
    sentences = Counter(
        value.casefold().strip(" .") for place, value in every_text() if not NAMES.search(place)
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []
    assert len(sentences) > 2000


def test_no_sentence_is_another_one_with_a_different_number() -> None:
    titles = Counter(
        re.sub(r"\d+", "#", value.casefold())
        for place, value in every_text()
        if place.endswith(".judul")
    )
    assert [title for title, times in titles.items() if times > 1] == []


def test_the_texts_are_sentences_and_no_filling() -> None:
    filling = re.compile(r"lorem|ipsum|todo|xxx|\btes\b|contoh \d|permasalahan \d|aksi \d", re.I)
    for place, value in every_text():
        assert not filling.search(value), (place, value)
        assert value == value.strip()
        assert "  " not in value
        if not NAMES.search(place):
            assert len(value.split()) >= 3, (place, value)
        if place.endswith(".judul"):
            assert 15 <= len(value) <= 200, (place, value)
            assert not value.endswith("."), (place, value)


def test_the_texts_speak_of_posts_and_never_of_persons() -> None:
    person = re.compile(
        r"\b(Bapak|Ibu|Sdr|Saudara|Tuan|Nyonya|H\.|Hj\.|Dr\.|Ir\.|S\.E\.|M\.Si)\s+[A-Z]"
    )
    assert [value for _, value in every_text() if person.search(value)] == []


@pytest.mark.usefixtures("contoh")
def test_every_state_of_an_action_is_there_and_none_contradicts_itself(session: Session) -> None:
    actions = session.exec(select(t.RencanaAksi)).all()
    assert {a.status for a in actions} == set(StatusAksi)
    words = Counter(ketepatan(a.mulai, a.tenggat, a.status, a.progres, HARI) for a in actions)
    assert set(words) == set(Ketepatan)
    assert 15 <= words[Ketepatan.TERLAMBAT] <= 70
    soon = [
        a for a in actions if a.tenggat and HARI <= a.tenggat <= HARI + timedelta(days=HARI_SEGERA)
    ]
    assert len(soon) >= 5
    for a in actions:
        assert not refused_status(a.status, a.progres, a.kendala, "Dihentikan"), a.kode
        assert not refused_dates(a.mulai, a.tenggat), a.kode
        assert not is_late(a.tenggat, StatusAksi.SELESAI, HARI)
        assert (a.selesai_pada is not None) == (a.status == StatusAksi.SELESAI), a.kode
        assert a.selesai_pada is None or (a.mulai is None or a.mulai <= a.selesai_pada < HARI)
    assert any(a.pd_id is None for a in actions)
    assert any(a.tenggat is None for a in actions)
    assert any(a.diperbarui_pada is None for a in actions)


@pytest.mark.usefixtures("contoh")
def test_each_action_has_an_unbroken_past_that_ends_in_its_state(session: Session) -> None:
    updates: dict[int, list[t.Pemutakhiran]] = {}
    for update in session.exec(select(t.Pemutakhiran).order_by(col(t.Pemutakhiran.id))):
        updates.setdefault(update.aksi_id, []).append(update)
    for a in session.exec(select(t.RencanaAksi)):
        before, moment, progres = StatusAksi.BELUM_MULAI, None, 0
        for update in updates.get(a.id, []):
            assert (update.status_sebelum, update.progres_sebelum) == (before, progres), a.kode
            returned = update.catatan.startswith(DIKEMBALIKAN)
            assert returned or update.progres_sesudah >= progres, a.kode
            assert moment is None or update.pada > moment, a.kode
            assert update.pada < now(), a.kode
            assert a.mulai is None or wib_date(update.pada) >= a.mulai, a.kode
            before, progres, moment = update.status_sesudah, update.progres_sesudah, update.pada
        assert (a.status, a.progres, a.diperbarui_pada) == (before, progres, moment), a.kode
        if a.status == StatusAksi.SELESAI:
            assert moment is not None
            assert wib_date(moment) == a.selesai_pada, a.kode


@pytest.mark.usefixtures("contoh")
def test_every_state_of_verification_is_there_with_the_decisions_that_led_to_it(
    session: Session,
) -> None:
    decisions: dict[int, list[t.Verifikasi]] = {}
    for decision in session.exec(select(t.Verifikasi).order_by(col(t.Verifikasi.id))):
        decisions.setdefault(decision.aksi_id, []).append(decision)
    actions = session.exec(select(t.RencanaAksi)).all()
    states = Counter(a.verifikasi for a in actions)
    assert set(states) == set(KeadaanVerifikasi)
    assert 4 <= states[KeadaanVerifikasi.DIKEMBALIKAN] <= 16
    assert states[KeadaanVerifikasi.MENUNGGU] >= 8
    for a in actions:
        last = decisions.get(a.id, [None])[-1]
        decided = a.verifikasi in (KeadaanVerifikasi.DITERIMA, KeadaanVerifikasi.DIKEMBALIKAN)
        assert (last is not None) == decided, a.kode
        if last is None:
            continue
        assert last.hasil == a.verifikasi, a.kode
        klaim = session.get_one(t.Pemutakhiran, last.pemutakhiran_id)
        assert (klaim.aksi_id, klaim.status_sesudah) == (a.id, StatusAksi.SELESAI), a.kode
        assert klaim.pada < last.pada < now(), a.kode
        assert klaim.pelaku_id != last.pelaku_id, a.kode


@pytest.mark.usefixtures("contoh")
def test_the_keputusan_are_late_open_and_done_and_belong_to_every_pokja(session: Session) -> None:
    keputusan = session.exec(select(t.Keputusan)).all()
    assert len(keputusan) == KEPUTUSAN
    assert len({k.pokja_id for k in keputusan}) == 9
    terbuka = [k for k in keputusan if k.status == StatusKeputusan.TERBUKA]
    assert sum(k.tenggat is not None and k.tenggat < HARI for k in terbuka) >= 2
    assert sum(k.tenggat is not None and k.tenggat >= HARI for k in terbuka) >= 3
    assert any(k.tenggat is None and k.pd_id is None for k in terbuka)
    for k in keputusan:
        if k.status == StatusKeputusan.SELESAI:
            assert k.selesai_pada is not None and k.selesai_pada < HARI
            assert k.tanggapan_pd


@pytest.mark.usefixtures("contoh")
def test_one_rakor_was_closed_and_one_is_being_prepared(session: Session) -> None:
    [siap, tutup] = list_rakor(session)
    assert (siap.keadaan, siap.diundang, siap.hadir) == (KeadaanRakor.DISIAPKAN, 45, 0)
    assert (tutup.keadaan, tutup.diundang, tutup.hadir) == (KeadaanRakor.DITUTUP, 45, 38)
    assert 30 <= (HARI - tutup.selesai).days <= 40
    assert 12 <= (siap.mulai - HARI).days <= 18
    assert tutup.dibuka_pada and tutup.ditutup_pada
    assert (wib_date(tutup.dibuka_pada), wib_date(tutup.ditutup_pada)) == (
        tutup.mulai,
        tutup.selesai,
    )
    for rakor in (siap, tutup):
        assert (rakor.selesai - rakor.mulai).days == 1
        assert rakor.selesai.weekday() < 5, "no rakor on a weekend"
        agenda = list_agenda(session, rakor_id=rakor.id)
        assert [a.pokja for a in agenda if a.pokja] == POKJA
        jadwal = make_jadwal(list_sesi_rakor(session, rakor_id=rakor.id), agenda)
        assert all(sitting.sesi for sitting in jadwal), "every item has its sitting"
        assert any(sitting.sisa < 0 for sitting in jadwal) == (rakor is siap)
    guests = [pd for pd in list_kehadiran(session, rakor_id=tutup.id) if not pd.diundang]
    assert len(guests) == 1
    waktu = map_waktu(session, rakor_id=tutup.id).values()
    assert all(w.terpakai > 0 and w.berjalan_sejak is None for w in waktu)


@pytest.mark.usefixtures("contoh")
def test_what_was_decided_about_its_day_belongs_to_the_closed_rakor(session: Session) -> None:
    tutup = session.get_one(t.Rakor, 1)
    keputusan = session.exec(select(t.Keputusan)).all()
    within = [k for k in keputusan if k.rakor_id == tutup.id]
    assert len(within) == 4
    for k in keputusan:
        assert k.dibuat_pada and tutup.dibuka_pada and tutup.ditutup_pada
        assert (tutup.dibuka_pada < k.dibuat_pada < tutup.ditutup_pada) == (k in within), k.kode


@pytest.mark.usefixtures("contoh")
def test_the_example_people_were_told_of_each_request_for_a_decision(session: Session) -> None:
    pesan = session.exec(select(t.Pesan).order_by(col(t.Pesan.id))).all()
    assert [p.pada for p in pesan] == sorted(p.pada for p in pesan)
    told = {(p.kunci, p.pengguna_id) for p in pesan}
    query = select(t.Pengguna.id).where(
        col(t.Pengguna.peran).in_((Peran.PIMPINAN, Peran.SEKRETARIAT))
    )
    deciders = session.exec(query).all()
    for row in session.exec(select(t.Eskalasi)).all():
        assert {(f"eskalasi:{row.id}", number) for number in deciders} <= told
        answered = row.ditutup_pada is not None and not row.ditarik_kembali
        assert ((f"jawaban:{row.id}", row.pelaku_id) in told) == answered


@pytest.mark.usefixtures("contoh")
def test_the_positions_of_each_risiko_follow_the_matriks_and_its_assessments(
    session: Session,
) -> None:
    aturan = get_aturan(session, hari=HARI)
    newest: dict[tuple[int, Posisi], t.PenilaianRisiko] = {}
    query = select(t.PenilaianRisiko).order_by(
        col(t.PenilaianRisiko.tanggal), col(t.PenilaianRisiko.id)
    )
    for nilai in session.exec(query):
        assert nilai.besaran == aturan.besaran(nilai.kemungkinan, nilai.dampak)
        assert aturan.berlaku_sejak <= nilai.tanggal < HARI
        newest[nilai.risiko_id, nilai.posisi] = nilai
    for r in session.exec(select(t.Risiko)):
        for posisi in Posisi:
            k, d, b = (
                getattr(r, f"{angka}_{posisi.value}")
                for angka in ("kemungkinan", "dampak", "besaran")
            )
            assert b == aturan.besaran(k, d), r.kode
            nilai = newest[r.id, posisi]
            assert (nilai.kemungkinan, nilai.dampak) == (k, d), r.kode
        assert r.besaran_target <= r.besaran_saat_ini <= r.besaran_inheren, r.kode


@pytest.mark.usefixtures("contoh")
def test_the_risiko_are_spread_over_the_map(session: Session) -> None:
    risiko = session.exec(select(t.Risiko)).all()
    places = {
        posisi: Counter(
            (getattr(r, f"kemungkinan_{posisi.value}"), getattr(r, f"dampak_{posisi.value}"))
            for r in risiko
        )
        for posisi in Posisi
    }
    for counts in places.values():
        assert len(counts) >= 7
        assert counts.most_common(1)[0][1] < len(risiko) / 3
    levels = Counter(get_aturan(session, hari=HARI).level(r.besaran_saat_ini).level for r in risiko)
    assert len(levels) >= 4
    assert sum(r.besaran_saat_ini >= 16 for r in risiko) >= 9


@pytest.mark.usefixtures("contoh")
def test_every_row_has_a_beginning_in_the_riwayat(session: Session) -> None:
    made = set(
        session.exec(
            select(t.Riwayat.tabel, t.Riwayat.baris_id).where(
                t.Riwayat.tindakan == Tindakan.DIBUAT, t.Riwayat.asal == "data contoh"
            )
        )
    )
    rows = {
        (str(kind.__tablename__), row_id)
        for kind in t.BERJEJAK
        if kind is not t.AturanRisiko  # the first rules were always there
        for row_id in session.exec(select(kind.id))
    }
    assert made == rows


@pytest.mark.usefixtures("contoh")
def test_codes_are_unique_and_number_the_rows_of_each_pokja(session: Session) -> None:
    for letter, kind in JENIS.items():
        for pokja in session.exec(select(t.Pokja)):
            query = select(kind.kode).where(kind.pokja_id == pokja.id).order_by(col(kind.id))
            width = 1 if letter == "I" else 2
            codes = list(session.exec(query))
            assert codes == [
                f"{pokja.kode}-{letter}{n:0{width}d}" for n in range(1, len(codes) + 1)
            ]


@pytest.mark.usefixtures("contoh")
def test_a_row_added_after_the_example_gets_a_free_id(session: Session) -> None:
    for kind in JENIS.values():
        row = session.exec(select(kind).limit(1)).one()
        copy = kind(**row.model_dump(exclude={"id", "kode"}), kode=f"UJI-{kind.__tablename__}")
        if isinstance(copy, t.Risiko):
            copy.permasalahan_id = None
        session.add(copy)
    session.flush()


@pytest.mark.usefixtures("store")
def test_two_loads_on_one_day_are_the_same_and_another_day_moves_the_dates(
    session: Session,
) -> None:
    def loaded(day: date) -> dict[str, list[Any]]:
        with session.begin_nested() as savepoint:
            load.load_contoh(session, day)
            rows = dump(session) | {"riwayat": list(session.info["lines"])}
            savepoint.rollback()
        session.expunge_all()
        return rows

    first = loaded(HARI)
    assert loaded(HARI) == first
    later = loaded(HARI + timedelta(days=100))
    assert [row.judul for row in later["rencana_aksi"]] == [
        row.judul for row in first["rencana_aksi"]
    ]
    for before, after in zip(first["rencana_aksi"], later["rencana_aksi"], strict=True):
        assert after.status == before.status
        if before.tenggat:
            assert after.tenggat - before.tenggat == timedelta(days=100)


# Days on which calculations with months, years or the Jakarta midnight go wrong most easily.
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2027, 12, 31)])
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_the_example_can_be_loaded_on_any_day(session: Session, day: date) -> None:
    load.load_contoh(session, day)
    late = [a for a in session.exec(select(t.RencanaAksi)) if is_late(a.tenggat, a.status, day)]
    assert len(late) >= 15
    newest = session.exec(select(func.max(t.Pemutakhiran.pada))).one()
    assert wib_date(newest) < day
    tutup, siap = session.exec(select(t.Rakor).order_by(col(t.Rakor.id))).all()
    assert tutup.selesai < day < siap.mulai
    assert {
        hari.weekday() for hari in (tutup.mulai, tutup.selesai, siap.mulai, siap.selesai)
    } <= set(range(5))


@pytest.mark.usefixtures("store")
def test_the_big_example_repeats_it_until_there_are_enough_actions(session: Session) -> None:
    load.load_contoh(session, HARI, aksi=400)
    assert session.exec(select(func.count()).select_from(t.RencanaAksi)).one() == 628
    codes = session.exec(select(t.RencanaAksi.kode)).all()
    assert len(set(codes)) == 628


def seed(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "seed", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_fills_a_new_store_and_leaves_a_filled_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'baru' / 'forum.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    first = seed("--tanpa-contoh")
    assert (first.returncode, first.stderr) == (0, "")
    second = seed()
    assert "tidak ada yang diubah" in second.stdout
    with configured(url), read_session() as session:
        assert not load.is_empty(session)
        assert not get_keadaan_data(session)[1]


def test_a_failed_load_leaves_the_store_empty(tmp_path: Path) -> None:
    with configured(f"sqlite:///{tmp_path / 'forum.db'}"):
        upgrade()
        with pytest.raises(ZeroDivisionError), open_session(load.SEEDER) as session:
            load.load_acuan(session, HARI)
            load.load_contoh(session, HARI)
            raise ZeroDivisionError
        assert list((tmp_path / "bukti").iterdir()) == []
        with read_session() as session:
            assert load.is_empty(session)
        with engine().connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM rencana_aksi")).scalar() == 0


@pytest.mark.usefixtures("contoh")
def test_an_example_store_of_an_earlier_version_gets_its_people() -> None:
    downgrade("0001")
    upgrade()
    with open_session(load.SEEDER) as session:
        assert load.lacks_admin(session)
        assert load.add_pengguna_contoh(session)
    with open_session(load.SEEDER) as session:
        assert not load.lacks_admin(session)
        assert not load.add_pengguna_contoh(session)
        assert {p.peran for p in session.exec(select(t.Pengguna))} == {
            peran for peran in Peran if peran not in (Peran.LAYAR, Peran.PROGRAM)
        }


@pytest.mark.usefixtures("store")
def test_a_store_in_real_use_gets_no_example_people(session: Session) -> None:
    assert not load.add_pengguna_contoh(session)
    assert load.lacks_admin(session)
