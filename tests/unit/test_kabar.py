"""`python -m model.kabar`: reminders on the right days, mail that comes once and reads well."""

import email
import email.policy
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import Session, col, select, update

from model import kabar
from model import tables as t
from model.choices import JenisPesan, Peran, StatusAksi, Tindakan
from model.clock import now
from model.commands.eskalasi import answer_eskalasi, create_eskalasi
from model.commands.kabar import claim_surel, finish_surel, write_pengingat
from model.commands.pesan import read_pesan, send_pesan
from model.config import ROOT, settings
from model.db import open_session, read_session
from model.errors import SetupError
from model.isian_eskalasi import IsianEskalasi, IsianHasil
from model.pengingat import occasion
from model.permissions import Pelaku
from model.surel import isi
from pages.shared import tautan
from tests.orang import SISTEM, stored
from tests.stores import HARI
from tests.unit.perintah import AKSI, PERMASALAHAN, create, perform, versi_data

pytestmark = pytest.mark.usefixtures("contoh")

DARI = "Dasbor Rakor <rakor@example.go.id>"
SUREL = "ketua@example.go.id"


class Kotak:
    """A mail server's hands: keeps what it is given, refuses or breaks off when told to."""

    def __init__(self) -> None:
        self.surat: list[tuple[str, EmailMessage]] = []
        self.tolak: set[str] = set()
        self.on_data: Callable[[Any], str | None] = lambda _server: None

    async def handle_RCPT(self, _s: Any, _i: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802
        if address in self.tolak:
            return "550 5.1.1 tidak dikenal"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if (answer := self.on_data(server)) is not None:
            return answer
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        [address] = envelope.rcpt_tos
        self.surat.append((address, message))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for to, message in self.surat if to == address]


class Peladen(Controller):
    """A mail server on any free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def configured(**values: str) -> Iterator[None]:
    """Set FORUM_… settings inside the block."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name.upper(), value)
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture
def kotak() -> Iterator[Kotak]:
    """Give what a mail server receives that listens for this test, and is configured."""
    handler = Kotak()
    controller = Peladen(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        with configured(
            forum_smtp_alamat=f"127.0.0.1:{controller.port}",
            forum_smtp_tls="tidak",
            forum_surat_dari=DARI,
            forum_alamat_publik="https://rakor.example.go.id",
        ):
            yield handler
    finally:
        controller.stop()


@pytest.fixture
def ketua() -> Pelaku:
    """Give the ketua of pokja 1, alone in having an address, in a store without messages."""
    pelaku = stored(Peran.KETUA, milik=1)
    with open_session(SISTEM) as session:
        for pesan in session.exec(select(t.Pesan)):
            session.delete(pesan)
        session.get_one(t.Pengguna, pelaku.id).surel = SUREL
    return pelaku


def close_all_actions() -> None:
    """Leave nothing that waits for anybody."""
    with open_session(SISTEM) as session:
        moment = now()
        session.execute(update(t.RencanaAksi).values(ditarik_pada=moment))
        session.execute(update(t.Keputusan).values(ditarik_pada=moment))


def aksi_due(days: int, **values: Any) -> Any:
    return create(AKSI, tenggat=HARI + timedelta(days=days), **values)


def pesan_of(pelaku: Pelaku) -> list[t.Pesan]:
    with read_session() as session:
        query = select(t.Pesan).where(t.Pesan.pengguna_id == pelaku.id)
        return list(session.exec(query.order_by(col(t.Pesan.id))))


def send_kembali(
    pelaku: Pelaku, kunci: str = "verifikasi:1", kalimat: str = "Bukti kurang"
) -> None:
    with open_session(SISTEM) as session:
        send_pesan(
            session, penerima=[pelaku.id or 0], jenis=JenisPesan.DIKEMBALIKAN, kunci=kunci,
            kode="KEU-A01", kalimat=kalimat,
        )  # fmt: skip


def texts(message: EmailMessage) -> tuple[str, str]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None
    return plain.get_content(), html.get_content()


# 1. Days, worked out by hand

TENGGAT = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("hari", "named"),
    [
        (date(2026, 3, 5), None),  # 15 days before
        (date(2026, 3, 6), "-14"),
        (date(2026, 3, 7), "-14"),  # made up for, if the day itself was missed
        (date(2026, 3, 12), "-14"),  # 8 days before
        (date(2026, 3, 13), "-7"),
        (date(2026, 3, 18), "-7"),  # 2 days before
        (date(2026, 3, 19), "-1"),
        (date(2026, 3, 20), "-1"),  # the day itself is not late
        (date(2026, 3, 21), "+0"),  # first day late
        (date(2026, 3, 27), "+0"),  # 7 days late
        (date(2026, 3, 28), "+1"),  # a week after the first
        (date(2026, 4, 3), "+1"),
        (date(2026, 4, 4), "+2"),
        (date(2027, 3, 20), "+52"),  # 365 days late
    ],
)
@pytest.mark.parametrize("kind", ["sqlite"])
def test_each_day_belongs_to_one_occasion(hari: date, named: str | None) -> None:
    found = occasion(TENGGAT, hari)
    assert (found[1] if found else None) == (f"2026-03-20:{named}" if named else None)
    if found and named:
        assert (found[0] == JenisPesan.TERLAMBAT) == named.startswith("+")


