"""The place on every page at which the browser asks for another run when the data have changed."""

from streamlit.components.v2 import component

from pages.shared import akses

# langsung.js knows when; Streamlit leaves asking for a run to components.
_tempat = component(
    "forum_langsung",
    js="""
export default ({ data, setTriggerValue }) => {
  window.forumLangsung?.(data.versi, () => setTriggerValue("versi", data.versi));
};
""",
    isolate_styles=False,
)


def place(versi: int) -> None:
    """Put it on the page, with the data version that this run shows.

    A run asked for here is nobody's doing: it does not count as use of the sesi.
    """
    _tempat(key="langsung", data={"versi": versi}, on_versi_change=akses.note_unattended)
