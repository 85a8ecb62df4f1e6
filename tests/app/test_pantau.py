"""The screens of penilaian ulang, indikator and kejadian risiko."""

from datetime import timedelta

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import ArahIndikator, JenisSkala, Peran, Posisi
from model.clock import now, today
from model.commands.indikator import create_indikator, update_indikator
from model.commands.risiko import assess_risiko
from model.db import open_session, read_session
from model.isian import IsianPenilaian
from model.isian_risiko import IsianIndikator
from model.queries.acuan import get_aturan
from model.queries.indikator import list_indikator_risiko, list_nilai
from model.queries.kejadian import list_kejadian, list_kejadian_risiko
from model.queries.penilaian import list_penilaian
from model.tables.risiko import POSISI_KOLOM
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM

RISIKO = "/rincian-risiko"
INDIKATOR = "/indikator-risiko"
KEJADIAN = "/kejadian-risiko"
JAHAT = '=1+1 <img src=x onerror="alert(1)">'


@pytest.fixture
def risiko(contoh) -> t.Risiko:
    """Give a risiko of pokja 1 that stands at 4×4, target 2×2, with an indikator and an event."""
    with read_session() as session:
        return session.exec(select(t.Risiko).where(t.Risiko.kode == "KEP-R06")).one()


def fresh(row):
    with read_session() as session:
        return session.get_one(type(row), row.id)


def positions(row) -> dict[str, int]:
    return {k: getattr(row, k) for k in POSISI_KOLOM if not k.startswith("besaran")}


def radio(app, kolom):
    return next(r for r in app.radio if r.key.endswith(f".{kolom}"))


def choose(app, **values):
    for kolom, tingkat in values.items():
        radio(app, kolom).set_value(tingkat)
    return app.run()


def reason(app, words):
    next(a for a in app.text_area if a.key.endswith(".alasan")).set_value(words)


def penilaian_of(row):
    with read_session() as session:
        return list_penilaian(session, hari=today(), risiko_id=row.id)


def open_nilai(open_page, row, peran=Peran.KETUA):
    return open_page(RISIKO, kode=row.kode, nilai="1", peran=peran)


def test_the_choice_shows_its_words_and_what_comes_of_it_before_it_is_saved(risiko, open_page):
    app = open_nilai(open_page, risiko)
    assert "Hampir Pasti Terjadi" in str(radio(app, "kemungkinan_saat_ini").options)
    assert "tetap" in text(app)

    app = choose(app, kemungkinan_saat_ini=5, dampak_saat_ini=4)

    words = text(app)
    assert "23 Sangat Tinggi naik" in words
    assert "Menjadi risiko prioritas" in words and "Melebihi selera risiko" in words
    assert "melebihi besaran inheren" in words, "before anybody presses anything"
    assert positions(fresh(risiko)) == positions(risiko)


def test_the_criteria_of_inheren_and_target_are_shown_whole(risiko, open_page):
    app = open_nilai(open_page, risiko)
    app = app.toggle[0].set_value(True).run()
    box = next(s for s in app.selectbox if s.key.endswith(".dampak_target"))
    assert "2 Minor" in box.options, "a name fits, a criterion does not"
    with read_session() as session:
        skala = get_aturan(session, hari=today()).skala
    for tingkat in (1, 5):
        app = box.set_value(tingkat).run()
        assert f'kriteria">{skala[JenisSkala.DAMPAK, tingkat][1]}<' in markup(app)
    assert markup(app).count('kriteria">') == 4


def test_an_assessment_is_saved_with_its_reason_and_a_link(risiko, open_page):
    app = choose(open_nilai(open_page, risiko), kemungkinan_saat_ini=3)
    reason(app, "Rekonsiliasi berjalan tiga bulan")
    next(i for i in app.text_input if i.key.endswith(".tautan")).set_value(
        "https://contoh.invalid/r"
    )
    app = submit(app)

    assert app.toast[0].value.startswith(
        "Penilaian tersimpan. Besaran saat ini 12 Sedang menjadi 10"
    )
    newest = penilaian_of(risiko)[0]
    assert (newest.kemungkinan, newest.alasan) == (3, "Rekonsiliasi berjalan tiga bulan")
    assert newest.pelaku.startswith("Ketua")
    assert [b.tautan for b in newest.bukti] == ["https://contoh.invalid/r"]
    shown = text(app)
    assert "Rekonsiliasi berjalan tiga bulan" in shown and "Bukti dukung (1)" in shown
    assert "Bukti: contoh.invalid/r" in shown


