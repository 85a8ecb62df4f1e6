"""The rakor: being prepared, running, closed."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.BACA)
st.title("Daftar rakor")
