"""Forms drawn from the input classes of `model.isian`, and the one place that shows a refusal.

What a person typed stays until it is saved: values and version are those of the moment the form
was opened, whatever others save meanwhile.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn, get_args

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
    name = _open(key, form, values, versi)
    opened = recall(f"{name}.terbuka")
    with st.form(key=f"{name}.form", enter_to_submit=False):
        filled = {
            kolom: _input(f"{name}.{kolom}", kolom, field, opened["nilai"].get(kolom), options)
            for kolom, field in form.model_fields.items()
        }
        submitted = st.form_submit_button(button, type="primary", icon=":material/save:")
    if not submitted:
        show_refusal(opened.get("bentrok"))
        return None
    if opened["versi"] is not None:
        arguments["versi"] = opened["versi"]
    try:
        saved = data.save(command, pelaku=pelaku, isian=form.check(filled), **arguments)
    except InvalidIsian as refusal:
        saved = data.Saved(refusal=refusal)
    if isinstance(saved.refusal, StaleVersion):
        _reopen(key, name, merged(filled, opened["nilai"], values), saved.refusal)
    if not saved.ok:
        show_refusal(saved.refusal)
        return None
    forget(f"{name}.")
    remember(f"isian_ke.{key}", recall(f"isian_ke.{key}", 0) + 1)
    toast_next_run(message)
    return saved.value or True


def _open(key: str, form: type[Isian], values: Mapping[str, Any], versi: int | None) -> str:
    """Return the name under which the form is drawn, its opening values and version remembered.

    The browser keeps what stands in a widget of the same name, so each new form gets a new one.
    """
    nomor = recall(f"isian_ke.{key}", 0)
    name = f"{key}.{nomor}" if nomor else key
    opened = recall(f"{name}.terbuka")
    # Widgets die with their page; a form reopened on purpose has not been drawn yet.
    alive = any(is_kept(f"{name}.{kolom}") for kolom in form.model_fields)
    if opened is None or not (alive or opened.get("baru")):
        opened = {"nilai": dict(values), "versi": versi}
    remember(f"{name}.terbuka", {**opened, "baru": False})
    return name


def merged(
    filled: Mapping[str, Any], opened: Mapping[str, Any], fresh: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a person typed, and what is now in the store for every field left untouched."""
    return {
        kolom: value if (value or None) != (opened.get(kolom) or None) else fresh.get(kolom)
        for kolom, value in filled.items()
    }


def _reopen(key: str, name: str, nilai: dict[str, Any], refusal: StaleVersion) -> NoReturn:
    """Draw the form again with `nilai`, on top of the version that the refusal told of."""
    nomor = recall(f"isian_ke.{key}", 0) + 1
    forget(f"{name}.")
    remember(f"isian_ke.{key}", nomor)
    opened = {"nilai": nilai, "versi": refusal.versi, "bentrok": refusal, "baru": True}
    remember(f"{key}.{nomor}.terbuka", opened)
    st.rerun()


def show_refusal(refusal: DomainError | None) -> None:
    """Show why something was refused and what to do; for a stale row also what others changed."""
    if isinstance(refusal, StaleVersion):
        html.show("bentrok.html", perubahan=refusal.perubahan)
    elif isinstance(refusal, InvalidIsian):
        html.show("ditolak.html", kalimat=list(refusal.per_kolom.values()))
    elif refusal is not None:
        html.show("ditolak.html", kalimat=[str(refusal)])


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
