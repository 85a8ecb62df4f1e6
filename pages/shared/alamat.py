"""The address of this server as people reach it, for links that leave the page."""

import streamlit as st

from model.config import settings


def origin() -> str:
    """Return it without a path: as it was set, else as the browser of this person says."""
    public = settings().forum_alamat_publik
    return public or "/".join((st.context.url or "").split("/")[:3])
