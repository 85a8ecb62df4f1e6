"""A form to choose many of a list, where others may change the list meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shared.akses import forget, is_kept, recall, remember


@dataclass(frozen=True)
class PilihanBanyak:
    """What was sent: the list that the person began from, and what they made of it."""

    key: str
    semula: list[int]
    dipilih: list[int]

    def on_top_of(self, sekarang: Sequence[int]) -> list[int]:
        """Return the list of now with what the person added to theirs, and without what they took.

        What others changed meanwhile stays.
        """
        semula, dipilih = set(self.semula), set(self.dipilih)
        return sorted(set(sekarang) - (semula - dipilih) | (dipilih - semula))

    def done(self) -> None:
        """Begin anew the next time, from what is in the store then."""
        nomor = recall(f"pilihan_ke.{self.key}", 0)
        forget(f"{self.key}.{nomor}.")
        remember(f"pilihan_ke.{self.key}", nomor + 1)


def choose_many(
    key: str, label: str, names: Mapping[int, str], sekarang: Sequence[int], button: str
) -> PilihanBanyak | None:
    """Draw the form; return what was sent, None until then.

    What a person chose stays until it is saved, whatever others save meanwhile.
    """
    name = f"{key}.{recall(f'pilihan_ke.{key}', 0)}"
    if not is_kept(f"{name}.dipilih"):
        remember(f"{name}.semula", [i for i in sekarang if i in names])
    semula = recall(f"{name}.semula")
    with st.form(key=f"{name}.form", enter_to_submit=False):
        dipilih = st.multiselect(
            label, list(names), default=[i for i in semula if i in names],
            format_func=lambda i: names.get(i, ""), key=f"{name}.dipilih", placeholder="Pilih",
        )  # fmt: skip
        if not st.form_submit_button(button, type="primary", icon=":material/save:"):
            return None
    return PilihanBanyak(key, semula, dipilih)
