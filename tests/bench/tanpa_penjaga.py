"""The empty page of `kosong.py` without the guard in front: what the door costs."""

import streamlit as st

if __name__ != "__main__":
    from starlette.middleware import Middleware

    from pages.web.app import ROUTES, lifespan, prepare_streamlit
    from pages.web.frame import Frame

    prepare_streamlit()
    app = st.App(__file__, routes=ROUTES, middleware=(Middleware(Frame),), lifespan=lifespan)
