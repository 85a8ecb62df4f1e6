"""Somebody records their own attendance, from the QR code on the screen."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.HADIR)
st.title("Kehadiran")
