"""The moderator's desk: what the screens show, the clock, keputusan while they are spoken."""

import streamlit as st

from model.permissions import Hak
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.KELOLA_RAKOR)
st.title("Kendali rakor")
