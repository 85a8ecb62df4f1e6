import io

import pytest
from sqlmodel import select

from model import tables as t
from model.bukti import BuktiBaru, Unggahan, prepare
from model.choices import KeadaanVerifikasi, Peran, StatusAksi
from model.commands.bukti import add_bukti
from model.config import settings
from model.db import open_session, read_session
from model.queries.bukti import list_bukti
from tests.app.layar import markup, submit, text
from tests.isi_berkas import EXE, PDF, PNG
from tests.orang import SISTEM

JAHAT = '<img src=x onerror="alert(1)">'


@pytest.fixture
def aksi(contoh) -> t.RencanaAksi:
    """Give an action of pokja 1 that is under way and has no bukti."""
    with read_session() as session:
        query = select(t.RencanaAksi).where(
            t.RencanaAksi.status == StatusAksi.BERJALAN,
            t.RencanaAksi.pokja_id == 1,
            t.RencanaAksi.id.not_in(select(t.Bukti.aksi_id).where(t.Bukti.risiko_id.is_(None))),
        )
        return session.exec(query.limit(1)).one()


def bukti_of(aksi: t.RencanaAksi):
    with read_session() as session:
        return list_bukti(session, aksi_id=aksi.id)


def status_of(aksi: t.RencanaAksi) -> StatusAksi:
    with read_session() as session:
        return session.get_one(t.RencanaAksi, aksi.id).status


def add(aksi: t.RencanaAksi, *bukti: BuktiBaru, files: tuple[tuple[str, bytes], ...] = ()) -> None:
    unggahan = [Unggahan(nama, io.BytesIO(isi)) for nama, isi in files]
    with prepare(unggahan) as siap, open_session(SISTEM) as session:
        add_bukti(session, pelaku=SISTEM, aksi_id=aksi.id, bukti=(*siap, *bukti))


def form(open_page, aksi, peran=Peran.KETUA):
    app = open_page("/pemutakhiran", kode=aksi.kode, peran=peran)
    key = f"mutakhir.{aksi.kode}"
    status = next(w for w in (*app.selectbox, *app.get("button_group")) if w.key == f"{key}.status")
    status.set_value(StatusAksi.SELESAI)
    app.number_input(key=f"{key}.progres").set_value(100)
    return app


def test_selesai_without_bukti_is_refused_in_words(aksi, open_page):
    app = submit(form(open_page, aksi))

    assert "membutuhkan sedikitnya satu bukti dukung" in text(app)
    assert status_of(aksi) == StatusAksi.BERJALAN


def test_selesai_with_a_link_is_saved_and_the_link_belongs_to_it(aksi, open_page):
    app = form(open_page, aksi)
    app.text_input(key=f"bukti.mutakhir.{aksi.kode}.0.tautan").set_value("https://contoh.invalid/a")
    app.text_input(key=f"bukti.mutakhir.{aksi.kode}.0.nama").set_value("Folder hasil")
    submit(app)

    assert status_of(aksi) == StatusAksi.SELESAI
    [bukti] = bukti_of(aksi)
    assert (bukti.nama, bukti.tautan) == ("Folder hasil", "https://contoh.invalid/a")
    assert bukti.pemutakhiran_id is not None


def test_selesai_with_files_is_saved_and_the_next_form_begins_without_them(aksi, open_page):
    app = form(open_page, aksi)
    place = f"bukti.mutakhir.{aksi.kode}"
    app.file_uploader(key=f"{place}.0.berkas").set_value(
        [("hasil.pdf", PDF, "application/pdf"), ("foto.png", PNG, "image/png")]
    )
    submit(app)

    assert status_of(aksi) == StatusAksi.SELESAI
    assert [b.nama for b in bukti_of(aksi)] == ["hasil.pdf", "foto.png"]
    assert app.file_uploader(key=f"{place}.1.berkas").value == []


def test_a_refused_file_is_named_and_everything_typed_and_chosen_stays(aksi, open_page):
    app = form(open_page, aksi)
    place = f"bukti.mutakhir.{aksi.kode}.0"
    app.file_uploader(key=f"{place}.berkas").set_value(
        [("hasil.pdf", PDF, "application/pdf"), ("virus.pdf", EXE, "application/pdf")]
    )
    app.text_input(key=f"{place}.tautan").set_value("javascript:alert(1)")
    app.text_area(key=f"mutakhir.{aksi.kode}.catatan").set_value("Tulisan panjang")
    submit(app)

    words = text(app)
    assert "“virus.pdf”: Jenis berkas ini tidak diterima" in words
    assert "Tautan bukti harus diawali https://" in words
    assert app.text_area(key=f"mutakhir.{aksi.kode}.catatan").value == "Tulisan panjang"
    assert len(app.file_uploader(key=f"{place}.berkas").value) == 2
    assert bukti_of(aksi) == []


