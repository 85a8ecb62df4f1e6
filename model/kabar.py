"""`python -m model.kabar`: write reminders into the kotak masuk and send mail; cron runs it."""

import argparse
import sys
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from email.message import EmailMessage

from sqlmodel import Session

from model.clock import now, today
from model.commands.kabar import PENGIRIM, claim_surel, finish_surel, write_pengingat
from model.config import Settings, settings
from model.db import open_session, read_session
from model.errors import DomainError
from model.migrate import require_current
from model.queries.acuan import get_keadaan_data
from model.queries.kabar import (
    KabarOrang,
    PenerimaSurel,
    count_tergantung,
    get_kabar,
    list_penerima_surel,
)
from model.surel.isi import NoAddress, compose
from model.surel.kirim import Hasil, Nasib, PeladenSurel, ServerDown, sender

ASAL = "kabar"


class _Undo(Exception):
    """Leave a write session without keeping anything."""


def main(arguments: list[str] | None = None, *, hari: date | None = None) -> int:
    """Remind and send, or with `--coba` only print. Return the exit code.

    Safe to run as often as one likes, also twice at once.
    """
    parser = argparse.ArgumentParser(prog="python -m model.kabar", description=__doc__)
    parser.add_argument("--coba", action="store_true", help="cetak saja; tidak ada yang disimpan")
    coba = parser.parse_args(arguments).coba
    hari = hari or today()
    require_current()
    if coba:
        return _try(settings(), hari)
    pesan = _remind(hari)
    _say(f"{pesan} pengingat ditulis ke kotak masuk.")
    if not settings().forum_smtp_alamat:
        _say("Surel tidak dikirim: FORUM_SMTP_ALAMAT kosong.")
        return 0
    return _send_all(settings(), hari)


def _remind(hari: date) -> int:
    """Write the reminders of the day, a few actions per transaction so that nobody waits long."""
    after: int | None = 0
    written = 0
    while after is not None:
        with open_session(PENGIRIM, asal=ASAL) as session:
            after, more = write_pengingat(session, hari=hari, sesudah_id=after)
        written += more
    return written


def _send_all(setting: Settings, hari: date) -> int:
    sender(setting)  # a wrong one is refused before anything is claimed
    with read_session() as session:
        people = list_penerima_surel(session)
        contoh = get_keadaan_data(session)[1]
        lost = count_tergantung(session, saat=now())
    nasib: Counter[Nasib] = Counter()
    down = ""
    with PeladenSurel(setting) as peladen:
        for penerima in people:
            try:
                nasib.update(_send_one(peladen, setting, penerima, hari=hari, contoh=contoh))
            except ServerDown as error:
                down = str(error)
                break
    _say(
        f"{nasib[Nasib.TERKIRIM]} surel terkirim, {nasib[Nasib.GAGAL]} gagal dan akan dicoba lagi."
    )
    if lost := lost + nasib[Nasib.TIDAK_PASTI]:
        _say(f"{lost} hal tidak diketahui terkirim atau tidak; tidak diulang. Lihat panduan.")
    if down:
        _say(f"Pengiriman berhenti: {down}.")
    return int(bool(down) or (nasib[Nasib.GAGAL] > 0 and not nasib[Nasib.TERKIRIM]))


def _digest(hari: date) -> str:
    """Return how the digest of a day is called among what is mailed once."""
    return f"harian:{hari.isoformat()}"


def _claim(session: Session, penerima: PenerimaSurel, kabar: KabarOrang, hari: date) -> set[str]:
    """Claim what one person is to be mailed, and return what nobody has mailed before."""
    kunci = {_digest(hari), *kabar.pengingat}
    return claim_surel(session, pengguna_id=penerima.id, kunci=kunci)


def _compose(
    setting: Settings,
    penerima: PenerimaSurel,
    kabar: KabarOrang,
    mine: set[str],
    *,
    contoh: bool,
    hari: date,
    saat: datetime,
) -> EmailMessage:
    """Return the mail for what was claimed; raise NoAddress."""
    return compose(
        penerima, kabar, ringkasan=_digest(hari) in mine, kunci=mine, dari=sender(setting),
        alamat=setting.forum_alamat_publik, contoh=contoh, hari=hari, saat=saat,
    )  # fmt: skip


def _send_one(
    peladen: PeladenSurel, setting: Settings, penerima: PenerimaSurel, *, hari: date, contoh: bool
) -> list[Nasib]:
    """Mail one person what is theirs, when there is anything that nobody has mailed."""
    with read_session() as session:
        kabar = get_kabar(session, penerima=penerima, hari=hari, saat=now())
    if not kabar.perlu_ringkasan:
        return []
    with open_session(PENGIRIM, asal=ASAL) as session:
        mine = _claim(session, penerima, kabar, hari)
    if not mine:
        return []
    kabar = kabar.only(mine)
    digest = "ringkasan harian, " if _digest(hari) in mine else ""
    jenis = f"{digest}{len(kabar.pengingat)} pengingat"
    try:
        message = _compose(setting, penerima, kabar, mine, contoh=contoh, hari=hari, saat=now())
        hasil = peladen.send(
            message, sender(setting).addr_spec, message["To"].addresses[0].addr_spec
        )
    except NoAddress:
        hasil = Hasil(Nasib.GAGAL, "alamat surel tidak sah")
    except ServerDown as error:
        _finish(penerima, mine, jenis, Hasil(Nasib.GAGAL, str(error)))
        raise
    _finish(penerima, mine, jenis, hasil)
    return [hasil.nasib]


def _finish(penerima: PenerimaSurel, mine: set[str], jenis: str, hasil: Hasil) -> None:
    if hasil.nasib != Nasib.TERKIRIM:
        _say(f"Pengguna {penerima.id}: {hasil.alasan}.")
    if hasil.nasib == Nasib.TIDAK_PASTI:
        return
    with open_session(PENGIRIM, asal=ASAL) as session:
        finish_surel(session, pengguna_id=penerima.id, kunci=mine, jenis=jenis, gagal=hasil.alasan)


def _try(setting: Settings, hari: date) -> int:
    """Print what would be sent; what has to be written for it is undone."""
    with suppress(_Undo), open_session(PENGIRIM, asal=ASAL) as session:
        _print_all(session, setting, hari, now())
        raise _Undo
    return 0


def _print_all(session: Session, setting: Settings, hari: date, saat: datetime) -> None:
    after: int | None = 0
    while after is not None:
        after, _ = write_pengingat(session, hari=hari, sesudah_id=after)
    contoh = get_keadaan_data(session)[1]
    for penerima in list_penerima_surel(session):
        kabar = get_kabar(session, penerima=penerima, hari=hari, saat=saat)
        mine = _claim(session, penerima, kabar, hari)
        if not kabar.perlu_ringkasan or not mine:
            continue
        kabar = kabar.only(mine)
        with suppress(NoAddress):
            message = _compose(setting, penerima, kabar, mine, contoh=contoh, hari=hari, saat=saat)
            text = message.get_body(("plain",))
            assert text is not None  # noqa: S101  every mail has it
            _say(f"Kepada: {message['To']}\nPerihal: {message['Subject']}\n")
            _say(text.get_content() + "-" * 60)


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DomainError as refusal:
        sys.exit(str(refusal))
