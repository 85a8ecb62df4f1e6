"""The timeline as a specification: what it draws, in which colour, shape and words."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from model.choices import KeadaanVerifikasi, StatusAksi
from model.queries.aksi import BarisAksi
from pages.charts.aksi import (
    BENTUK_STATUS,
    PANJANG_JUDUL,
    TOOLTIP,
    chart_linimasa,
    frame_linimasa,
)
from pages.exports.gambar import to_svg

HARI = date(2026, 11, 22)
BULAN = timedelta(days=30)


def aksi(kode: str = "KEU-A01", **changed: Any) -> BarisAksi:
    values: dict[str, Any] = {
        "judul": "Menyusun pedoman", "pokja": "Keuangan", "pd": "BPKD", "mulai": HARI - BULAN,
        "tenggat": HARI + 3 * BULAN, "status": StatusAksi.BERJALAN, "progres": 25, "kendala": "",
        "diperbarui_pada": None, "selesai_pada": None, "keluaran": "", "hari": HARI,
        "verifikasi": KeadaanVerifikasi.BELUM, "pokja_id": 2, "pd_id": 1,
    }  # fmt: skip
    return BarisAksi(kode=kode, **values | changed)


def spec(*daftar: BarisAksi) -> dict[str, Any]:
    return dict(chart_linimasa(frame_linimasa(daftar), HARI).to_dict())


def test_the_filled_part_is_as_long_as_the_progress() -> None:
    row = frame_linimasa([aksi(mulai=HARI - BULAN, tenggat=HARI + 3 * BULAN, progres=25)]).iloc[0]
    assert row["mulai"] == pd.Timestamp(HARI - BULAN)
    assert row["tenggat"] == row["ujung"] == pd.Timestamp(HARI + 3 * BULAN)
    assert row["capai"] == pd.Timestamp(HARI)


def test_a_late_action_reaches_to_today_and_says_for_how_long() -> None:
    row = frame_linimasa([aksi(tenggat=HARI - timedelta(days=12))]).iloc[0]
    assert row["ujung"] == pd.Timestamp(HARI)
    assert row["kata"] == "25 % · terlambat 12 hari"


def test_an_action_at_risk_says_so_and_one_on_time_says_its_progress() -> None:
    at_risk = aksi(tenggat=HARI + timedelta(days=3), progres=10)
    on_time = aksi("KEU-A02")
    assert list(frame_linimasa([at_risk, on_time])["kata"]) == ["10 % · berisiko terlambat", "25 %"]


def test_a_closed_action_is_never_late() -> None:
    done = aksi(
        tenggat=HARI - BULAN, mulai=HARI - 2 * BULAN, status=StatusAksi.SELESAI, progres=100
    )
    row = frame_linimasa([done]).iloc[0]
    assert row["ujung"] == row["tenggat"] == row["capai"] == pd.Timestamp(HARI - BULAN)
    assert row["kata"] == "100 %"


@pytest.mark.parametrize(("mulai", "tenggat"), [(HARI, None), (None, HARI), (HARI, HARI)])
def test_one_date_makes_a_point(mulai: date | None, tenggat: date | None) -> None:
    row = frame_linimasa([aksi(mulai=mulai, tenggat=tenggat)]).iloc[0]
    assert row["mulai"] == row["tenggat"] == row["capai"] == pd.Timestamp(HARI)


def test_an_action_without_dates_is_left_to_the_words_below() -> None:
    daftar = [aksi("KEU-A01", mulai=None, tenggat=None), aksi("KEU-A02")]
    assert list(frame_linimasa(daftar)["kode"]) == ["KEU-A02"]
    assert frame_linimasa(daftar[:1]).empty
    assert frame_linimasa([]).empty


def test_rows_stand_in_the_order_of_the_list() -> None:
    codes = ["KEU-A09", "AST-A01", "KEU-A02"]
    drawn = spec(*(aksi(kode) for kode in codes))
    y = drawn["layer"][0]["encoding"]["y"]
    assert [baris[:7] for baris in y["scale"]["domain"]] == codes
    assert y["sort"] is None


def test_each_status_has_a_shape_of_its_own_beside_its_colour() -> None:
    assert len(set(BENTUK_STATUS.values())) == len(StatusAksi) == len(BENTUK_STATUS)
    marks = next(
        layer["encoding"] for layer in spec(aksi())["layer"] if "shape" in layer["encoding"]
    )
    labels = [status.label for status in StatusAksi]
    assert marks["shape"]["scale"]["domain"] == marks["color"]["scale"]["domain"] == labels


def test_tooltips_speak_indonesian_and_name_no_field() -> None:
    titles = [tooltip.to_dict()["title"] for tooltip in TOOLTIP]
    assert titles == [
        "Kode", "Rencana aksi", "Pokja", "Penanggung jawab", "Status", "Progres", "Mulai",
        "Tenggat", "Ketepatan",
    ]  # fmt: skip
    row = frame_linimasa([aksi(tenggat=None, pd=None)]).iloc[0]
    assert (row["mulai_kata"], row["tenggat_kata"]) == ("23 Okt 2026", "–")
    assert (row["pd"], row["ketepatan"]) == ("belum ada", "Tanpa tenggat")


def test_a_long_title_is_cut_on_the_axis_and_whole_in_the_tooltip() -> None:
    row = frame_linimasa([aksi(judul="x" * 200)]).iloc[0]
    assert len(row["baris"]) == len("KEU-A01  ") + PANJANG_JUDUL + 1
    assert row["judul"] == "x" * 200


def test_what_a_user_wrote_is_data_and_never_part_of_an_expression() -> None:
    hostile = "\"'); datum.x = 1; //${7*7}</script><b>"
    drawn = spec(aksi(judul=hostile))
    for values in drawn.pop("datasets").values():
        for row in values:
            row.clear()
    scale = drawn["layer"][0]["encoding"]["y"]["scale"]
    assert scale["domain"] == [f"KEU-A01  {hostile}"]
    for layer in drawn["layer"]:
        layer["encoding"].pop("y", None)
    assert "datum.x" not in str(drawn)


def test_the_timeline_can_be_saved_as_a_picture() -> None:
    daftar = [
        aksi("KEU-A01", tenggat=HARI - BULAN),
        aksi("KEU-A02", judul="Menyelaraskan <b>日本</b> & “kutip”"),
        aksi("KEU-A03", mulai=None),
    ]
    svg = to_svg(chart_linimasa(frame_linimasa(daftar), HARI), True, "Linimasa").decode("utf-8")
    assert svg.startswith("<svg")
    for words in ("KEU-A01", "terlambat 30 hari", "hari ini", "Berjalan", "Data contoh"):
        assert words in svg
    assert "<b>" not in svg
