"""Who is at the screen, and the few things remembered between runs. Owns `st.session_state`.

Who is signed in is read from the store on every run, by the token in the browser's cookie. It is
never kept in the session state, which a second client could take over.
"""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import streamlit as st

from model.clock import now
from model.commands.sesi import touch_sesi
from model.db import open_session, read_session
from model.permissions import Hak, Pelaku, may_somewhere, reader
from model.queries.sesi import SesiAktif, get_sesi
from pages.shared import data

KUKI = "forum_sesi"
KUKI_AMAN = f"__Host-{KUKI}"  # browsers take it over https only, and from nobody but this host

# Use is noted this often, not on every run: a note is a write.
SELANG = timedelta(minutes=1)

# Who was found at the start of this run, and whether the browser asked for the run by itself; runs
# that go on at the same time have threads of their own.
_run = threading.local()


def note_unattended() -> None:
    """Note that nobody asked for the run that is about to start: other people saved something."""
    _run.unattended = True


def begin_run() -> SesiAktif | None:
    """Find out, for the run that starts, who is at the screen; None when nobody is signed in."""
    unattended = getattr(_run, "unattended", False)
    _run.sesi, _run.unattended = None, False
    token = token_of(st.context.cookies)
    if token:
        with read_session() as session:
            _run.sesi = get_sesi(session, token=token, saat=now())
    sesi: SesiAktif | None = _run.sesi
    if sesi is not None and not unattended and now() - sesi.dipakai_pada > SELANG:
        with open_session(sesi.pelaku) as session:
            touch_sesi(session, sesi_id=sesi.id)
    return sesi


def token_of(cookies: Mapping[str, str]) -> str:
    """Return the token that a browser sends along, empty when there is none."""
    return cookies.get(KUKI_AMAN) or cookies.get(KUKI) or ""


def current_sesi() -> SesiAktif:
    """Return the sesi of this run; only after `require_pelaku`."""
    return _run.sesi  # type: ignore[no-any-return]


def require_pelaku(hak: Hak = Hak.BACA) -> Pelaku:
    """Return the person at the screen. First call of every page.

    Ends the run with a calm sentence when nobody is signed in, when the password has to be changed
    first, or when the person has the right `hak` nowhere. Whoever looks at the past only reads.
    """
    show_pending_toast()
    sesi: SesiAktif | None = _run.sesi
    if sesi is None:
        st.info("Sesi Anda sudah berakhir. [Masuk lagi](/masuk)", icon=":material/lock:")
        st.stop()
    if sesi.harus_ganti:
        st.info("Ganti kata sandi Anda dahulu. [Ganti kata sandi](/sandi)", icon=":material/lock:")
        st.stop()
    if not may_somewhere(sesi.pelaku, hak):
        st.info("Halaman ini tidak untuk peran Anda.", icon=":material/lock:")
        st.stop()
    return sesi.pelaku if data.is_kini() else reader(sesi.pelaku)


def remember(key: str, value: Any) -> None:
    """Keep a value for the next runs of this tab."""
    st.session_state[key] = value


def recall(key: str, default: Any = None) -> Any:
    """Return a kept value or widget value, `default` when there is none."""
    return st.session_state.get(key, default)


def is_kept(key: str) -> bool:
    """Return whether a value or a widget of this name lived through to this run."""
    return key in st.session_state


def seen_versi(key: str, versi: int) -> int:
    """Return which version of a row the person saw when pressing; `versi` is that of this run.

    A run begins by reading anew, so its own version would hide what others saved meanwhile.
    """
    seen: int = recall(f"{key}.terlihat", versi)
    remember(f"{key}.terlihat", versi)
    return seen


def forget(prefix: str) -> None:
    """Drop every kept value whose name starts with `prefix`."""
    for key in [k for k in st.session_state if str(k).startswith(prefix)]:
        del st.session_state[key]


def toast_next_run(sentence: str) -> None:
    """Show a toast on the next run: one shown just before `st.rerun` would be lost."""
    st.session_state["toast_berikut"] = sentence


def show_pending_toast() -> None:
    """Show the toast left by the run before."""
    if sentence := st.session_state.pop("toast_berikut", None):
        st.toast(sentence, icon=":material/check_circle:")
