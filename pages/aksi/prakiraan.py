"""Prakiraan: the chance that open rencana aksi miss their tenggat, and why."""

import streamlit as st

from pages.shared.akses import require_pelaku

require_pelaku()

st.title("Prakiraan")
