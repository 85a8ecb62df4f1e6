"""One look for all charts: type, colours, Indonesian numbers and dates. Registered at import."""

import altair as alt

from model.choices import StatusAksi
from model.format import BULAN, BULAN_PENDEK, HARI

FONT = "Plus Jakarta Sans, Source Sans, sans-serif"

WARNA_STATUS = {
    StatusAksi.BELUM_MULAI: "#8A97A3",
    StatusAksi.BERJALAN: "#2E86C1",
    StatusAksi.TERKENDALA: "#E08A00",
    StatusAksi.SELESAI: "#3B8F5E",
    StatusAksi.DIBATALKAN: "#B8C1C9",
}
# At least 3:1 against the tinted levels of the risk charts, on light and on dark.
WARNA_POSISI = {"Inheren": "#9A6BB8", "Saat ini": "#2E86C1", "Target": "#3B8F5E"}
WARNA_LAMBAT = ("#F3B58A", "#E5814B", "#C8452B", "#8E1B1B")
BIRU = "#0F5C8C"
ABU = "#8A97A3"

NUMBER_LOCALE = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["Rp ", ""],
}
TIME_LOCALE = {
    "dateTime": "%A, %e %B %Y %H.%M",
    "date": "%d/%m/%Y",
    "time": "%H.%M",
    "periods": ["AM", "PM"],
    "days": [HARI[6], *HARI[:6]],
    "shortDays": [nama[:3] for nama in (HARI[6], *HARI[:6])],
    "months": list(BULAN),
    "shortMonths": list(BULAN_PENDEK),
}


@alt.theme.register("forum", enable=True)
def forum() -> alt.theme.ThemeConfig:
    """Return the theme; Streamlit adds colours of text and background for light and dark."""
    label = {"labelFontSize": 13, "titleFontSize": 13, "labelFont": FONT, "titleFont": FONT}
    return alt.theme.ThemeConfig(
        config={
            "locale": {"number": NUMBER_LOCALE, "time": TIME_LOCALE},
            "font": FONT,
            "axis": {**label, "labelLimit": 240, "titleFontWeight": "normal"},
            "legend": {**label, "orient": "bottom", "labelLimit": 220},
            "header": label,
            "title": {"font": FONT, "fontSize": 15, "anchor": "start"},
            "text": {"font": FONT, "fontSize": 13},
            "view": {"stroke": "transparent"},
        }
    )
