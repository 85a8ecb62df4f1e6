"""Which rakor a page is about: the one in the address (`?rakor=3`), else one chosen from a list."""

import streamlit as st

from model.choices import KeadaanRakor
from model.queries.rakor import RakorSingkat, get_rakor, list_rakor
from pages.shared import data, filters, html

TERBESAR = 999_999_999


def choose_rakor(alamat: str, *keadaan: KeadaanRakor) -> RakorSingkat:
    """Return the rakor that the address names, when it is in one of the states `keadaan`.

    Otherwise draws links to this page for each rakor that is, and ends the run.
    """
    rakor_id = filters.param_int("rakor", "Rakor", 1, TERBESAR)
    rakor = data.read(get_rakor, rakor_id=rakor_id) if rakor_id else None
    if rakor is not None and rakor.keadaan in keadaan:
        return rakor
    daftar = [r for r in data.read(list_rakor) if r.keadaan in keadaan]
    html.show(
        "rakor/pilih.html",
        alamat=alamat,
        daftar=daftar,
        diminta=rakor,
        tidak_ada=rakor_id is not None and rakor is None,
        keadaan=" atau ".join(k.label.lower() for k in keadaan),
    )
    st.stop()
