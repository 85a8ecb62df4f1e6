import pytest

from model.choices import Keyakinan, Peran
from model.commands.aturan import set_selera, set_skala
from model.permissions import Hak
from tests.app.layar import markup, text
from tests.unit import aturan
from tests.unit.akun import MUSUH, without
from tests.unit.aturan import draft, isian_selera, isian_skala, use_band, use_matriks
from tests.unit.perintah import RISIKO_, create

HALAMAN = "/rancangan-aturan"


def submit(app, form):
    """Press the button of the form whose key holds `form`."""
    button = next(b for b in app.button if "FormSubmitter" in (b.key or "") and form in b.key)
    return button.click().run()


def open_part(open_page, row_id, bagian=None, **query):
    more = {"bagian": bagian} if bagian else {}
    return open_page(HALAMAN, id=str(row_id), **more, **query)


def test_the_rules_in_force_are_shown_whole(contoh, open_page):
    words = text(open_page("/aturan-risiko"))

    assert "Matriks Varian A · Set D" in words
    assert "Risiko prioritas: besaran 16 ke atas" in words
    assert "Pergub DKI 122/2020 belum terbaca" in words
    assert "Strategis/Kebijakan 15 Sedang" in words
    assert "5 Hampir Pasti Terjadi" in words and "5 Sangat Signifikan" in words
    assert "Kemungkinan 3 · Dampak 2 10 8" in words, "where variants A and B differ"
    assert words.count("sumber sekunder") >= 3


def test_an_empty_store_shows_its_rules_too(store, open_page):
    words = text(open_page("/aturan-risiko"))

    assert "Matriks Varian A · Set D" in words
    row_id = draft()
    use_matriks(row_id, "B")
    words = text(open_part(open_page, row_id))
    assert "Tidak ada risiko yang berubah level" in words
    assert "posisi 0 risiko" in words


@pytest.mark.parametrize("peran", without(Hak.ATUR_RISIKO))
@pytest.mark.parametrize("alamat", ["/aturan-risiko", HALAMAN])
def test_the_pages_are_for_admins(contoh, open_page, peran, alamat):
    app = open_page(alamat, peran=peran, id="1")

    assert app.info[0].value == "Halaman ini tidak untuk peran Anda."
    assert "Matriks" not in text(app)


@pytest.mark.parametrize("value", ["99", "0", "<b>", "-1"])
def test_unknown_rules_are_said(contoh, open_page, value):
    assert "Aturan ini tidak ada" in text(open_page(HALAMAN, id=value))
    assert "Aturan ini tidak ada" in text(open_page("/aturan-risiko", aturan=value))
    assert "Aturan ini tidak ada" in text(open_page(HALAMAN))


def test_a_draft_is_begun_from_the_rules_in_force(contoh, open_page):
    app = open_page("/aturan-risiko")
    assert app.selectbox(key="rancangan.baru.dari_id").value == 1
    app.text_input(key="rancangan.baru.nama").set_value(MUSUH[0])
    submit(app, "rancangan.baru")

    row = aturan.row(2)
    assert (row.nama, row.berlaku_sejak) == (MUSUH[0], None)
    app = open_page("/aturan-risiko")
    assert MUSUH[0] in text(app)
    assert "<script>" not in markup(app)
    assert MUSUH[0] in text(open_part(open_page, 2))


def test_a_refused_matriks_keeps_what_was_typed_and_says_why(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id, "Matriks")
    key = f"rancangan.{row_id}.matriks"
    app.number_input(key=f"{key}.k5d5").set_value(24)
    app.text_input(key=f"{key}.nama").set_value("Matriks kita")
    app.text_area(key=f"{key}.sumber").set_value("Hasil rapat sekretariat")
    app.selectbox(key=f"{key}.keyakinan").set_value(Keyakinan.PERTIMBANGAN)
    submit(app, f"{key}.form")

    words = text(app)
    assert "Belum tersimpan" in words
    assert "Belum dipakai: 25. Dipakai lebih dari sekali: 24 (K4·D5, K5·D5)." in words
    assert app.number_input(key=f"{key}.k5d5").value == 24
    assert app.text_input(key=f"{key}.nama").value == "Matriks kita"
    assert app.text_area(key=f"{key}.sumber").value == "Hasil rapat sekretariat"
    assert aturan.row(row_id).matriks_id == 1

    app.number_input(key=f"{key}.k5d5").set_value(25)
    app.number_input(key=f"{key}.k1d2").set_value(2)
    app.number_input(key=f"{key}.k2d1").set_value(3)
    submit(app, f"{key}.form")
    assert aturan.aturan_of(row_id).nama == "Matriks Matriks kita · Set D"
    assert app.toast[0].value == "Perubahan tersimpan."


