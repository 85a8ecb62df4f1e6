"""The kinds of object with a page: their forms, commands, rights and parents, for `rincian`."""

from collections.abc import Callable
from dataclasses import dataclass

from model import isian
from model.choices import JenisSkala
from model.commands import aksi, keputusan, masalah, risiko
from model.isian import Isian
from model.isian_keputusan import IsianKeputusan
from model.permissions import Hak
from model.queries.acuan import Pilihan, get_aturan, list_kategori, list_perangkat_daerah
from model.queries.objek import list_pilihan
from pages.shared import data
from pages.shared.forms import Options


@dataclass(frozen=True)
class Jenis:
    """One kind: its name, forms for new and for change, commands, and fields that name a parent.

    `hak` is needed for new and for change. `induk` maps a parameter of the address (the parent's
    code) to the field that takes its id.
    """

    nama: str
    baru: type[Isian]
    ubah: type[Isian]
    create: Callable[..., str]
    update: Callable[..., None]
    induk: dict[str, str]
    hak: Hak = Hak.UBAH_RANTAI
    hak_tarik: Hak = Hak.TARIK


JENIS = {
    "I": Jenis(
        "isu strategis", isian.IsianIsu, isian.IsianIsu, masalah.create_isu, masalah.update_isu, {}
    ),
    "P": Jenis(
        "permasalahan",
        isian.IsianPermasalahan,
        isian.IsianPermasalahan,
        masalah.create_permasalahan,
        masalah.update_permasalahan,
        {"isu": "isu_id"},
    ),
    "S": Jenis(
        "solusi",
        isian.IsianSolusi,
        isian.IsianSolusi,
        masalah.create_solusi,
        masalah.update_solusi,
        {"permasalahan": "permasalahan_id"},
    ),
    "R": Jenis(
        "risiko",
        isian.IsianRisikoBaru,
        isian.IsianRisiko,
        risiko.create_risiko,
        risiko.update_risiko,
        {"isu": "isu_id", "permasalahan": "permasalahan_id"},
    ),
    "T": Jenis(
        "penanganan risiko",
        isian.IsianPenanganan,
        isian.IsianPenanganan,
        risiko.create_penanganan,
        risiko.update_penanganan,
        {"risiko": "risiko_id"},
    ),
    "A": Jenis(
        "rencana aksi",
        isian.IsianAksi,
        isian.IsianAksi,
        aksi.create_aksi,
        aksi.update_aksi,
        {"solusi": "solusi_id", "penanganan": "penanganan_id"},
    ),
    "K": Jenis(
        "keputusan",
        IsianKeputusan,
        IsianKeputusan,
        keputusan.create_keputusan,
        keputusan.update_keputusan,
        {},
        Hak.PUTUSKAN,
        Hak.PUTUSKAN,
    ),
}

# Fields that choose a parent: the letter of what is chosen from.
HURUF_INDUK = {
    "isu_id": "I",
    "permasalahan_id": "P",
    "solusi_id": "S",
    "risiko_id": "R",
    "penanganan_id": "T",
}


def options_of(form: type[Isian], pokja_id: int) -> Options:
    """Return what can be chosen in each choosing field of a form, parents of one pokja only."""
    options: dict[str, list[Pilihan]] = {}
    for name in form.model_fields:
        if name in HURUF_INDUK:
            options[name] = data.read(list_pilihan, huruf=HURUF_INDUK[name], pokja_id=pokja_id)
        elif name in ("pd_id", "pemilik_id", "pendukung_ids"):
            options[name] = data.read(list_perangkat_daerah)
        elif name == "kategori_id":
            options[name] = data.read(list_kategori)
    return {**options, **_skala(form)}


def _skala(form: type[Isian]) -> Options:
    """Return the five levels with their criteria for fields of kemungkinan and dampak."""
    skala = data.read_today(get_aturan).skala
    return {
        name: [
            Pilihan(tingkat, str(tingkat), f"{tingkat} {nama} – {kriteria}", nama)
            for tingkat in range(1, 6)
            for nama, kriteria in (skala[jenis, tingkat],)
        ]
        for name in form.model_fields
        for jenis in JenisSkala
        if name.startswith(f"{jenis.value}_")
    }
