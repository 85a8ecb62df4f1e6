"""Minta keputusan: a pokja puts one object before pimpinan, with a reason."""

import streamlit as st

from pages.shared.akses import require_pelaku

require_pelaku()

st.title("Minta keputusan pimpinan")