def days_with_a_reminder(pelaku: Pelaku, days: range) -> list[int]:
    """Return on which days from HARI a person gets a message when the command runs on each."""
    found = []
    for day in days:
        before = len(pesan_of(pelaku))
        kabar.main([], hari=HARI + timedelta(days=day))
        found += [day] * (len(pesan_of(pelaku)) - before)
    return found


def test_run_daily_an_action_reminds_on_the_promised_days_only(ketua: Pelaku) -> None:
    close_all_actions()
    aksi_due(20)
    # 14, 7 and 1 days before day 20; then on the first day late and weekly.
    assert days_with_a_reminder(ketua, range(0, 37)) == [6, 13, 19, 21, 28, 35]
    assert [p.jenis for p in pesan_of(ketua)] == [JenisPesan.TENGGAT] * 3 + [
        JenisPesan.TERLAMBAT
    ] * 3
    first, late = pesan_of(ketua)[0], pesan_of(ketua)[3]
    assert ", 14 hari lagi: Aksi uji" in first.kalimat
    assert late.kalimat.startswith("Terlambat 1 hari sejak tenggat ")


def test_a_missed_day_is_made_up_for_once(ketua: Pelaku) -> None:
    close_all_actions()
    aksi_due(20)
    assert days_with_a_reminder(ketua, range(0, 37, 5)) == [10, 15, 20, 25, 30, 35]


def test_what_is_done_withdrawn_or_without_tenggat_reminds_nobody(ketua: Pelaku) -> None:
    close_all_actions()
    done, gone, _ = aksi_due(3), aksi_due(-3), create(AKSI, tenggat=None)
    with open_session(SISTEM) as session:
        session.get_one(t.RencanaAksi, done.id).status = StatusAksi.DIBATALKAN
        session.get_one(t.RencanaAksi, gone.id).ditarik_pada = now()
    kabar.main([], hari=HARI)
    assert pesan_of(ketua) == []


def test_a_moved_tenggat_reminds_anew_and_the_pic_is_told_too(ketua: Pelaku) -> None:
    close_all_actions()
    pic = stored(Peran.PIC, milik=1)
    aksi = aksi_due(7)
    kabar.main([], hari=HARI)
    with open_session(SISTEM) as session:
        session.get_one(t.RencanaAksi, aksi.id).tenggat = HARI + timedelta(days=6)
    kabar.main([], hari=HARI)
    assert len(pesan_of(ketua)) == len(pesan_of(pic)) == 2
    assert pesan_of(stored(Peran.KETUA, milik=2)) == []


def test_reminders_are_written_in_batches_and_make_no_screen_old(ketua: Pelaku) -> None:
    before = versi_data()
    kabar.main([], hari=HARI)
    assert versi_data() == before
    found = len(pesan_of(ketua))
    after: int | None = 0
    written = 0
    with open_session(SISTEM) as session:
        session.execute(t.Pesan.__table__.delete())  # type: ignore[attr-defined]
        while after is not None:
            after, more = write_pengingat(session, hari=HARI, sesudah_id=after, sebanyak=7)
            written += more
    assert len(pesan_of(ketua)) == found > 0
    assert written > found


