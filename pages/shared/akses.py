"""Who is at the screen, and the few things remembered between runs. Owns `st.session_state`."""

from typing import Any

import streamlit as st

from model.permissions import Hak, Pelaku, local_operator, may


def require_pelaku() -> Pelaku:
    """Return the person at the screen. First call of every page.

    Until there are accounts this is the local operator.
    """
    show_pending_toast()
    return local_operator()


def may_write(pelaku: Pelaku) -> bool:
    """Return whether to draw buttons that change the chain; the commands check again."""
    return may(pelaku, Hak.UBAH_RANTAI)


def remember(key: str, value: Any) -> None:
    """Keep a value for the next runs of this tab."""
    st.session_state[key] = value


def recall(key: str, default: Any = None) -> Any:
    """Return a kept value or widget value, `default` when there is none."""
    return st.session_state.get(key, default)


def is_kept(key: str) -> bool:
    """Return whether a value or a widget of this name lived through to this run."""
    return key in st.session_state


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