def test_a_matriks_that_falls_is_refused_with_the_place(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id, "Matriks")
    key = f"rancangan.{row_id}.matriks"
    app.number_input(key=f"{key}.k1d1").set_value(2)
    app.number_input(key=f"{key}.k2d1").set_value(1)
    submit(app, f"{key}.form")

    assert "Nama varian terlalu pendek" in text(app), "all that is wrong is said at once"
    assert "dampak 1 tidak naik dari kemungkinan 1 ke 2" in text(app)


def test_each_part_of_a_draft_is_changed_in_its_form(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id, "Batas level")
    app.selectbox(key=f"rancangan.{row_id}.pilih-band.set_band_id").set_value(3)
    submit(app, "pilih-band")
    app = open_part(open_page, row_id, "Selera")
    app.number_input(key=f"rancangan.{row_id}.selera.kategori_1").set_value(18)
    submit(app, "selera")
    app = open_part(open_page, row_id, "Teks skala")
    app.text_input(key=f"rancangan.{row_id}.skala.dampak_5_nama").set_value("Luar Biasa")
    app.selectbox(key=f"rancangan.{row_id}.skala.keyakinan").set_value(Keyakinan.DIBACA)
    submit(app, "skala")
    app = open_part(open_page, row_id, "Nama dan prioritas")
    app.number_input(key=f"rancangan.{row_id}.umum.batas_prioritas").set_value(12)
    submit(app, "umum")

    now = aturan.aturan_of(row_id)
    assert (now.bands[1].batas_atas, now.selera[1], now.batas_prioritas) == (11, 18, 12)
    words = text(open_part(open_page, row_id))
    assert "Matriks Varian A · Set D → Matriks Varian A · Set K" in words
    assert "Selera mencakup prioritas" in words
    assert "Dampak 5" in words and "Luar Biasa" in words
    assert "16 → 12" in words


def test_limits_that_do_not_rise_are_refused_and_kept(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id, "Batas level")
    key = f"rancangan.{row_id}.band"
    app.number_input(key=f"{key}.batas_2").set_value(16)
    app.text_input(key=f"{key}.nama").set_value("Set kita")
    app.text_area(key=f"{key}.sumber").set_value("Hasil rapat sekretariat")
    app.selectbox(key=f"{key}.keyakinan").set_value(Keyakinan.PERTIMBANGAN)
    submit(app, f"{key}.form")

    assert "Batas atas level 3 (15) harus lebih besar" in text(app)
    assert app.number_input(key=f"{key}.batas_2").value == 16


def test_a_copy_says_that_nothing_changes_and_cannot_be_adopted(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id)

    assert "Tidak ada yang berubah" in text(app)
    assert not [b for b in app.button if b.label == "Tetapkan"]


def test_the_comparison_names_numbers_and_each_risiko(contoh, open_page):
    row_id = draft()
    use_matriks(row_id, "B")
    shown = aturan.banding(row_id)
    app = open_part(open_page, row_id)

    words = text(app)
    assert f"{shown.angka.level} risiko berubah level" in words
    assert "3 sel berubah besaran atau level" in words
    assert "11 Sedang → 10 Rendah" in words
    assert markup(app).count('href="/rincian-risiko?kode=') == shown.angka.level
    assert app.checkbox[0].label.startswith(
        f"Saya sudah memeriksa: {shown.angka.level} risiko berubah level"
    )
    words = text(open_part(open_page, row_id, lihat="Berubah besaran (posisi mana pun)"))
    assert f"dari {shown.angka.besaran}" in words
    assert "Tampilkan “Ngawur” pada alamat tidak dikenal" in text(
        open_part(open_page, row_id, lihat="Ngawur")
    )


