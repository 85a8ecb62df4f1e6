"""Points in time: how they stand in an address, what they are called, what one sees there."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from model import history
from model import tables as t
from model.clock import today
from model.commands.pengguna import anonymise_pengguna
from model.db import open_session, read_session
from model.mundur import end_of_day, rewind
from model.potret import PotretRusak, take
from model.queries.aksi import count_aksi
from model.queries.ringkasan import list_ringkasan_pokja, total
from model.queries.umum import nama_pelaku
from model.titik import (
    KINI,
    Titik,
    TitikTidakAda,
    _lines_until,
    get_hari_pertama,
    get_saat,
    label_titik,
    open_titik,
    parse_titik,
)
from tests.orang import SISTEM
from tests.stores import HARI
from tests.unit.perintah import AKSI, create, perform


@pytest.mark.parametrize("text", ["kini", "rakor-3", "rakor-999999999", "2026-10-01"])
def test_an_address_is_read_and_written_the_same(text: str) -> None:
    titik = parse_titik(text)
    assert titik is not None and str(titik) == text
    assert parse_titik(str(titik)) == titik


@pytest.mark.parametrize(
    "text",
    ["", "rakor-0", "rakor--1", "rakor-1000000000", "rakor-", "2026-02-30", "2026-1-1",
     "Sekarang", "٢٠٢٦-10-01", "kini ", "20261001"],
)  # fmt: skip
def test_anything_else_in_an_address_means_nothing(text: str) -> None:
    assert parse_titik(text) is None


@pytest.mark.usefixtures("contoh")
def test_each_point_has_its_words(session: Session) -> None:
    rakor = session.get_one(t.Rakor, 1)
    assert label_titik(session, titik=KINI) == "sekarang"
    assert label_titik(session, titik=Titik(hari=HARI)).startswith("per ")
    words = label_titik(session, titik=Titik(rakor_id=1))
    assert words.startswith(f"Rakor {rakor.mulai.day}") and str(rakor.selesai.year) in words


@pytest.mark.usefixtures("contoh")
def test_a_closed_rakor_shows_the_rows_frozen_then() -> None:
    with read_session() as session:
        beku = session.exec(select(t.PotretBeku)).one()
        rakor = session.get_one(t.Rakor, beku.rakor_id)
        assert (beku.pada, beku.hari) == (rakor.ditutup_pada, rakor.selesai)
        assert get_saat(session, titik=Titik(rakor_id=1)) == beku.pada
        live = count_aksi(session, hari=HARI)
    with open_titik(Titik(rakor_id=1)) as (past, hari):
        assert hari == beku.hari
        before = total(list_ringkasan_pokja(past, hari=hari))
        assert past.get_one(t.Rakor, 1).keadaan == "ditutup"
        assert past.get(t.Rakor, 2) is None  # prepared later
    assert 250 < before.aksi < live == 314
    create(AKSI)
    with open_titik(Titik(rakor_id=1)) as (past, hari):
        assert total(list_ringkasan_pokja(past, hari=hari)) == before


@pytest.mark.usefixtures("contoh")
def test_a_day_shows_its_end_and_today_shows_now() -> None:
    day = HARI - timedelta(days=60)
    with open_titik(Titik(hari=day)) as (past, hari):
        assert hari == day
        shown = take(past, saat=end_of_day(day), hari=day)
    with read_session() as session:
        assert rewind(session, end_of_day(day)) == shown
    create(AKSI)
    with open_titik(Titik(hari=day)) as (past, _):
        assert take(past, saat=end_of_day(day), hari=day) == shown
    for titik in (KINI, Titik(hari=today()), Titik(hari=today() + timedelta(days=9))):
        with open_titik(titik) as (session, hari):
            assert (count_aksi(session, hari=hari), hari) == (315, today())


@pytest.mark.usefixtures("contoh")
def test_a_day_shows_what_was_changed_on_it_and_committed_after_a_later_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = HARI - timedelta(days=1)

    def change(aksi_id: int, judul: str, detik: int) -> None:
        saat = end_of_day(day) - timedelta(seconds=detik)
        monkeypatch.setattr(history, "now", lambda: saat)
        with open_session(SISTEM) as session:
            session.get_one(t.RencanaAksi, aksi_id).judul = judul

    def shown() -> str:
        with open_titik(Titik(hari=day)) as (past, _):
            return past.get_one(t.RencanaAksi, 1).judul

    change(2, "Tersimpan lebih dahulu", 1)
    assert shown() != "Diubah lebih dahulu"
    change(1, "Diubah lebih dahulu", 2)
    assert shown() == "Diubah lebih dahulu"


@pytest.mark.usefixtures("contoh")
def test_the_past_knows_of_accounts_the_names_they_have_now_and_nothing_else() -> None:
    nilai, p = t.PenilaianRisiko, t.Pengguna
    with read_session() as session:
        row = session.get_one(p, session.exec(select(nilai.pelaku_id)).first())
    for point in (Titik(hari=HARI - timedelta(days=3)), Titik(rakor_id=1)):

        def shown(point: Titik = point) -> set[str]:
            with open_titik(point) as (past, _):
                private = select(p.nama_masuk, p.jabatan, p.surel, p.sandi)
                assert not any(any(account) for account in past.exec(private))
                return set(past.exec(select(nama_pelaku(nilai))))

        assert row.nama in shown()
        with open_session(SISTEM) as session:
            session.get_one(p, row.id).nama = row.nama = f"Nama baru {point}"
        assert row.nama in shown()
    perform(anonymise_pengguna, row_id=row.id, versi=row.versi + 2)
    assert row.nama not in shown() and f"Pengguna {row.id} (dianonimkan)" in shown()


@pytest.mark.usefixtures("contoh")
def test_looking_which_state_a_day_has_reads_an_index(session: Session, kind: str) -> None:
    saat = end_of_day(HARI - timedelta(days=60))
    sql = _lines_until(saat).compile(
        session.connection().engine, compile_kwargs={"literal_binds": True}
    )
    session.connection().exec_driver_sql("ANALYZE riwayat")
    explain = "EXPLAIN QUERY PLAN" if kind == "sqlite" else "EXPLAIN"
    plan = str(session.connection().exec_driver_sql(f"{explain} {sql}").all())
    assert plan.count("ix_riwayat_pada") == 2 and "pkey" not in plan, plan


@pytest.mark.usefixtures("contoh")
def test_where_there_is_nothing_to_see_a_sentence_says_so() -> None:
    with read_session() as session:
        first = get_hari_pertama(session)
    assert first is not None
    for titik, sentence in (
        (Titik(rakor_id=2), "belum ditutup"),
        (Titik(rakor_id=77), "tidak ada"),
        (Titik(hari=first - timedelta(days=1)), "Belum ada data per"),
    ):
        with pytest.raises(TitikTidakAda, match=sentence), open_titik(titik):
            pass
    with open_titik(Titik(hari=first)) as (past, hari):
        assert count_aksi(past, hari=hari) == 0


@pytest.mark.usefixtures("store")
def test_a_store_without_riwayat_has_no_first_day() -> None:
    with read_session() as session:
        assert get_hari_pertama(session) is None
    with pytest.raises(TitikTidakAda), open_titik(Titik(hari=HARI - timedelta(days=1))):
        pass


@pytest.mark.usefixtures("contoh")
def test_a_frozen_potret_that_was_changed_is_refused() -> None:
    with open_session(SISTEM) as session:
        good = session.exec(select(t.PotretBeku)).one()
        row = t.Rakor(
            tema="Rakor kedua", mulai=HARI, selesai=HARI, keadaan="ditutup",
            dibuka_pada=good.pada, ditutup_pada=good.pada, kode_hadir="kode-hadir-dua",
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(
            t.PotretBeku(
                rakor_id=row.id, pada=good.pada, hari=good.hari, isi=good.isi + b"x",
                sha256="0" * 64,
            )
        )  # fmt: skip
        rakor_id = row.id
    with pytest.raises(PotretRusak), open_titik(Titik(rakor_id=rakor_id)):
        pass
