"""A draft beside the rules in force: what would change, for which risiko, and its adoption."""

import streamlit as st

from model.beda_aturan import is_same, list_selera_beda, list_selera_prioritas, list_teks_beda
from model.commands.aturan import discard_rancangan
from model.commands.tetapkan import adopt_rancangan
from model.errors import InvalidIsian
from model.format import angka, rentang_baris
from model.isian_aturan import IsianPenetapan
from model.permissions import Pelaku
from model.queries.acuan import list_kategori
from model.queries.aturan import RincianAturan
from model.queries.aturan_banding import (
    AngkaBanding,
    Banding,
    Perubahan,
    get_banding,
    list_banding,
    list_banding_semua,
)
from pages.exports.aturan import KOLOM_BANDING
from pages.shared import data, filters, forms, html
from pages.shared.akses import forget, recall, remember, seen_versi, toast_next_run
from pages.shared.akun import act
from pages.shared.unduh import download_table

PER_HALAMAN = 50


def show_banding(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw the comparison, and what adopts or discards the draft."""
    banding = data.read_today(get_banding, aturan_id=isi.baris.id)
    if banding is None:
        return
    angka_place = st.container()
    if is_same(banding.lama, banding.baru):
        data.draw(draw_angka, banding=banding, dipilih=None)
    else:
        with st.container(key="saringan-banding"):
            perubahan = filters.select_order("Tampilkan", Perubahan, key="lihat")
        with angka_place:
            data.draw(draw_angka, banding=banding, dipilih=perubahan)
        _show_daftar(banding, perubahan)
        data.draw(draw_aturan, banding=banding)
        _show_tetapkan(isi, banding, pelaku)
    _show_buang(isi, pelaku)


def draw_angka(banding: Banding, dipilih: Perubahan | None) -> None:
    """Draw how many risiko change in which way."""
    html.show(
        "admin/banding_angka.html",
        banding=banding,
        sama=is_same(banding.lama, banding.baru),
        selera_prioritas=list_selera_prioritas(banding.baru, data.read(list_kategori)),
        Perubahan=Perubahan,
        dipilih=dipilih,
    )


def draw_aturan(banding: Banding) -> None:
    """Draw which parts of the rules change."""
    lama, baru = banding.lama, banding.baru
    html.show(
        "admin/banding_aturan.html",
        banding=banding,
        sama=is_same(lama, baru),
        teks=list_teks_beda(lama, baru),
        selera=list_selera_beda(lama, baru, data.read(list_kategori)),
    )


def draw_daftar(banding: Banding, perubahan: Perubahan, mulai_dari: int) -> None:
    """Draw one page of the risiko that change in one way."""
    daftar = data.read(
        list_banding, aturan=banding.lama, rancangan=banding.baru, perubahan=perubahan,
        mulai_dari=mulai_dari, sebanyak=PER_HALAMAN,
    )  # fmt: skip
    html.show(
        "admin/banding_tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), banding.angka.of(perubahan)),
        daftar=daftar,
        perubahan=perubahan,
    )


def _show_daftar(banding: Banding, perubahan: Perubahan) -> None:
    isi = st.container()
    jumlah = banding.angka.of(perubahan)
    halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=perubahan)
    with isi:
        data.draw(
            draw_daftar, banding=banding, perubahan=perubahan,
            mulai_dari=(halaman - 1) * PER_HALAMAN,
        )  # fmt: skip
    if jumlah:
        download_table(
            "banding-aturan",
            "Risiko yang berubah menurut rancangan aturan",
            KOLOM_BANDING,
            lambda: data.read_once(
                list_banding_semua, aturan_id=banding.baru.id, perubahan=perubahan
            ),
            saringan=f"{perubahan.label}: {banding.lama.nama} menjadi {banding.baru.nama}",
        )


def sentence_of(jumlah: AngkaBanding) -> str:
    """Return what whoever adopts confirms: the numbers that were shown."""
    return (
        f"Saya sudah memeriksa: {angka(jumlah.level)} risiko berubah level, "
        f"{angka(jumlah.jadi_prioritas)} menjadi prioritas, "
        f"{angka(jumlah.lepas_prioritas)} tidak lagi prioritas, "
        f"{angka(jumlah.urutan)} melanggar urutan posisi."
    )


def _show_tetapkan(isi: RincianAturan, banding: Banding, pelaku: Pelaku) -> None:
    key = f"tetapkan.{isi.baris.id}"
    # What the person saw when pressing: this run has read anew already.
    fresh = {"versi": isi.baris.versi, "dari_id": banding.lama.id, "angka": banding.angka}
    seen = recall(f"{key}.terlihat", fresh)
    remember(f"{key}.terlihat", fresh)
    html.show("admin/tetapkan.html", hari=data.today(), angka=banding.angka)
    field = IsianPenetapan.model_fields["catatan"]
    with st.form(key, enter_to_submit=False):
        catatan = st.text_area(
            field.title or "", value=isi.baris.catatan, max_chars=1000, key=f"{key}.catatan",
            help=field.description,
        )  # fmt: skip
        yakin = st.checkbox(sentence_of(banding.angka), key=f"{key}.yakin")
        pressed = st.form_submit_button("Tetapkan", type="primary", icon=":material/gavel:")
    if not pressed:
        return
    try:
        isian = IsianPenetapan.check({"catatan": catatan})
        if not yakin:
            raise InvalidIsian({"yakin": "Centang pernyataan di atas tombol dahulu."})
    except InvalidIsian as refusal:
        forms.show_refusal(refusal)
        return
    saved = data.save(adopt_rancangan, pelaku=pelaku, row_id=isi.baris.id, isian=isian, **seen)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    forget(f"{key}.")
    toast_next_run(f"Aturan ditetapkan. {angka(saved.value)} risiko berubah besaran.")
    st.switch_page("pages/admin/aturan.py")


def _show_buang(isi: RincianAturan, pelaku: Pelaku) -> None:
    row_id, key = isi.baris.id, f"buang.{isi.baris.id}"
    versi = seen_versi(key, isi.baris.versi)
    with st.popover("Buang rancangan", icon=":material/delete:"):
        st.text("Rancangan tidak dapat ditetapkan lagi, tetapi tetap dapat dibaca.")
        if st.button("Buang rancangan ini", key=key, type="primary"):
            message = "Rancangan dibuang."
            act(discard_rancangan, message, pelaku=pelaku, row_id=row_id, versi=versi)