def adopt(app, row_id, catatan="Hasil rapat koordinasi", yakin=True):
    app.text_area(key=f"tetapkan.{row_id}.catatan").set_value(catatan)
    if yakin:
        app.checkbox(key=f"tetapkan.{row_id}.yakin").check()
    return submit(app, f"tetapkan.{row_id}")


def test_a_draft_is_adopted_with_a_reason_and_a_confirmation(contoh, open_page):
    row_id = draft()
    use_band(row_id, "K")
    app = open_part(open_page, row_id)

    adopt(app, row_id, yakin=False)
    assert "Centang pernyataan" in text(app)
    adopt(app, row_id, catatan="ya")
    assert "Alasan penetapan terlalu pendek" in text(app)
    assert aturan.row(row_id).berlaku_sejak is None
    adopt(app, row_id)
    assert aturan.berlaku().id == row_id
    words = text(open_page("/aturan-risiko"))
    assert "Matriks Varian A · Set K" in words and "Hasil rapat koordinasi" in words
    assert "sampai diganti" in words
    words = text(open_part(open_page, row_id))
    assert "sudah ditetapkan" in words and "Perbandingan" not in words
    assert "Bawaan" in text(open_page("/aturan-risiko", aturan="1"))


def test_what_changed_since_it_was_shown_is_not_adopted(contoh, open_page):
    row_id, other = draft(), draft()
    use_matriks(row_id, "B")
    use_band(other, "K")
    app = open_part(open_page, row_id)
    create(RISIKO_)
    adopt(app, row_id)
    assert "Posisi risiko baru saja berubah" in text(app)
    assert app.text_area(key=f"tetapkan.{row_id}.catatan").value == "Hasil rapat koordinasi"

    aturan.adopt(other)
    adopt(app, row_id)
    assert "Aturan yang berlaku baru saja diganti" in text(app)
    adopt(app, row_id)
    assert aturan.berlaku().id == row_id


def test_a_draft_is_discarded_and_still_read(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id)
    app.button(key=f"buang.{row_id}").click().run()

    assert "dibuang" in text(app) and not app.number_input
    assert "tidak dapat ditetapkan lagi" in text(open_page("/aturan-risiko", aturan=str(row_id)))


def test_a_draft_that_somebody_else_saved_meanwhile_is_not_discarded(contoh, open_page):
    row_id = draft()
    app = open_part(open_page, row_id)
    use_band(row_id, "P")
    app.button(key=f"buang.{row_id}").click().run()

    assert aturan.row(row_id).dibuang_pada is None
    assert "baru saja diubah orang lain" in text(app)

    app.button(key=f"buang.{row_id}").click().run()
    assert aturan.row(row_id).dibuang_pada is not None


def test_long_and_hostile_words_are_text(contoh, open_page):
    row_id = draft(nama="N" * 120)
    long = "x" * 600
    aturan.change(
        set_skala, row_id, isian_skala(dampak_5_kriteria=long, dampak_4_nama=MUSUH[0][:60])
    )
    aturan.change(set_selera, row_id, isian_selera(kategori_1=25))
    app = open_part(open_page, row_id)

    assert long in text(app)
    assert MUSUH[0][:60] in text(app)
    assert "<script>" not in markup(app)


def test_the_map_prints_the_certainty_of_each_part_when_they_differ(contoh, open_page):
    row_id = draft()
    aturan.change(set_skala, row_id, isian_skala(dampak_5_nama="Luar Biasa"))
    aturan.adopt(row_id)
    words = text(open_page("/peta-risiko", peran=Peran.PIMPINAN))

    assert "matriks: sumber sekunder; batas level: sumber sekunder; teks skala:" in words
