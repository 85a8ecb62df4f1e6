"""Cari: codes and words over the whole chain."""

import streamlit as st

from pages.shared.akses import require_pelaku

require_pelaku()

st.title("Cari")
