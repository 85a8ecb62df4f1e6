"""Closing a rakor: what is still open, what blocks it, and the freezing of all rows."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.KELOLA_RAKOR)
st.title("Tutup rakor")
