"""What is declared in order: its list, the step to declare it and the step to take that back."""

import streamlit as st

from model.commands.pengabaian import create_pengabaian, revoke_pengabaian
from model.format import rentang_baris
from model.isian_pengabaian import IsianPengabaian
from model.permissions import Hak, Jangkauan, Pelaku, jangkauan
from model.queries.pemeriksaan import get_temuan
from model.queries.pengabaian import count_pengabaian, get_pengabaian, list_pengabaian
from pages.exports.temuan import KOLOM_WAJAR
from pages.shared import data, filters, forms, html
from pages.shared.akses import seen_versi, toast_next_run
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.saringan_temuan import PilihanTemuan
from pages.shared.tautan import PEMERIKSAAN, url
from pages.shared.unduh import download_table

MAKS_UNDUHAN = 50_000
LANGKAH = ("nyatakan", "objek", "lain", "batalkan")


def may_declare(pelaku: Pelaku, pokja_ids: tuple[int, ...]) -> bool:
    """Return whether this person may say so of what touches these pokja, of none: of the forum."""
    reach = jangkauan(pelaku, Hak.UBAH_RANTAI)
    return any(reach.holds(pokja_id, None) for pokja_id in pokja_ids or (None,))


def ask_declare(pelaku: Pelaku, pilihan: PilihanTemuan) -> bool:
    """Draw the form for the finding that the address names; return whether it does."""
    aturan = st.query_params.get("nyatakan", "")[:40]
    if not aturan or not data.is_kini():
        return False
    objek, lain = (st.query_params.get(name, "")[:40] for name in ("objek", "lain"))
    temuan = data.read_today(get_temuan, kunci=aturan, objek=objek, objek_lain=lain)
    alamat = url(PEMERIKSAAN, **pilihan.alamat)
    boleh = temuan is not None and may_declare(pelaku, temuan.pokja_ids)
    html.show("periksa/nyatakan.html", temuan=temuan, alamat=alamat, boleh=boleh)
    if temuan is None or not boleh or temuan.aturan.wajib:
        return True
    done = forms.edit_form(
        f"wajar.{aturan}.{objek}.{lain}",
        IsianPengabaian,
        pelaku=pelaku,
        command=create_pengabaian,
        values={},
        options={},
        button="Bukan ganda" if temuan.lain else "Nyatakan wajar",
        message="Temuan dinyatakan wajar dan tidak dihitung lagi.",
        aturan=aturan,
        objek=objek,
        objek_lain=lain,
    )
    html.show("rincian/batal.html", alamat=alamat)
    if done:
        _leave()
    return True


def ask_revoke(pelaku: Pelaku, pilihan: PilihanTemuan) -> bool:
    """Draw the question whether to take back what the address names; return whether it does."""
    if "batalkan" not in st.query_params or not data.is_kini():
        return False
    row_id = filters.param_int("batalkan", "Pernyataan", 1, 2**31 - 1)
    baris = data.read(get_pengabaian, row_id=row_id) if row_id else None
    alamat = url(PEMERIKSAAN, **pilihan.alamat)
    boleh = baris is not None and may_declare(pelaku, baris.pokja_ids)
    html.show("periksa/batalkan.html", baris=baris, alamat=alamat, boleh=boleh)
    if baris is None or not boleh:
        return True
    versi = seen_versi(f"batalkan.{baris.id}", baris.versi)
    if st.button(
        "Batalkan pernyataan", icon=":material/undo:", type="primary", key="batalkan.kirim"
    ):
        saved = data.save(revoke_pengabaian, pelaku=pelaku, row_id=baris.id, versi=versi)
        if saved.ok:
            toast_next_run("Pernyataan dibatalkan; temuan dihitung lagi bila masih ada.")
            _leave()
        forms.show_refusal(saved.refusal)
    html.show("rincian/batal.html", alamat=alamat)
    return True


def _leave() -> None:
    """Show the list again, its filters as they were."""
    for name in LANGKAH:
        if name in st.query_params:
            del st.query_params[name]
    st.rerun()


def show_wajar(pelaku: Pelaku, pilihan: PilihanTemuan) -> None:
    """Draw the list of what is declared in order."""
    saringan = pilihan.saringan
    jumlah = data.read(count_pengabaian, saringan=saringan)
    ubah = jangkauan(pelaku, Hak.UBAH_RANTAI)
    with show_daftar(_draw_wajar, jumlah, of=(saringan, "wajar"), pilihan=pilihan, ubah=ubah):
        download_table(
            "temuan-wajar",
            "Temuan yang dinyatakan wajar",
            KOLOM_WAJAR,
            lambda: data.read(list_pengabaian, saringan=saringan, sebanyak=MAKS_UNDUHAN),
            saringan=pilihan.kalimat(jumlah),
        )


def _draw_wajar(pilihan: PilihanTemuan, mulai_dari: int, jumlah: int, ubah: Jangkauan) -> None:
    saringan = pilihan.saringan
    daftar = data.read(
        list_pengabaian, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "periksa/wajar.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kalimat=pilihan.kalimat(jumlah),
        daftar=daftar,
        pilihan=pilihan,
        ubah=ubah,
    )
