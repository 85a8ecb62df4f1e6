"""Who is invited to a rakor."""

from model.commands.rakor import set_undangan
from model.permissions import Pelaku
from model.queries.acuan import list_perangkat_daerah
from model.queries.kehadiran import list_undangan
from model.queries.rakor import RakorSingkat
from pages.shared import data, html
from pages.shared.akun import act
from pages.shared.pilih_banyak import choose_many


def show_undangan(rakor: RakorSingkat, pelaku: Pelaku, *, boleh: bool) -> None:
    """Draw the list; with `boleh` also the form that changes it."""
    data.draw(_draw_undangan, rakor_id=rakor.id)
    if not boleh:
        return
    pilihan = choose_many(
        f"undangan.{rakor.id}",
        "Ubah undangan",
        {pd.id: pd.singkat for pd in data.read(list_perangkat_daerah)},
        [pd.id for pd in data.read(list_undangan, rakor_id=rakor.id)],
        "Simpan undangan",
    )
    if pilihan:
        act(
            set_undangan,
            "Undangan tersimpan.",
            pelaku=pelaku,
            selesai=pilihan.done,
            rakor_id=rakor.id,
            pd_ids=pilihan.dipilih,
            semula=pilihan.semula,
        )


def _draw_undangan(rakor_id: int) -> None:
    html.show("rakor/undangan.html", daftar=data.read(list_undangan, rakor_id=rakor_id))