# 2. Mail


def test_without_a_mail_server_only_the_kotak_masuk_is_filled(
    ketua: Pelaku, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kabar.main([], hari=HARI) == 0
    assert pesan_of(ketua)
    assert "FORUM_SMTP_ALAMAT kosong" in capsys.readouterr().out
    with read_session() as session:
        assert session.exec(select(t.Surel)).first() is None


def test_a_digest_says_what_waits_in_text_and_html(ketua: Pelaku, kotak: Kotak) -> None:
    close_all_actions()
    late = aksi_due(-3, judul="Menata <b>arsip</b> & berkas")
    send_kembali(ketua, kalimat="Bukti <script>kurang</script> jelas")
    with open_session(SISTEM) as session:
        send_pesan(
            session, penerima=[ketua.id or 0], jenis=JenisPesan.KOMENTAR, kunci="lain",
            kode="KEU-A01", kalimat="Tanggapan baru",
        )  # fmt: skip
    assert kabar.main([], hari=HARI) == 0
    [message] = kotak.to(SUREL)
    assert len(kotak.surat) == 1
    assert (
        message["Subject"] == "[Data contoh] Rakor: 2 hal baru, 1 terlambat, 1 pesan belum dibaca"
    )
    assert message["From"] == DARI
    assert message["To"].addresses[0].addr_spec == SUREL
    assert message["List-Unsubscribe"] == "<https://rakor.example.go.id/akun>"
    assert message["Auto-Submitted"] == "auto-generated"
    plain, html = texts(message)
    for text in (plain, html):
        assert late.kode in text
        assert "Terlambat 3 hari sejak tenggat" in text
        assert "ata contoh" in text.lower()
        assert ketua.nama in text
        assert "Pesan lain yang belum dibaca" in text
        assert f"https://rakor.example.go.id/rincian-aksi?kode={late.kode}" in text
        assert "https://rakor.example.go.id/akun" in text
        assert "http://" not in text
    assert "Menata <b>arsip</b> & berkas" in plain
    assert "Menata &lt;b&gt;arsip&lt;/b&gt; &amp; berkas" in html
    assert "<script" not in html and "<img" not in html
    assert 'lang="id"' in html and "width=device-width" in html
    assert max(len(line) for line in message.as_bytes().splitlines()) <= 998


def test_nothing_is_mailed_twice_and_new_things_come_on_the_same_day(
    ketua: Pelaku, kotak: Kotak
) -> None:
    close_all_actions()
    aksi_due(7)
    for _ in range(3):
        kabar.main([], hari=HARI)
    assert len(kotak.surat) == 1
    send_kembali(ketua)
    for _ in range(2):
        kabar.main([], hari=HARI)
    assert len(kotak.surat) == 2
    plain, _ = texts(kotak.surat[1][1])
    assert kotak.surat[1][1]["Subject"] == "[Data contoh] Rakor: 1 hal baru"
    assert "Bukti kurang" in plain and "Aksi uji" not in plain
    # The next day's digest says what waits, but neither reminder again.
    kabar.main([], hari=HARI + timedelta(days=1))
    plain, _ = texts(kotak.surat[2][1])
    assert "BARU" not in plain and "Pesan lain yang belum dibaca: 2" in plain
    assert len({message["Message-ID"] for _, message in kotak.surat}) == 3


def test_what_was_read_in_the_kotak_masuk_is_not_mailed(ketua: Pelaku, kotak: Kotak) -> None:
    close_all_actions()
    send_kembali(ketua)
    with open_session(ketua) as session:
        read_pesan(session, pelaku=ketua)
    kabar.main([], hari=HARI)
    assert kotak.surat == []


@pytest.mark.parametrize("why", ["switched off", "left", "no address"])
def test_who_wants_no_mail_gets_none(ketua: Pelaku, kotak: Kotak, why: str) -> None:
    with open_session(SISTEM) as session:
        row = session.get_one(t.Pengguna, ketua.id)
        row.surel_aktif = why != "switched off"
        row.aktif = why != "left"
        row.surel = "" if why == "no address" else SUREL
    kabar.main([], hari=HARI)
    assert kotak.surat == []


def test_a_verifikator_is_told_of_the_queue_and_pimpinan_of_unread_messages_only(
    ketua: Pelaku, kotak: Kotak
) -> None:
    verifikator, pimpinan = stored(Peran.VERIFIKATOR), stored(Peran.PIMPINAN)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, ketua.id).surel = ""
        session.get_one(t.Pengguna, verifikator.id).surel = "v@example.go.id"
        session.get_one(t.Pengguna, pimpinan.id).surel = "p@example.go.id"
    kabar.main([], hari=HARI)
    assert [to for to, _ in kotak.surat] == ["v@example.go.id"]
    assert "Rencana aksi menunggu verifikasi:" in texts(kotak.surat[0][1])[0]


