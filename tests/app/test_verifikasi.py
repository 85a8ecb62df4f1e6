import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import HasilVerifikasi, KeadaanVerifikasi, Peran, StatusAksi
from model.commands.verifikasi import verify_aksi
from model.db import open_session, read_session
from model.isian_verifikasi import IsianVerifikasi
from tests.app.layar import markup, submit, text
from tests.orang import local_operator, stored

ALAMAT = "/verifikasi"
V = Peran.VERIFIKATOR


def waiting() -> list[t.RencanaAksi]:
    a = t.RencanaAksi
    with read_session() as session:
        query = select(a).where(a.verifikasi == KeadaanVerifikasi.MENUNGGU)
        rows = session.exec(query.order_by(col(a.selesai_pada), col(a.id))).all()
        session.expunge_all()
        return list(rows)


def by_kode(kode: str) -> t.RencanaAksi:
    with read_session() as session:
        return session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()


def kode_of(app) -> str:
    value = app.query_params["kode"]
    return value[0] if isinstance(value, list) else value


def press(app, label: str):
    return next(b for b in app.button if b.label == label).click().run()


def decide_meanwhile(row: t.RencanaAksi, hasil: str, alasan: str = "") -> None:
    me = local_operator()
    isian = IsianVerifikasi.check({"hasil": hasil, "alasan": alasan})
    with open_session(me) as session:
        verify_aksi(session, pelaku=me, row_id=row.id, versi=row.versi, isian=isian)


def test_the_queue_shows_the_oldest_claim_first_and_how_many_wait(contoh, open_page):
    rows = waiting()

    words = text(open_page(ALAMAT, peran=V))

    assert f"{len(rows)} menunggu verifikasi" in words
    places = [words.index(f" {row.kode} ") for row in rows]
    assert places == sorted(places)


def test_the_queue_is_narrowed_by_pokja_from_the_address(contoh, open_page):
    app = open_page(ALAMAT, peran=V, pokja="Keuangan")

    kodes = [row.kode for row in waiting()]
    words = text(app)
    assert all((kode in words) == kode.startswith("KEU") for kode in kodes)
    assert "Pokja Keuangan" in words


def test_the_queue_is_calm_when_nothing_waits(store, open_page):
    assert "Tidak ada yang menunggu verifikasi." in text(open_page(ALAMAT, peran=V))


@pytest.mark.parametrize("peran", [Peran.ADMIN, Peran.KETUA, Peran.PIMPINAN])
def test_only_a_verifikator_sees_the_queue(contoh, open_page, peran):
    app = open_page(ALAMAT, peran=peran)

    assert "tidak untuk peran Anda" in app.info[0].value
    assert not app.button


def test_a_claim_stands_beside_its_bukti_and_what_was_promised(contoh, open_page):
    row = waiting()[0]
    with read_session() as session:
        bukti = session.exec(select(t.Bukti.nama).where(t.Bukti.aksi_id == row.id)).all()

    words = text(open_page(ALAMAT, peran=V, kode=row.kode))

    assert row.keluaran in words
    assert row.ukuran in words
    assert f"Bukti dukung ({len(bukti)})" in words
    assert all(nama in words for nama in bukti)
    assert "Pemutakhiran (" in words


def test_accepting_goes_on_to_the_next_claim_of_the_same_filter(contoh, open_page):
    row, following = waiting()[:2]
    app = open_page(ALAMAT, peran=V, kode=row.kode)

    press(app, "Terima")

    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.DITERIMA
    assert kode_of(app) == following.kode
    assert following.judul in text(app)
    assert app.toast[0].value == f"{row.kode} diterima."


def test_returning_needs_a_reason_and_keeps_what_was_typed(contoh, open_page):
    row = waiting()[0]
    app = open_page(ALAMAT, peran=V, kode=row.kode)

    press(app, "Kembalikan")

    assert "Pengembalian membutuhkan alasan" in text(app)
    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.MENUNGGU

    app.text_area(key=f"putusan.{row.kode}.menunggu.alasan").set_value("Lampirkan <b>foto</b>.")
    press(app, "Kembalikan")

    after = by_kode(row.kode)
    assert after.verifikasi == KeadaanVerifikasi.DIKEMBALIKAN
    assert after.status == StatusAksi.BERJALAN
    assert kode_of(app) != row.kode


def test_after_the_last_claim_the_queue_says_that_it_is_empty(contoh, open_page):
    *others, last = waiting()
    for row in others:
        decide_meanwhile(row, "diterima")
    app = open_page(ALAMAT, peran=V, kode=last.kode)

    press(app, "Terima")

    assert "kode" not in app.query_params
    assert "Tidak ada yang menunggu verifikasi." in text(app)


