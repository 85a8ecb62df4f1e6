from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Peran, StatusAksi
from model.commands.aksi import update_status
from model.commands.aksi_banyak import MAKS_BARIS
from model.commands.umum import withdraw
from model.db import open_session, read_session
from model.isian import IsianPemutakhiran
from pages.shared.tautan import BORONGAN
from tests.app.layar import markup, text
from tests.orang import SISTEM, stored

Ketik = Callable[..., Any]

JAHAT = '<img src=x onerror=alert(1)> =HYPERLINK("http://jahat.invalid") [a](http://jahat.invalid)'


def row(kode: str) -> t.RencanaAksi:
    with read_session() as session:
        return session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()


def table(app: Any) -> list[dict[str, Any]]:
    """Return the rows as they were given to the editor."""
    return app.data_editor[0].value.to_dict("records")


def place_of(app: Any, kode: str) -> int:
    return [baris["kode"] for baris in table(app)].index(kode)


def type_in(app: Any, changes: dict[str, dict[str, Any]]) -> Any:
    """Leave values in cells, as the editor reports them, by code and column."""
    rows = {place_of(app, kode): values for kode, values in changes.items()}
    edits = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    app.session_state[app.data_editor[0].key] = edits
    return app.run()


def press(app: Any, label: str) -> Any:
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture
def kode(contoh) -> list[str]:
    """Give the codes of open actions of pokja 1 that are under way, none of them with bukti."""
    with read_session() as session:
        query = (
            select(t.RencanaAksi.kode)
            .where(
                t.RencanaAksi.pokja_id == 1,
                t.RencanaAksi.status == StatusAksi.BERJALAN,
                col(t.RencanaAksi.id).not_in(
                    select(t.Bukti.aksi_id).where(t.Bukti.risiko_id.is_(None))
                ),
                t.RencanaAksi.progres < 90,
            )
            .order_by(col(t.RencanaAksi.tenggat))
        )
        return list(session.exec(query))


def test_the_table_holds_the_open_actions_of_ones_own_pokja(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)

    found = table(app)
    assert {baris["kode"][:3] for baris in found} == {"KEP"}
    assert not {baris["status"] for baris in found} & {"Selesai", "Dibatalkan"}
    assert f"{len(found)} rencana aksi terbuka" in text(app)
    assert [*found[0]] == [
        "kode", "judul", "tenggat", "sisa", "status", "progres", "kendala", "tindak_lanjut",
        "catatan",
    ]  # fmt: skip
    assert not any(box.label == "Pokja" for box in app.selectbox)


def test_only_what_may_be_changed_is_open_for_change(kode, open_page):
    config = open_page(BORONGAN, peran=Peran.KETUA).data_editor[0].proto.columns
    for column in ("kode", "judul", "tenggat", "sisa"):
        assert f'"{column}":{{' in config.replace(" ", "")
    assert config.count('"disabled": true') == 4
    assert "link" not in config and "markdown" not in config.lower()


def test_the_sekretariat_has_all_pokja_fifty_rows_at_a_time(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.SEKRETARIAT)
    assert len(table(app)) == MAKS_BARIS
    assert "50 baris per halaman" in text(app)

    app.selectbox(key="pokja").set_value("Keuangan").run()
    assert {baris["kode"][:3] for baris in table(app)} == {"KEU"}


def test_search_narrows_and_says_so_when_nothing_is_left(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA, cari=kode[0])
    assert [baris["kode"] for baris in table(app)] == [kode[0]]
    app = open_page(BORONGAN, peran=Peran.KETUA, cari="tidak ada ini")
    assert "Tidak ada rencana aksi terbuka untuk pilihan ini." in text(app)
    assert not app.data_editor


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR])
def test_the_table_is_not_for_those_who_write_nothing(contoh, open_page, peran):
    app = open_page(BORONGAN, peran=peran)
    assert "tidak untuk peran Anda" in app.info[0].value
    assert not app.data_editor


def test_all_changed_rows_are_saved_at_once(kode, open_page):
    before = [row(k) for k in kode[:3]]
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"progres": 91}, kode[1]: {"catatan": JAHAT}})
    assert "2 baris berubah, belum tersimpan." in text(app)
    press(app, "Simpan semua")

    words = text(app)
    assert "2 baris tersimpan." in words
    assert f"{kode[0]} : tersimpan" in words
    assert "Belum ada yang berubah." in words
    assert row(kode[0]).progres == 91
    assert [row(k).versi for k in kode[:3]] == [
        before[0].versi + 1, before[1].versi + 1, before[2].versi,
    ]  # fmt: skip
    with read_session() as session:
        newest = select(t.Pemutakhiran).order_by(col(t.Pemutakhiran.id).desc())
        last = session.exec(newest.where(t.Pemutakhiran.aksi_id == before[1].id)).first()
        assert last.catatan == JAHAT
        assert last.pelaku_id == stored(Peran.KETUA).id
    assert table(app)[place_of(app, kode[1])]["catatan"] == ""


def test_saving_without_a_change_writes_nothing(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)
    press(app, "Simpan semua")
    assert "Belum ada yang berubah." in text(app)
    assert "baris tersimpan" not in text(app)