def test_a_request_for_a_decision_is_mailed_once_and_its_result_counted(
    ketua: Pelaku, kotak: Kotak
) -> None:
    close_all_actions()
    pimpinan, sekretariat = stored(Peran.PIMPINAN), stored(Peran.SEKRETARIAT)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, pimpinan.id).surel = "p@example.go.id"
        row = session.get_one(t.Pengguna, sekretariat.id)
        row.surel, row.surel_aktif = "s@example.go.id", False
    objek = create(PERMASALAHAN, judul="Tanah sengketa")
    minta = IsianEskalasi.check({"alasan": "Perlu arahan <b>pimpinan</b>."})
    row_id = perform(create_eskalasi, pelaku=ketua, huruf="P", row_id=objek.id, isian=minta)
    for _ in range(2):
        kabar.main([], hari=HARI)
    [(to, message)] = kotak.surat
    assert to == "p@example.go.id"
    assert message["Subject"] == "[Data contoh] Rakor: 1 hal baru"
    plain, html = texts(message)
    assert f"Keputusan diminta ({objek.kode})" in plain
    assert "Tanah sengketa. Alasan: Perlu arahan <b>pimpinan</b>." in plain
    assert "arahan &lt;b&gt;pimpinan&lt;/b&gt;" in html
    for text in (plain, html):
        assert f"https://rakor.example.go.id/rincian-permasalahan?kode={objek.kode}" in text
    hasil = IsianHasil.check({"hasil": "Dikerjakan bersama"})
    perform(answer_eskalasi, pelaku=sekretariat, row_id=row_id, versi=1, isian=hasil)
    kabar.main([], hari=HARI)
    [message] = kotak.to(SUREL)
    assert "Pesan lain yang belum dibaca: 1" in texts(message)[0]
    assert len(kotak.surat) == 2


def test_each_mail_is_an_event_without_name_or_address(ketua: Pelaku, kotak: Kotak) -> None:
    kabar.main([], hari=HARI)
    with read_session() as session:
        query = select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.DIKIRIM)
        [line] = session.exec(query).all()
    assert (line.tabel, line.baris_id, line.pelaku, line.asal) == (
        "pengguna", ketua.id, "Pengirim kabar", "kabar",
    )  # fmt: skip
    assert SUREL not in str(line) and ketua.nama not in str(line)


@pytest.mark.parametrize(
    "nama",
    ["Budi\r\nBcc: jahat@example.com", "Budi\nSubject: x\n\nisi", '"; <x@y.z>, "', "Bu,di <a@b.c>",
     "\u202eBudi", "日本語 " * 20, "=?utf-8?q?Bcc=3A?=", "a" * 120],
)  # fmt: skip
def test_a_name_adds_no_header_and_no_recipient(ketua: Pelaku, kotak: Kotak, nama: str) -> None:
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, ketua.id).nama = nama
    kabar.main([], hari=HARI)
    [(to, message)] = kotak.surat
    assert to == SUREL
    assert sorted(message.keys()) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe",
         "MIME-Version", "Content-Type"]
    )  # fmt: skip
    assert [address.addr_spec for address in message["To"].addresses] == [SUREL]


@pytest.mark.parametrize(
    "surel", ["a@b.id, c@d.id", "a@b.id\r\nRCPT TO:<c@d.id>", "budi", "@", "bu di@x.id", "é@x.id"]
)
def test_a_wrong_address_is_skipped_and_reported_and_the_others_go(
    ketua: Pelaku, kotak: Kotak, surel: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = stored(Peran.ANGGOTA, milik=1)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, ketua.id).surel = surel
        session.get_one(t.Pengguna, other.id).surel = "lain@example.go.id"
    assert kabar.main([], hari=HARI) == 0
    assert [to for to, _ in kotak.surat] == ["lain@example.go.id"]
    assert f"Pengguna {ketua.id}: alamat surel tidak sah" in capsys.readouterr().out


