"""Halaman pimpinan: what needs a decision, the numbers, the map, the highest risiko."""

import streamlit as st

from pages.shared.akses import require_pelaku

require_pelaku()

st.title("Pimpinan")
