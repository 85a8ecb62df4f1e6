"""Aturan risiko: the rules in force, drafts of new ones, and their adoption."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

require_pelaku(Hak.ATUR_RISIKO)

st.title("Aturan risiko")