def test_a_change_without_a_reason_is_refused_and_nothing_is_lost(risiko, open_page):
    app = choose(open_nilai(open_page, risiko), kemungkinan_saat_ini=2)
    next(i for i in app.text_input if i.key.endswith(".tautan")).set_value(
        "https://contoh.invalid/r"
    )
    app = submit(app)

    assert "Perubahan penilaian membutuhkan alasan" in text(app)
    assert radio(app, "kemungkinan_saat_ini").value == 2
    assert next(i for i in app.text_input if i.key.endswith(".tautan")).value.endswith("/r")
    assert positions(fresh(risiko)) == positions(risiko)


def test_that_it_stays_is_recorded_too(risiko, open_page):
    before = len(penilaian_of(risiko))
    app = submit(open_nilai(open_page, risiko))
    assert len(penilaian_of(risiko)) == before + 1
    assert "tetap seperti semula" in app.toast[0].value


def test_inheren_and_target_are_there_on_demand(risiko, open_page):
    app = open_nilai(open_page, risiko)
    assert not app.selectbox
    app.toggle[0].set_value(True).run()
    app.selectbox(key=f"nilai.{risiko.kode}.kemungkinan_target").set_value(1)
    reason(app, "Target dinaikkan")
    submit(app)
    assert fresh(risiko).kemungkinan_target == 1
    assert penilaian_of(risiko)[0].posisi == Posisi.TARGET


def test_what_others_saved_meanwhile_is_shown_and_what_was_typed_stays(risiko, open_page):
    app = choose(open_nilai(open_page, risiko), kemungkinan_saat_ini=3)
    with open_session(SISTEM) as session:
        isian = positions(risiko) | {"dampak_saat_ini": 1, "dampak_target": 1, "alasan": "Turun"}
        assess_risiko(
            session, pelaku=SISTEM, row_id=risiko.id, versi=risiko.versi,
            isian=IsianPenilaian.check(isian),
        )  # fmt: skip
    reason(app, "Ketikan saya")
    app = submit(app)

    assert "baru saja diubah orang lain" in text(app)
    assert radio(app, "kemungkinan_saat_ini").value == 3, "mine"
    assert radio(app, "dampak_saat_ini").value == 1, "theirs"
    assert next(a for a in app.text_area if a.key.endswith(".alasan")).value == "Ketikan saya"
    submit(app)
    now_ = fresh(risiko)
    assert (now_.kemungkinan_saat_ini, now_.dampak_saat_ini) == (3, 1)


@pytest.mark.parametrize("peran", [Peran.PIC, Peran.PIMPINAN, Peran.VERIFIKATOR])
def test_who_may_not_assess_sees_the_risiko_instead(risiko, open_page, peran):
    app = open_nilai(open_page, risiko, peran)
    assert not app.radio and risiko.judul in text(app)
    assert "Catat nilai" not in text(app) and "Catat kejadian" not in text(app)


def test_words_of_a_scale_are_never_markup(risiko, open_page):
    with open_session(SISTEM) as session:
        for row in session.exec(select(t.Skala).where(t.Skala.tingkat == 5)):
            row.nama, row.kriteria = (
                "**Tebal** :red[x]",
                "![](https://jahat.invalid/x.png) <b>y</b>",
            )
    app = open_nilai(open_page, risiko)
    option = radio(app, "kemungkinan_saat_ini").options[4]
    assert option.startswith("5 \\*\\*Tebal") and "\\[x\\]" in option
    assert "!\\[" not in option and "\\!\\[\\]\\(" in str(
        radio(app, "dampak_saat_ini").proto.captions[4]
    )


def indikator_of(row):
    with read_session() as session:
        return list_indikator_risiko(session, hari=today(), risiko_id=row.id)


def test_the_risk_shows_its_indikator_with_state_value_and_chart(risiko, open_page):
    [indikator] = indikator_of(risiko)
    app = open_page(RISIKO, kode=risiko.kode, peran=Peran.KETUA)
    words = text(app)
    assert f"Aman 2 {indikator.satuan}" in words and "waspada 5, bahaya 15" in words
    assert len(app.get("vega_lite_chart")) == 2
    assert "Kejadian risiko (1)" in words and "96.400.000" in words


def test_a_risk_without_any_says_so(contoh, open_page):
    words = text(open_page(RISIKO, kode="KEP-R02", peran=Peran.PIMPINAN))
    assert "Belum ada indikator untuk risiko ini" in words
    assert "Belum ada kejadian yang dicatat" in words and "Belum ada bukti dukung" in words


def record(app, value, catatan=""):
    next(i for i in app.text_input if i.key.endswith(".nilai")).set_value(value)
    next(a for a in app.text_area if a.key.endswith(".catatan")).set_value(catatan)
    return submit(app)


