"""What a rakor leaves behind: notulen, daftar hadir, daftar keputusan."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.BACA)
st.title("Notulen")