def test_one_refused_address_keeps_nobody_else_waiting_and_is_tried_again(
    ketua: Pelaku, kotak: Kotak
) -> None:
    other = stored(Peran.ANGGOTA, milik=1)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, other.id).surel = "lain@example.go.id"
    kotak.tolak = {SUREL}
    assert kabar.main([], hari=HARI) == 0
    assert [to for to, _ in kotak.surat] == ["lain@example.go.id"]
    with read_session() as session:
        failed = session.exec(select(t.Surel).where(t.Surel.pengguna_id == ketua.id)).all()
    assert {row.gagal for row in failed} == {"ditolak peladen surel, kode 550"}
    kotak.tolak = set()
    kabar.main([], hari=HARI)
    kabar.main([], hari=HARI)
    assert [to for to, _ in kotak.surat] == ["lain@example.go.id", SUREL]


def test_a_server_that_is_down_is_said_and_everything_goes_with_the_next_run(
    ketua: Pelaku, kotak: Kotak, capsys: pytest.CaptureFixture[str]
) -> None:
    with configured(forum_smtp_alamat="127.0.0.1:1"):
        assert kabar.main([], hari=HARI) == 1
    assert "tidak dapat dihubungi" in capsys.readouterr().out
    assert pesan_of(ketua)
    assert kabar.main([], hari=HARI) == 0
    assert len(kotak.to(SUREL)) == 1


def test_a_refused_content_is_tried_again_a_lost_answer_is_not(
    ketua: Pelaku, kotak: Kotak, capsys: pytest.CaptureFixture[str]
) -> None:
    kotak.on_data = lambda _server: "451 coba lagi nanti"
    assert kabar.main([], hari=HARI) == 1

    def break_off(server: Any) -> str:
        server.transport.abort()
        return "250 OK"

    kotak.on_data = break_off
    kabar.main([], hari=HARI)
    assert "tidak diketahui terkirim" in capsys.readouterr().out
    kotak.on_data = lambda _server: None
    kabar.main([], hari=HARI)
    assert kotak.surat == []


def test_what_a_crash_left_is_never_sent_again_and_is_reported_after_an_hour(
    ketua: Pelaku, kotak: Kotak, capsys: pytest.CaptureFixture[str]
) -> None:
    close_all_actions()
    send_kembali(ketua)
    with open_session(SISTEM) as session:  # killed between the claim and the end
        kunci = {"verifikasi:1", f"harian:{HARI.isoformat()}"}
        assert claim_surel(session, pengguna_id=ketua.id or 0, kunci=kunci) == kunci
    kabar.main([], hari=HARI)
    assert kotak.surat == []
    assert "tidak diketahui" not in capsys.readouterr().out
    with open_session(SISTEM) as session:
        session.execute(update(t.Surel).values(dimulai_pada=now() - timedelta(hours=2)))
    kabar.main([], hari=HARI)
    assert kotak.surat == []
    assert "2 hal tidak diketahui terkirim atau tidak; tidak diulang" in capsys.readouterr().out


def test_a_claim_is_given_once_and_again_only_after_a_sure_failure(session: Session) -> None:
    person = session.exec(select(t.Pengguna.id)).first() or 0

    def claim(*kunci: str) -> set[str]:
        return claim_surel(session, pengguna_id=person, kunci=set(kunci))

    assert claim("a", "b") == {"a", "b"}
    assert claim("a", "b", "c") == {"c"}
    finish_surel(session, pengguna_id=person, kunci={"a"}, jenis="x", gagal="ditolak")
    finish_surel(session, pengguna_id=person, kunci={"b"}, jenis="x")
    assert claim("a", "b", "c") == {"a"}
    assert claim() == set()


