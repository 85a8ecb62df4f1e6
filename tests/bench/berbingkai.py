"""Our dashboard with one page more, `/kosong`, that draws nothing: the frame's own cost."""

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
    from pages.shared import halaman, menu

    KOSONG = halaman.Halaman(
        "../tests/bench/halaman_kosong.py", "Kosong", "check", "/kosong", menu=False
    )
    vars(menu)["HALAMAN"] = (*halaman.HALAMAN, KOSONG)
    menu.navigate()
