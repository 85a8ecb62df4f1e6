"""Pemeriksaan: what the chain still lacks, rule by rule."""

import streamlit as st

from pages.shared.akses import require_pelaku

require_pelaku()

st.title("Pemeriksaan")