def test_refused_rows_say_why_and_keep_what_was_typed_at_the_top(kode, open_page):
    good, bad, done = kode[:3]
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(
        app,
        {
            good: {"progres": 91},
            bad: {"status": "Terkendala", "tindak_lanjut": JAHAT},
            done: {"status": "Selesai", "progres": 100},
        },
    )
    press(app, "Simpan semua")

    words = text(app)
    assert "1 baris tersimpan, 2 ditolak." in words
    assert f"{bad} : ditolak . Status Terkendala membutuhkan uraian kendala" in words
    assert f"{done} : ditolak" in words
    assert "bukti dukung" in words.partition(f"{done} : ditolak")[2]
    first, second = table(app)[:2]
    assert (first["kode"], first["status"], first["tindak_lanjut"]) == (bad, "Terkendala", JAHAT)
    assert (second["kode"], second["progres"]) == (done, 100)
    assert "2 baris berubah" in words
    assert row(bad).status == StatusAksi.BERJALAN

    type_in(app, {bad: {"kendala": "Anggaran belum cair"}})
    press(app, "Simpan semua")

    assert row(bad).kendala == "Anggaran belum cair"
    assert row(bad).tindak_lanjut == JAHAT
    assert "1 baris tersimpan, 1 ditolak." in text(app)


def test_what_is_not_saved_stays_when_the_filter_or_the_page_changes(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"catatan": "Jangan hilang"}})

    app.text_input(key="cari").set_value(kode[1]).run()
    assert [baris["kode"] for baris in table(app)] == [kode[0], kode[1]]
    assert table(app)[0]["catatan"] == "Jangan hilang"

    app.switch_page("pages/ringkasan/ringkasan.py").run()
    app.switch_page("pages/aksi/borongan.py").run()
    assert table(app)[0]["catatan"] == "Jangan hilang"
    assert "1 baris berubah" in text(app)

    press(app, "Buang semua")
    assert "Belum ada yang berubah." in text(app)
    assert "Jangan hilang" not in str(table(app))


def test_a_stale_row_shows_what_others_changed_and_is_saved_on_top_of_it(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"catatan": "Versi saya"}})
    opened = row(kode[0])
    with open_session(SISTEM) as session:
        isian = IsianPemutakhiran(status="terkendala", progres=33, kendala="Lahan <b>x</b>")
        update_status(session, pelaku=SISTEM, row_id=opened.id, versi=opened.versi, isian=isian)
    press(app, "Simpan semua")

    words = text(app)
    assert "baru saja diubah orang lain" in words
    assert "Lahan <b>x</b>" in words
    first = table(app)[0]
    assert (first["catatan"], first["status"], first["progres"]) == ("Versi saya", "Terkendala", 33)

    press(app, "Simpan semua")

    assert "1 baris tersimpan." in text(app)
    after = row(kode[0])
    assert (after.status, after.progres, after.versi) == ("terkendala", 33, opened.versi + 2)


def test_a_row_withdrawn_meanwhile_is_refused_and_can_be_let_go(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"catatan": "Tulisan saya"}})
    opened = row(kode[0])
    with open_session(SISTEM) as session:
        withdraw(
            session, pelaku=SISTEM, huruf="A", row_id=opened.id, versi=opened.versi, alasan="Ganda"
        )
    press(app, "Simpan semua")
    press(app, "Simpan semua")
    assert "sudah ditarik" in text(app)
    assert table(app)[0]["catatan"] == "Tulisan saya"

    press(app, "Buang semua")
    assert kode[0] not in [baris["kode"] for baris in table(app)]


def test_emptied_and_impossible_cells_are_refused_in_words(kode, open_page):
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"progres": None}, kode[1]: {"status": "Terbang", "kendala": None}})
    press(app, "Simpan semua")

    words = text(app)
    assert "2 ditolak" in words
    assert "Progres (%)" in words
    assert "Status belum dipilih" in words


def test_columns_that_are_only_read_change_nothing_whatever_a_client_sends(kode, open_page):
    other = next(b for b in table(open_page(BORONGAN, peran=Peran.ADMIN)) if b["kode"][:3] != "KEP")
    app = open_page(BORONGAN, peran=Peran.KETUA)
    type_in(app, {kode[0]: {"kode": other["kode"], "judul": "Dipalsukan", "progres": 91}})
    press(app, "Simpan semua")

    assert row(kode[0]).progres == 91
    assert row(kode[0]).judul != "Dipalsukan"
    assert row(other["kode"]).progres == other["progres"]


def test_hostile_text_is_never_markup(kode, open_page):
    with open_session(SISTEM) as session:
        session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode[0])).one().judul = JAHAT
    app = open_page(BORONGAN, peran=Peran.KETUA, cari=kode[0])
    assert table(app)[0]["judul"] == JAHAT
    assert "onerror" not in markup(app)
    type_in(app, {kode[0]: {"status": "Terkendala", "catatan": JAHAT}})
    press(app, "Simpan semua")
    assert "<img" not in markup(app)
