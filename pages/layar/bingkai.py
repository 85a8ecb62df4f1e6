"""What every slide has around it: the mark of example data, the footer, the QR code."""

from dataclasses import dataclass, field
from typing import Any

from model.format import rentang_tanggal
from model.queries.rakor import BarisAgenda
from model.tayangan import Kepala
from pages.layar.kata import pendek, per_saat
from pages.layar.kerangka import render
from pages.layar.qr import Kode, make_kode
from pages.layar.slide import Slide
from pages.shared import tautan

FORUM = "Forum koordinasi perangkat daerah"
POKJA = 9


@dataclass(frozen=True)
class Bingkai:
    """The frame of the slides of one deck; `alamat` is the dashboard's own."""

    kepala: Kepala
    alamat: str
    nama: str = field(init=False)
    per: str = field(init=False)
    potret: str = field(init=False)

    def __post_init__(self) -> None:
        rakor, kepala = self.kepala.rakor, self.kepala
        object.__setattr__(self, "nama", rakor.tema if rakor else FORUM)
        object.__setattr__(self, "per", per_saat(kepala.per, kepala.hari))
        beku = ""
        if rakor and kepala.beku:
            beku = f"Potret rakor {rentang_tanggal(rakor.mulai, rakor.selesai)} saat ditutup"
        object.__setattr__(self, "potret", beku)

    def kode(self, path: str, **params: object) -> Kode:
        """Return the QR code of a page of the dashboard."""
        return make_kode(self.alamat + tautan.url(path, **params))

    def slide(
        self,
        kunci: str,
        template: str,
        *,
        kelompok: str,
        judul: str,
        kaki: str,
        agenda: BarisAgenda | None = None,
        nomor: int | None = None,
        **context: Any,
    ) -> Slide:
        """Return a slide from a template of `templates/slide`; `kaki` opens its footer."""
        html = render(
            f"slide/{template}.html",
            kelompok=kelompok,
            judul=judul,
            kaki=kaki,
            contoh=self.kepala.contoh,
            potret=self.potret,
            nama=pendek(self.nama, 70),
            per=self.per,
            hari=self.kepala.hari,
            **context,
        )
        agenda_id, menit = (agenda.id, agenda.menit) if agenda else (None, None)
        return Slide(kunci, kelompok, judul, agenda_id, html, menit, nomor)
