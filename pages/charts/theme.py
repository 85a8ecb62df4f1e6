"""One look for all charts: type, colours, Indonesian numbers and dates. Registered at import."""

from typing import Any

import altair as alt
from altair.utils import schemapi

from model.choices import StatusAksi
from model.format import BULAN, BULAN_PENDEK, HARI

FONT = "Plus Jakarta Sans, Source Sans, sans-serif"

# At least 3:1 on the light and on the dark page; TEKS_BATANG stands on each of them with 4.5:1.
WARNA_STATUS = {
    StatusAksi.BELUM_MULAI: "#7F8C99",
    StatusAksi.BERJALAN: "#2E86C1",
    StatusAksi.TERKENDALA: "#CC7A00",
    StatusAksi.SELESAI: "#3F9664",
    StatusAksi.DIBATALKAN: "#A5829C",
}
TEKS_BATANG = "#10181F"
TEKS = "currentColor"  # that of the page around the chart
# At least 3:1 against the tinted levels of the risk charts, on light and on dark.
WARNA_POSISI = {"Inheren": "#9A6BB8", "Saat ini": "#2E86C1", "Target": "#3B8F5E"}
WARNA_LAMBAT = ("#F3B58A", "#E5814B", "#C8452B", "#8E1B1B")
BIRU = "#2476AC"
ABU = "#7F8C99"

NUMBER_LOCALE: Any = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["Rp ", ""],
}
TIME_LOCALE: Any = {
    "dateTime": "%A, %e %B %Y %H.%M",
    "date": "%d/%m/%Y",
    "time": "%H.%M",
    "periods": ["AM", "PM"],
    "days": [HARI[6], *HARI[:6]],
    "shortDays": [nama[:3] for nama in (HARI[6], *HARI[:6])],
    "months": list(BULAN),
    "shortMonths": list(BULAN_PENDEK),
}


# Altair would check every part of a chart while it is built, which takes half of the time. The
# tests check whole charts against the schema.
schemapi.disable_debug_mode()


@alt.theme.register("forum", enable=True)
def forum() -> alt.theme.ThemeConfig:
    """Return the theme; Streamlit adds colours of text and background for light and dark."""
    label = {"labelFontSize": 13, "titleFontSize": 13, "labelFont": FONT, "titleFont": FONT}
    config: Any = {
        "locale": {"number": NUMBER_LOCALE, "time": TIME_LOCALE},
        "font": FONT,
        "axis": {**label, "labelLimit": 240, "titleFontWeight": "normal"},
        "legend": {**label, "orient": "bottom", "labelLimit": 220, "columns": 3},
        "header": label,
        "title": {"font": FONT, "fontSize": 15, "anchor": "start"},
        "text": {"font": FONT, "fontSize": 13},
        "view": {"stroke": "transparent"},
    }
    return alt.theme.ThemeConfig(config=config)
