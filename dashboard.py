"""The frame: this file is both the ASGI app (imported) and the script of every session (run)."""

import streamlit as st

if __name__ != "__main__":
    from pages.web.app import (
        MIDDLEWARE,
        ROUTES,
        lifespan,
        prepare_streamlit,
        report_script_error,
    )

    prepare_streamlit()
    app = st.App(
        __file__,
        routes=ROUTES,
        middleware=MIDDLEWARE,
        lifespan=lifespan,
        on_script_error=report_script_error,
    )
else:
    from pages.shared.menu import navigate

    navigate()