def test_two_runs_at_once_mail_each_thing_once(ketua: Pelaku, kotak: Kotak) -> None:
    people = [stored(Peran.KETUA, milik=n) for n in range(1, 10)]
    with open_session(SISTEM) as session:
        for person in people:
            session.get_one(t.Pengguna, person.id).surel = f"k{person.pokja_id}@example.go.id"
    start = Barrier(3)

    def run() -> None:
        start.wait()
        kabar.main([], hari=HARI)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(to for to, _ in kotak.surat) == [f"k{n}@example.go.id" for n in range(1, 10)]
    keys = [(p.pengguna_id, p.kunci) for person in people for p in pesan_of(person)]
    assert len(keys) == len(set(keys))


def test_two_processes_at_once_mail_each_thing_once(ketua: Pelaku, kotak: Kotak) -> None:
    people = [stored(Peran.KETUA, milik=n) for n in range(1, 10)]
    with open_session(SISTEM) as session:
        for person in people:
            session.get_one(t.Pengguna, person.id).surel = f"k{person.pokja_id}@example.go.id"
    command = [sys.executable, "-m", "model.kabar"]
    runs = [
        subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    sent = [run.communicate()[0].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], sent
    assert sorted(to for to, _ in kotak.surat) == [f"k{n}@example.go.id" for n in range(1, 10)]


def test_a_process_killed_while_it_hands_a_mail_over_sends_it_no_second_time(
    ketua: Pelaku, kotak: Kotak
) -> None:
    reached, killed = Event(), Event()

    def hold(_server: Any) -> None:
        reached.set()
        assert killed.wait(60)

    kotak.on_data = hold
    command = [sys.executable, "-m", "model.kabar"]
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ)) as run:
        assert reached.wait(60)
        run.kill()
    killed.set()
    kabar.main([], hari=HARI)
    assert len(kotak.to(SUREL)) == 1  # the server took it all the same


def test_coba_prints_and_keeps_nothing(
    ketua: Pelaku, kotak: Kotak, capsys: pytest.CaptureFixture[str]
) -> None:
    close_all_actions()
    aksi_due(1)
    before = versi_data()
    assert kabar.main(["--coba"], hari=HARI) == 0
    printed = capsys.readouterr().out
    assert SUREL in printed and "Aksi uji" in printed and "Perihal: [Data contoh]" in printed
    assert kotak.surat == [] and pesan_of(ketua) == [] and versi_data() == before
    with read_session() as session:
        assert session.exec(select(t.Surel)).first() is None


def test_a_mail_without_public_address_has_no_links(ketua: Pelaku, kotak: Kotak) -> None:
    with configured(forum_alamat_publik=""):
        kabar.main([], hari=HARI)
    [message] = kotak.to(SUREL)
    assert "List-Unsubscribe" not in message
    for text in texts(message):
        assert "://" not in text and "href" not in text
        assert "halaman Akun Saya" in text


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize("dari", ["", "bukan alamat", "a@b.id, c@d.id", "x\r\nBcc: a@b.id"])
def test_a_wrong_sender_is_refused_before_anything_is_claimed(
    ketua: Pelaku, kotak: Kotak, dari: str
) -> None:
    with configured(forum_surat_dari=dari), pytest.raises(SetupError, match="FORUM_SURAT_DARI"):
        kabar.main([], hari=HARI)
    with read_session() as session:
        assert session.exec(select(t.Surel)).first() is None


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_password_never_leaves_without_encryption(ketua: Pelaku) -> None:
    with (
        configured(
            forum_smtp_alamat="mail.example.go.id:25", forum_smtp_tls="tidak",
            forum_smtp_pengguna="rakor", forum_smtp_sandi="rahasia", forum_surat_dari=DARI,
        ),
        pytest.raises(SetupError, match="tanpa enkripsi"),
    ):  # fmt: skip
        kabar.main([], hari=HARI)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_server_without_starttls_gets_nothing(
    ketua: Pelaku, kotak: Kotak, capsys: pytest.CaptureFixture[str]
) -> None:
    with configured(forum_smtp_tls="starttls"):
        assert kabar.main([], hari=HARI) == 1
    assert "STARTTLS" in capsys.readouterr().out
    assert kotak.surat == []


@pytest.mark.parametrize("kind", ["sqlite"])
def test_links_lead_where_the_pages_are() -> None:
    assert isi.RINCIAN.items() <= tautan.RINCIAN.items()
