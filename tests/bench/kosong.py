"""An empty Streamlit page on a server tuned as ours: the yardstick of the benchmark."""

import streamlit as st

if __name__ != "__main__":
    from pages.web.app import MIDDLEWARE, ROUTES, lifespan, prepare_streamlit

    prepare_streamlit()
    app = st.App(__file__, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