def test_files_that_cannot_be_written_are_a_calm_sentence(aksi, open_page, monkeypatch, tmp_path):
    (tmp_path / "penuh").write_text("no folder")
    monkeypatch.setenv("FORUM_BERKAS", str(tmp_path / "penuh" / "bukti"))
    settings.cache_clear()
    app = form(open_page, aksi)
    app.file_uploader(key=f"bukti.mutakhir.{aksi.kode}.0.berkas").set_value(
        [("hasil.pdf", PDF, "application/pdf")]
    )
    submit(app)

    assert "Berkas belum tersimpan" in text(app)
    assert not app.exception
    assert status_of(aksi) == StatusAksi.BERJALAN


def test_the_page_of_an_action_shows_its_bukti_beside_what_they_prove(contoh, open_page):
    with read_session() as session:
        bukti = session.exec(
            select(t.Bukti).where(t.Bukti.tipe == "application/pdf").limit(1)
        ).one()
        kode = session.get_one(t.RencanaAksi, bukti.aksi_id).kode
    app = open_page("/rincian-aksi", kode=kode, peran=Peran.PIMPINAN)

    assert markup(app).count(f'href="/bukti/{bukti.id}"') == 2, "in the list and with its proof"
    assert bukti.nama in text(app)
    assert "Pengguna " not in text(app)


def test_hostile_names_and_links_are_shown_as_they_are(aksi, open_page):
    link = BuktiBaru.link("https://jahat.invalid/a?b=1&c=2", JAHAT)
    add(aksi, link, files=((f"{JAHAT}.pdf", PDF), ("=1+1.png", PNG)))
    app = open_page("/rincian-aksi", kode=aksi.kode, peran=Peran.KETUA)

    assert "<img" not in markup(app)
    assert text(app).count(JAHAT) == 4, "in the list and in the riwayat"
    assert 'rel="noopener noreferrer nofollow"' in markup(app)
    assert "tautan ke jahat.invalid" in text(app)


@pytest.mark.parametrize(
    ("peran", "boleh"),
    [(Peran.KETUA, True), (Peran.SEKRETARIAT, True), (Peran.VERIFIKATOR, False),
     (Peran.PIMPINAN, False), (Peran.LAYAR, False)],
)  # fmt: skip
def test_only_who_may_update_is_offered_to_add_and_withdraw(aksi, open_page, peran, boleh):
    add(aksi, files=(("a.pdf", PDF),))
    app = open_page("/rincian-aksi", kode=aksi.kode, peran=peran)

    offered = app.get("file_uploader")
    assert bool(offered) == boleh
    assert ("/bukti/" in markup(app)) == (peran != Peran.LAYAR)


def test_bukti_is_added_and_withdrawn_on_the_page_of_the_action(aksi, open_page):
    app = open_page("/rincian-aksi", kode=aksi.kode, peran=Peran.KETUA)
    app.text_input(key=f"bukti.{aksi.kode}.0.tautan").set_value("https://contoh.invalid/b")
    next(b for b in app.button if b.label == "Simpan bukti").click().run()

    [bukti] = bukti_of(aksi)
    assert bukti.pemutakhiran_id is None
    assert "contoh.invalid/b" in text(app)

    app.selectbox(key=f"bukti.{aksi.kode}.tarik").set_value(bukti.id).run()
    next(b for b in app.button if b.label == "Tarik bukti ini").click().run()

    assert bukti_of(aksi) == []
    assert "Belum ada bukti dukung" in text(app)


def test_nothing_is_offered_for_what_is_verified(contoh, open_page):
    with read_session() as session:
        query = select(t.RencanaAksi.kode).where(
            t.RencanaAksi.verifikasi == KeadaanVerifikasi.DITERIMA
        )
        kode = session.exec(query.limit(1)).one()

    app = open_page("/rincian-aksi", kode=kode, peran=Peran.SEKRETARIAT)

    assert app.get("file_uploader") == []
