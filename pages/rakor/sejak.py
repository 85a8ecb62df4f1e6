"""What changed between two points in time, with counts that add up."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.BACA)
st.title("Sejak rakor lalu")