def test_a_value_is_recorded_in_one_form_and_a_bad_one_refused_with_what_was_typed(
    risiko, open_page
):
    [indikator] = indikator_of(risiko)
    app = open_page(INDIKATOR, kode=risiko.kode, peran=Peran.KETUA)
    app = record(app, "12.5")
    assert "Angka desimal ditulis dengan koma" in text(app)
    assert app.text_input(key=f"catat.{indikator.id}.nilai").value == "12.5"
    app = record(app, "1.012,5")
    assert "Bahaya 1.012,5" in text(app)
    app.date_input[0].set_value(today() + timedelta(days=1))
    assert "Tanggal belum terjadi" in text(record(app, "3"))
    app.date_input[0].set_value(today())
    assert "Untuk mengoreksinya" in text(record(app, "3"))
    assert "sudah dikoreksi" in text(record(app, "3", "Salah ketik"))
    with read_session() as session:
        nilai = list_nilai(session, hari=today(), indikator_id=indikator.id)
    assert [(n.nilai, n.dikoreksi) for n in nilai[:2]] == [(3.0, False), (1012.5, True)]


def test_an_indikator_is_added_and_says_that_it_has_no_value_yet(risiko, open_page):
    app = open_page(INDIKATOR, kode=risiko.kode, baru="1", peran=Peran.KETUA)
    key = f"indikator.baru.{risiko.kode}"
    for kolom, value in (("nama", JAHAT), ("satuan", "%"), ("batas_waspada", "1,5"),
                         ("batas_bahaya", "0,5")):  # fmt: skip
        app.text_input(key=f"{key}.{kolom}").set_value(value)
    app.selectbox(key=f"{key}.arah").set_value(ArahIndikator.TURUN)
    app = submit(app)
    assert "belum ada nilai" in text(app) and JAHAT in text(app)
    assert "<img" not in markup(app)
    assert (indikator_of(risiko)[-1].batas_waspada, indikator_of(risiko)[-1].batas_bahaya) == (
        1.5,
        0.5,
    )


def test_limits_others_changed_are_shown_and_ones_own_kept(risiko, open_page):
    [indikator] = indikator_of(risiko)
    app = open_page(
        INDIKATOR, kode=risiko.kode, indikator=indikator.id, ubah="1", peran=Peran.KETUA
    )
    with open_session(SISTEM) as session:
        isian = IsianIndikator.check(
            {"nama": indikator.nama, "satuan": indikator.satuan, "arah": indikator.arah,
             "batas_waspada": 6, "batas_bahaya": 15}
        )  # fmt: skip
        update_indikator(
            session, pelaku=SISTEM, row_id=indikator.id, versi=indikator.versi, isian=isian
        )
    app.text_input(key=f"indikator.{indikator.id}.batas_bahaya").set_value("20,5")
    app = submit(app)
    assert "baru saja diubah orang lain" in text(app)
    app = submit(app)
    saved = indikator_of(risiko)[0]
    assert (saved.batas_waspada, saved.batas_bahaya) == (6.0, 20.5)


def test_an_indikator_is_withdrawn_with_a_reason_and_restored(risiko, open_page):
    [indikator] = indikator_of(risiko)
    app = open_page(
        INDIKATOR, kode=risiko.kode, indikator=indikator.id, ubah="1", peran=Peran.KETUA
    )
    app.text_area(key=f"tarik.indikator.{indikator.id}.alasan").set_value("Tidak dipakai")
    app = app.button(key=f"tarik.indikator.{indikator.id}.tarik").click().run()
    assert indikator_of(risiko) == [] and "Tidak dipakai" in text(app)
    app = open_page(
        INDIKATOR, kode=risiko.kode, indikator=indikator.id, ubah="1", peran=Peran.KETUA
    )
    app.button(key=f"tarik.indikator.{indikator.id}.pulihkan").click().run()
    assert len(indikator_of(risiko)) == 1


def test_the_overview_filters_by_state_and_pokja_and_says_what_is_old(contoh, open_page):
    words = text(open_page(INDIKATOR, peran=Peran.PIMPINAN))
    assert "14 indikator risiko" in words and "belum ada nilai" in words
    assert "hari lalu, perlu diperbarui" in words
    app = open_page(INDIKATOR, keadaan="Bahaya", pokja="Keuangan")
    assert "1 indikator risiko · keadaan bahaya · Pokja Keuangan" in text(app)
    assert "tidak dikenal" in text(open_page(INDIKATOR, keadaan="Gawat"))


@pytest.mark.parametrize("alamat", [INDIKATOR, KEJADIAN])
def test_an_empty_store_says_what_to_do(store, open_page, alamat):
    app = open_page(alamat)
    assert "Belum ada" in text(app) and "dari halaman" in text(app)
    assert "tidak dikenal" not in text(app)


