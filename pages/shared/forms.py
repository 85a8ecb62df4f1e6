"""Forms drawn from the input classes of `model.isian`, and the one place that shows a refusal.

What a person typed stays until it is saved: values and version are those of the moment the form
was opened, whatever others save meanwhile.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, time
from typing import Any, Literal, NoReturn, get_args, get_origin

import streamlit as st
from pydantic.fields import FieldInfo

from model.choices import Choice, StatusAksi
from model.errors import DomainError, InvalidIsian, StaleVersion
from model.format import angka_isian
from model.isian import Isian
from model.permissions import Pelaku
from model.queries.acuan import Pilihan
from pages.shared import data, html
from pages.shared.akses import forget, is_kept, recall, remember, toast_next_run
from pages.shared.unggah import input_lampiran

Options = Mapping[str, list[Pilihan]]
Arrange = Callable[[], Callable[[str], AbstractContextManager[Any]]]


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
    bukti: bool = False,
    arrange: Arrange | None = None,
    **arguments: Any,
) -> Any:
    """Draw a form and save it on submit. Return the command's value, or None until then.

    `versi` is given for changes of an existing row; `arguments` go to the command as they are.
    `message`, if any, is shown as a toast on the next run. With `bukti` the form takes files and a
    link as well, and the command is given them under that name. `arrange`, called inside the form,
    lays out places and returns which field goes into which.
    """
    name = open_form(key, form, values, versi)
    opened = recall(f"{name}.terbuka")
    with st.form(key=f"{name}.form", enter_to_submit=False):
        place_of = arrange() if arrange else lambda _kolom: nullcontext()
        filled = {}
        for kolom, field in form.model_fields.items():
            with place_of(kolom):
                value = opened["nilai"].get(kolom)
                filled[kolom] = _input(f"{name}.{kolom}", kolom, field, value, options)
        lampiran = input_lampiran(key) if bukti else None
        submitted = st.form_submit_button(button, type="primary", icon=":material/save:")
    if not submitted:
        show_refusal(opened.get("bentrok"))
        return None
    if opened["versi"] is not None:
        arguments["versi"] = opened["versi"]
    try:
        isian = form.check(filled)
        with lampiran.prepare() if lampiran else nullcontext() as siap:
            if lampiran:
                arguments["bukti"] = siap
            saved = data.save(command, pelaku=pelaku, isian=isian, **arguments)
    except DomainError as refusal:
        saved = data.Saved(refusal=refusal)
    if isinstance(saved.refusal, StaleVersion):
        reopen_form(key, name, merged(filled, opened["nilai"], values), saved.refusal)
    if not saved.ok:
        show_refusal(saved.refusal)
        return None
    if lampiran:
        lampiran.forget()
    close_form(key, name)
    if message:
        toast_next_run(message)
    return saved.value or True


def open_form(key: str, form: type[Isian], values: Mapping[str, Any], versi: int | None) -> str:
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


def close_form(key: str, name: str) -> None:
    """Forget a form that is saved: the next one begins anew."""
    forget(f"{name}.")
    remember(f"isian_ke.{key}", recall(f"isian_ke.{key}", 0) + 1)


def merged(
    filled: Mapping[str, Any], opened: Mapping[str, Any], fresh: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a person typed, and what is now in the store for every field left untouched."""
    return {
        kolom: value if (value or None) != (opened.get(kolom) or None) else fresh.get(kolom)
        for kolom, value in filled.items()
    }


def reopen_form(key: str, name: str, nilai: dict[str, Any], refusal: StaleVersion) -> NoReturn:
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
    if kind is StatusAksi:  # the field that everybody changes: one tap, on a phone too
        return st.segmented_control(
            label, list(kind), default=value, format_func=lambda m: m.label, key=key, help=note,
            required=True,
        )  # fmt: skip
    if members := _members(field, kind):
        index = members.index(value) if value in members else None
        return st.selectbox(
            label, members, index=index, format_func=lambda m: m.label, key=key, help=note,
            placeholder="Pilih",
        )  # fmt: skip
    if kind is bool:
        return st.checkbox(label, value=bool(value), key=key, help=note)
    if kind is date:
        # Left to itself the browser drops what lies over ten years away, and saves the day before.
        return st.date_input(
            label, value=value, min_value=date.min, max_value=date.max, key=key, help=note,
            format="DD/MM/YYYY",
        )  # fmt: skip
    if kind is time:
        return st.time_input(label, value=value, key=key, help=note, step=300)
    if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("angka"):
        text = value if isinstance(value, str) else angka_isian(value)
        return st.text_input(label, value=text, max_chars=30, key=key, help=note)
    if kind is int:
        # Without limits of its own: a browser that sees one crossed keeps the whole form back and
        # does not say so. `Isian.check` refuses with the reason.
        least, greatest = _limits(field)
        step = 5 if greatest - least > 24 else 1
        return st.number_input(label, value=int(value or least), step=step, key=key, help=note)
    most = _max_length(field)
    if most > 200:
        return st.text_area(
            label, value=value or "", max_chars=most, key=key, help=note, height=110
        )
    return st.text_input(label, value=value or "", max_chars=most, key=key, help=note)


def _members(field: FieldInfo, kind: Any) -> list[Choice]:
    """Return the choices of a field: all of its kind, or those that its Literal names."""
    if get_origin(field.annotation) is Literal:
        return list(get_args(field.annotation))
    return list(kind) if isinstance(kind, type) and issubclass(kind, Choice) else []


def _limits(field: FieldInfo) -> tuple[int, int]:
    """Return the smallest and the largest whole number of a field."""
    least = next((m.ge for m in field.metadata if hasattr(m, "ge")), 0)
    return least, next((m.le for m in field.metadata if hasattr(m, "le")), 100)


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