def test_one_s_own_claim_is_shown_but_cannot_be_decided(contoh, open_page):
    me, row = stored(V), waiting()[0]
    with open_session(me) as session:
        session.add(
            t.Bukti(
                aksi_id=row.id, jenis="tautan", nama="Milik saya", tautan="https://jakarta.go.id/",
                pelaku=me.jejak, pelaku_id=me.id, pada=row.diperbarui_pada,
            )
        )  # fmt: skip

    assert "milik Anda sendiri" in text(open_page(ALAMAT, peran=V))
    app = open_page(ALAMAT, peran=V, kode=row.kode)

    assert "verifikator lain yang memutuskan" in text(app)
    assert "Milik saya" in text(app)
    assert "Terima" not in [b.label for b in app.button]


def test_a_claim_that_changed_meanwhile_is_not_decided_unseen(contoh, open_page):
    row = waiting()[0]
    app = open_page(ALAMAT, peran=V, kode=row.kode)
    with open_session(local_operator()) as session:
        session.get_one(t.RencanaAksi, row.id).ukuran = "Ukuran yang lain"

    press(app, "Terima")

    assert "baru saja diubah orang lain" in text(app)
    assert "Ukuran yang lain" in text(app)
    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.MENUNGGU

    press(app, "Terima")

    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.DITERIMA


def test_a_claim_that_somebody_else_decided_meanwhile_says_so(contoh, open_page):
    row = waiting()[0]
    app = open_page(ALAMAT, peran=V, kode=row.kode)
    decide_meanwhile(row, "dikembalikan", "Belum lengkap")

    press(app, "Terima")

    words = text(app)
    assert "Sementara Anda membaca, keadaannya berubah." in words
    assert "sudah dikembalikan" in words
    assert "Belum lengkap" in words
    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.DIKEMBALIKAN


def test_what_was_accepted_can_be_opened_again_with_a_reason(contoh, open_page):
    row = waiting()[0]
    decide_meanwhile(row, "diterima")
    app = open_page(ALAMAT, peran=V, kode=row.kode)
    assert "Terima" not in [b.label for b in app.button]

    app.text_area(key=f"putusan.{row.kode}.diterima.alasan").set_value("Laporan tahun lalu.")
    press(app, "Kembalikan")

    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.DIKEMBALIKAN


def test_the_decisions_are_listed_newest_first(contoh, open_page):
    row = waiting()[0]
    decide_meanwhile(row, "dikembalikan", "Foto <i>buram</i>")

    app = open_page(ALAMAT, peran=V, bagian="Sudah diputuskan")

    words = text(app)
    assert "Foto <i>buram</i>" in words
    assert words.index(row.kode) < words.index("Bukti dukung sesuai keluaran.")


def test_an_unknown_code_says_so_and_shows_the_queue(contoh, open_page):
    app = open_page(ALAMAT, peran=V, kode="<b>X</b>")

    assert "Tidak ada rencana aksi dengan kode “<b>X</b>”" in text(app)
    assert "menunggu verifikasi" in text(app)


def test_the_owner_reads_why_it_came_back_and_a_verified_action_is_locked(contoh, open_page):
    first, second = waiting()[:2]
    decide_meanwhile(first, "dikembalikan", "Tanda tangan belum ada.")
    decide_meanwhile(second, "diterima", "Sesuai.")

    for alamat in ("/rincian-aksi", "/pemutakhiran"):
        words = text(open_page(alamat, kode=first.kode))
        assert "Dikembalikan verifikator. Tanda tangan belum ada." in words
        app = open_page(alamat, kode=second.kode)
        assert "terverifikasi" in text(app)
        labels = {b.label for b in app.button}
        assert not labels & {"Simpan pemutakhiran", "Tarik", "Simpan bukti"}
    rinci = text(open_page("/rincian-aksi", kode=second.kode))
    assert "Putusan verifikator (1)" in rinci
    assert "Sesuai." in rinci


def test_lists_show_verification_beside_the_status_and_can_be_filtered_by_it(contoh, open_page):
    app = open_page("/rencana-aksi", verifikasi="Dikembalikan")

    assert "verifikasi dikembalikan" in text(app)
    assert 'class="verifikasi dikembalikan"' in markup(app)
    assert 'class="verifikasi diterima"' not in markup(app)
    with read_session() as session:
        query = select(t.RencanaAksi.kode).where(
            t.RencanaAksi.verifikasi == KeadaanVerifikasi.DIKEMBALIKAN
        )
        assert all(kode in text(app) for kode in session.exec(query))


def test_a_returned_action_can_be_claimed_again(contoh, open_page):
    row = waiting()[0]
    decide_meanwhile(row, "dikembalikan", "Kurang")
    app = open_page("/pemutakhiran", kode=row.kode)

    key = f"mutakhir.{row.kode}"
    app.segmented_control(key=f"{key}.status").set_value(StatusAksi.SELESAI)
    app.number_input(key=f"{key}.progres").set_value(100)
    submit(app)

    assert by_kode(row.kode).verifikasi == KeadaanVerifikasi.MENUNGGU
    assert HasilVerifikasi.DIKEMBALIKAN.label in text(open_page("/rincian-aksi", kode=row.kode))