@pytest.mark.parametrize("query", [{"kode": "KEU-R99"}, {"kode": "<b>x</b>"}, {"kode": "KEU-P01"}])
def test_an_unknown_risk_gets_a_calm_sentence(contoh, open_page, query):
    app = open_page(INDIKATOR, **query)
    assert "Tidak ada risiko dengan kode" in text(app) and "<b>x</b>" not in markup(app)


@pytest.mark.parametrize("nomor", ["999999", "0", "x", "-1", "99999999999"])
def test_an_unknown_event_gets_a_calm_sentence(contoh, open_page, nomor):
    assert "Tidak ada kejadian dengan nomor ini" in text(open_page(KEJADIAN, kejadian=nomor))


def test_an_event_is_recorded_read_and_changed(risiko, open_page):
    app = open_page(KEJADIAN, kode=risiko.kode, baru="1", peran=Peran.KETUA)
    key = f"kejadian.baru.{risiko.kode}"
    app.text_area(key=f"{key}.uraian").set_value(JAHAT)
    app.text_input(key=f"{key}.kerugian").set_value("Rp 1.500.000")
    app = submit(app)
    assert JAHAT in text(app) and "Rp1.500.000" in text(app) and "<img" not in markup(app)
    with read_session() as session:
        newest = list_kejadian_risiko(session, hari=today(), risiko_id=risiko.id)[0]
    app = open_page(KEJADIAN, kejadian=newest.id, ubah="1", peran=Peran.KETUA)
    assert app.text_input(key=f"kejadian.{newest.id}.kerugian").value == "1.500.000"
    app.text_input(key=f"kejadian.{newest.id}.kerugian").set_value("satu juta")
    assert "Tulis dalam rupiah penuh" in text(submit(app))
    app.text_input(key=f"kejadian.{newest.id}.kerugian").set_value("-5.000,50")
    assert "Kerugian (rupiah) tidak boleh negatif" in text(submit(app))
    app.text_input(key=f"kejadian.{newest.id}.kerugian").set_value("")
    assert "Belum dihitung" in text(submit(app))


def test_an_event_of_what_never_happens_asks_for_an_assessment(contoh, open_page):
    with read_session() as session:
        asking = next(k for k in list_kejadian(session, hari=today()) if k.tanya)
    assert "Perlu dinilai ulang?" in text(open_page(KEJADIAN))
    for app in (
        open_page(KEJADIAN, kejadian=asking.id, peran=Peran.ADMIN),
        open_page(RISIKO, kode=asking.risiko, peran=Peran.ADMIN),
    ):
        assert "Perlu dinilai ulang?" in text(app)
        assert f'href="/rincian-risiko?kode={asking.risiko}&amp;nilai=1"' in markup(app)


def test_the_events_are_filtered(contoh, open_page):
    app = open_page(KEJADIAN, pokja="Keuangan", kategori="Keuangan")
    assert "1 kejadian risiko · Pokja Keuangan · kategori Keuangan" in text(app)
    assert "tidak dikenal" in text(open_page(KEJADIAN, tahun="1850"))


def test_a_past_day_shows_what_was_known_and_changes_nothing(risiko, open_page):
    per = (today() - timedelta(days=60)).isoformat()
    app = open_page(INDIKATOR, kode=risiko.kode, per=per, peran=Peran.KETUA)
    assert "Catat nilai" not in text(app) and "Waspada" in text(app) or "Aman 4" in text(app)
    assert not [b for b in app.button if "FormSubmitter" in (b.key or "")]
    words = text(open_page(KEJADIAN, per=per))
    assert "17 Nov" not in words and "kejadian risiko" in words


def test_very_long_names_and_huge_numbers_fit(risiko, open_page):
    with open_session(SISTEM) as session:
        isian = IsianIndikator.check(
            {"nama": "W" * 200, "satuan": "M" * 40, "arah": "naik",
             "batas_waspada": 999_999_999_998.5, "batas_bahaya": 1e12, "sumber": "S" * 300}
        )  # fmt: skip
        row_id = create_indikator(session, pelaku=SISTEM, risiko_id=risiko.id, isian=isian)
        session.add(
            t.NilaiIndikator(
                indikator_id=row_id, tanggal=today(), nilai=-1e12, catatan="C" * 500,
                pelaku="Uji", pada=now(),
            )
        )  # fmt: skip
    app = open_page(INDIKATOR, kode=risiko.kode, indikator=row_id)
    assert "-1.000.000.000.000" in text(app) and "W" * 200 in text(app)
