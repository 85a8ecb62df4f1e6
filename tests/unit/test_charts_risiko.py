"""The risk charts as specifications: what they draw, in which colour, shape and words."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from model.queries.masa_aturan import MasaAturan
from model.rules import SEL, Band
from pages.charts.risiko import BENTUK, UKURAN, chart_penilaian, chart_pergerakan
from pages.charts.theme import WARNA_POSISI

BANDS = (
    Band(1, "Sangat Rendah", 1, 5, "#1D4ED8", "#FFFFFF"),
    Band(2, "Rendah", 6, 10, "#4FB286", "#000000"),
    Band(3, "Sedang", 11, 15, "#FDE047", "#000000"),
    Band(4, "Tinggi", 16, 19, "#F97316", "#000000"),
    Band(5, "Sangat Tinggi", 20, 25, "#991B1B", "#FFFFFF"),
)
HARI = pd.Timestamp(date(2026, 11, 22))
MATRIKS = {(k, d): 5 * (k - 1) + d for k, d in SEL}
MASA = [MasaAturan(1, date(2024, 1, 1), "Varian A · Set D", MATRIKS, BANDS)]


def pergerakan(judul: str = "Sengketa lahan") -> pd.DataFrame:
    return pd.DataFrame(
        [
            (nomor, kode, judul, urutan, posisi, 3, 3, besaran, "Sedang")
            for nomor, (kode, values) in enumerate(
                [("KEU-R05", (25, 23, 14)), ("AST-R01", (24, 22, 13)), ("AST-R09", (7, 7, 7))]
            )
            for urutan, (posisi, besaran) in enumerate(zip(BENTUK, values, strict=True))
        ],
        columns=[
            "nomor", "kode", "judul", "urutan", "posisi", "kemungkinan", "dampak", "besaran",
            "level",
        ],
    )  # fmt: skip


def penilaian() -> pd.DataFrame:
    return pd.DataFrame(
        [
            (date(2026, 1, 6), "Inheren", 25, "Sangat Tinggi", 5, 5, "", "PIC", 1),
            (date(2026, 1, 6), "Target", 14, "Sedang", 3, 3, "", "PIC", 1),
            (date(2026, 2, 1), "Saat ini", 25, "Sangat Tinggi", 5, 5, "", "PIC", 1),
            (date(2026, 8, 1), "Saat ini", 23, "Sangat Tinggi", 5, 4, "", "PIC", 1),
        ],
        columns=[
            "tanggal", "posisi", "besaran", "level", "kemungkinan", "dampak", "alasan", "pelaku",
            "aturan_id",
        ],
    )  # fmt: skip


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """Return the layers with this mark, those inside other layers too."""
    inner = [deep for layer in spec.get("layer", []) for deep in layers(layer, mark)]
    own = spec.get("mark", {})
    return [*([spec] if own == mark or own.get("type") == mark else []), *inner]


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    return found


CHARTS = {
    "pergerakan": lambda: chart_pergerakan(pergerakan(), BANDS),
    "penilaian": lambda: chart_penilaian(penilaian(), MASA, HARI),
}


@pytest.mark.parametrize("nama", CHARTS)
def test_a_posisi_has_a_colour_and_a_shape_of_its_own(nama: str) -> None:
    (points,) = layers(CHARTS[nama]().to_dict(), "point")
    encoding = points["encoding"]
    for channel, values in (("color", WARNA_POSISI), ("shape", BENTUK), ("size", UKURAN)):
        scale = encoding[channel]["scale"]
        assert dict(zip(scale["domain"], scale["range"], strict=True)) == values
    assert len(set(BENTUK.values())) == len(set(UKURAN.values())) == 3


@pytest.mark.parametrize("nama", CHARTS)
def test_the_levels_stand_behind_with_name_and_colour(nama: str) -> None:
    spec = CHARTS[nama]().to_dict()
    area, head = layers(spec, "rect")
    assert [row["warna"] for row in rows(spec, area)] == [band.warna for band in BANDS]
    assert area["mark"]["opacity"] < 0.3 < head["mark"].get("opacity", 1)
    names = {
        row["nama"].replace("\n", " "): row["warna_teks"]
        for text in layers(spec, "text")
        for row in rows(spec, text)
    }
    assert names == {band.nama: band.warna_teks for band in BANDS}


@pytest.mark.parametrize("nama", CHARTS)
def test_besaran_always_runs_over_the_whole_scale(nama: str) -> None:
    (points,) = layers(CHARTS[nama]().to_dict(), "point")
    axis = next(
        points["encoding"][a] for a in "xy" if points["encoding"][a]["type"] == "quantitative"
    )
    assert axis["scale"]["domain"] == [0.5, 25.5]
    assert axis["title"] == "Besaran risiko"


@pytest.mark.parametrize("nama", CHARTS)
def test_tooltips_speak_indonesian(nama: str) -> None:
    (points,) = layers(CHARTS[nama]().to_dict(), "point")
    titles = [line["title"] for line in points["encoding"]["tooltip"]]
    assert set(titles) <= {
        "Kode", "Risiko", "Tanggal", "Posisi", "Besaran", "Level", "Kemungkinan", "Dampak",
    }  # fmt: skip
    assert {"Posisi", "Besaran", "Level"} <= set(titles)


def test_pergerakan_keeps_the_order_of_the_list() -> None:
    (points,) = layers(chart_pergerakan(pergerakan(), BANDS).to_dict(), "point")
    assert points["encoding"]["y"]["sort"] == ["KEU-R05", "AST-R01", "AST-R09"]


def test_pergerakan_draws_one_line_per_risiko_in_the_order_of_posisi() -> None:
    (line,) = layers(chart_pergerakan(pergerakan(), BANDS).to_dict(), "line")
    assert line["encoding"]["detail"]["field"] == "kode"
    assert line["encoding"]["order"]["field"] == "urutan"


def test_a_text_of_a_user_is_data_and_never_an_expression() -> None:
    judul = "datum.x + alert('halo') </script>"
    spec = chart_pergerakan(pergerakan(judul), BANDS).to_dict()
    without_data = {key: value for key, value in spec.items() if key != "datasets"}
    assert "alert" not in repr(without_data)


def test_penilaian_are_steps_that_hold_past_the_day_asked_about_to_the_edge() -> None:
    spec = chart_penilaian(penilaian(), MASA, HARI).to_dict()
    (line,) = layers(spec, "line")
    assert line["mark"]["interpolate"] == "step-after"
    last = {row["posisi"]: (row["tanggal"][:10], row["besaran"]) for row in rows(spec, line)}
    day = line["encoding"]["x"]["scale"]["domain"][1][:10]
    assert day > HARI.date().isoformat()
    assert last == {"Inheren": (day, 25), "Target": (day, 14), "Saat ini": (day, 23)}
    (points,) = layers(spec, "point")
    assert len(rows(spec, points)) == 4


def test_a_risiko_assessed_only_today_can_be_drawn() -> None:
    frame = penilaian().assign(tanggal=HARI.date())
    spec = chart_penilaian(frame, MASA, HARI).to_dict()
    (points,) = layers(spec, "point")
    first, last = points["encoding"]["x"]["scale"]["domain"]
    assert first < HARI.isoformat() < last


def test_other_bands_are_drawn_as_they_are() -> None:
    bands = (Band(1, "Aman", 1, 19, "#4FB286", "#000000"), *BANDS[4:])
    spec = chart_pergerakan(pergerakan(), bands).to_dict()
    area = layers(spec, "rect")[0]
    assert [(row["bawah"], row["atas"]) for row in rows(spec, area)] == [(0.5, 19.5), (19.5, 25.5)]


def test_a_new_rule_set_is_marked_and_what_was_assessed_before_is_ranked_anew() -> None:
    day = date(2026, 9, 1)
    ranks = {(k, d): 5 * (d - 1) + k for k, d in SEL}  # dampak first: 5×4 stands at 20, not 24
    bands = (Band(1, "Aman", 1, 19, "#4FB286", "#000000"), *BANDS[4:])
    masa = [*MASA, MasaAturan(2, day, "Varian B · Set K", ranks, bands)]
    spec = chart_penilaian(penilaian(), masa, HARI).to_dict()
    (rule,) = layers(spec, "rule")
    assert [row["sejak"][:10] for row in rows(spec, rule)] == [day.isoformat()]
    (line,) = layers(spec, "line")
    anew = {
        row["posisi"]: row["besaran"]
        for row in rows(spec, line)
        if row["tanggal"][:10] == "2026-09-01"
    }
    assert anew == {"Inheren": 25, "Target": 13, "Saat ini": 20}
    (points,) = layers(spec, "point")
    assert {row["besaran"] for row in rows(spec, points)} == {25, 14, 23}, "as they were found then"


def test_what_was_assessed_on_the_day_of_new_rules_stands_by_them_at_the_end_of_it() -> None:
    day = date(2026, 8, 1)  # that of the last assessment, which was made by the old rules
    ranks = {(k, d): 5 * (d - 1) + k for k, d in SEL}
    masa = [*MASA, MasaAturan(2, day, "Varian B · Set D", ranks, BANDS)]

    def end_of_line(frame: pd.DataFrame) -> list[int]:
        spec = chart_penilaian(frame, masa, HARI).to_dict()
        (line,) = layers(spec, "line")
        return [row["besaran"] for row in rows(spec, line) if row["posisi"] == "Saat ini"]

    assert end_of_line(penilaian()) == [25, 23, 20, 20]
    by_the_new = penilaian().assign(aturan_id=[1, 1, 1, 2], besaran=[25, 14, 25, 20])
    assert end_of_line(by_the_new) == [25, 20, 20], "nothing to rank anew"


def test_the_levels_behind_are_those_of_their_time() -> None:
    bands = (Band(1, "Aman", 1, 19, "#4FB286", "#000000"), *BANDS[4:])
    masa = [*MASA, MasaAturan(2, date(2026, 9, 1), "lain", MATRIKS, bands)]
    spec = chart_penilaian(penilaian(), masa, HARI).to_dict()
    area, head = layers(spec, "rect")
    by_masa = {0: BANDS, 1: bands}
    for nomor, expected in by_masa.items():
        own = [row for row in rows(spec, area) if row["nomor"] == nomor]
        assert [row["bawah"] for row in own] == [band.batas_bawah - 0.5 for band in expected]
    days = {(row["dari"][:10], row["sampai"][:10]) for row in rows(spec, area)}
    assert {end for _, end in days} > {"2026-09-01"}
    assert [row["warna"] for row in rows(spec, head)] == [band.warna for band in bands]
