"""Forms drawn from the input classes of `model.isian`, and the one place that shows a refusal.

What a person typed stays until it is saved: values and version are those of the moment the form
was opened, whatever others save meanwhile.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import streamlit as st
from pydantic.fields import FieldInfo

from model.choices import Choice
from model.errors import DomainError, InvalidIsian, StaleVersion
from model.isian import Isian
from model.permissions import Pelaku
from model.queries.acuan import Pilihan
from pages.shared import data, html
from pages.shared.akses import forget, is_kept, recall, remember, toast_next_run

Options = Mapping[str, list[Pilihan]]


def edit_form(
    key: str,
    form: type[Isian],
    *,
    pelaku: Pelaku,
    command: Callable[..., Any],
    values: Mapping[str, Any],
    options: Options,
    versi: int | None = None,
    button: str = "Simpan",
    message: str = "Perubahan tersimpan.",
    **arguments: Any,
) -> Any:
    """Draw a form and save it on submit. Return the command's value, or None until then.

    `versi` is given for changes of an existing row; `arguments` go to the command as they are.
    `message` is shown as a toast on the next run.
    """
    if not is_kept(f"{key}.terbuka") or not _still_drawn(key, form):
        remember(f"{key}.terbuka", {"nilai": dict(values), "versi": versi})
    opened = recall(f"{key}.terbuka")
    with st.form(key=f"{key}.form", enter_to_submit=False):
        filled = {
            name: _input(f"{key}.{name}", name, field, opened["nilai"].get(name), options)
            for name, field in form.model_fields.items()
        }
        submitted = st.form_submit_button(button, type="primary", icon=":material/save:")
    if not submitted:
        return None
    if opened["versi"] is not None:
        arguments["versi"] = opened["versi"]
    try:
        isian = form.check(filled)
    except InvalidIsian as refusal:
        show_refusal(refusal)
        return None
    saved = data.save(command, pelaku=pelaku, isian=isian, **arguments)
    if not saved.ok:
        if isinstance(saved.refusal, StaleVersion):
            # The next press saves on top of what is now shown to this person.
            remember(f"{key}.terbuka", {**opened, "versi": saved.refusal.versi})
        show_refusal(saved.refusal)
        return None
    forget(f"{key}.")
    toast_next_run(message)
    return saved.value or True


def show_refusal(refusal: DomainError | None) -> None:
    """Show why something was refused and what to do; for a stale row also what others changed."""
    if isinstance(refusal, StaleVersion):
        html.show("bentrok.html", perubahan=refusal.perubahan)
    elif isinstance(refusal, InvalidIsian):
        html.show("ditolak.html", kalimat=list(refusal.per_kolom.values()))
    elif refusal is not None:
        html.show("ditolak.html", kalimat=[str(refusal)])


def _still_drawn(key: str, form: type[Isian]) -> bool:
    """Return whether the widgets lived through from the last run (they die with their page)."""
    return any(is_kept(f"{key}.{name}") for name in form.model_fields)


def _label(name: str, field: FieldInfo) -> str:
    return field.title or name


def _kinds(field: FieldInfo) -> tuple[Any, ...]:
    """Return the type of a field, or the types of a union without None."""
    return tuple(k for k in get_args(field.annotation) if k is not type(None)) or (
        field.annotation,
    )


def _input(key: str, name: str, field: FieldInfo, value: Any, options: Options) -> Any:
    """Draw the widget that fits a field and return what is in it."""
    label, note = _label(name, field), field.description
    kind = _kinds(field)[0]
    if name in options:
        return _choose(key, label, note, value, options[name], many=name.endswith("_ids"))
    if isinstance(kind, type) and issubclass(kind, Choice):
        members = list(kind)
        index = members.index(value) if value in members else None
        return st.selectbox(
            label, members, index=index, format_func=lambda m: m.label, key=key, help=note,
            placeholder="Pilih",
        )  # fmt: skip
    if kind is bool:
        return st.checkbox(label, value=bool(value), key=key, help=note)
    if kind is date:
        return st.date_input(label, value=value, key=key, help=note, format="DD/MM/YYYY")
    if kind is int:
        return st.number_input(label, 0, 100, int(value or 0), step=5, key=key, help=note)
    most = _max_length(field)
    if most > 200:
        return st.text_area(
            label, value=value or "", max_chars=most, key=key, help=note, height=110
        )
    return st.text_input(label, value=value or "", max_chars=most, key=key, help=note)


def _max_length(field: FieldInfo) -> int:
    return next((m.max_length for m in field.metadata if hasattr(m, "max_length")), 2000)


def _choose(
    key: str, label: str, note: str | None, value: Any, choices: list[Pilihan], *, many: bool
) -> Any:
    names = {choice.id: choice.singkat for choice in choices}
    ids = list(names)
    if many:
        present = [i for i in value or [] if i in names]
        return st.multiselect(
            label, ids, default=present, format_func=names.__getitem__, key=key, help=note,
            placeholder="Pilih",
        )  # fmt: skip
    index = ids.index(value) if value in names else None
    return st.selectbox(
        label, ids, index=index, format_func=names.__getitem__, key=key, help=note,
        placeholder="Pilih",
    )  # fmt: skip
