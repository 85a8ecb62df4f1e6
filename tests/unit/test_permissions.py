"""Who may do what; the commands themselves are tried in test_commands_umum."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

import model.commands
from model.config import settings
from model.errors import NotAllowed
from model.permissions import HAK_PERAN, Hak, Pelaku, Peran, local_operator, may, require


def test_every_role_has_its_rights_written_down() -> None:
    assert set(HAK_PERAN) == set(Peran)


def test_the_operator_may_do_everything_and_the_reader_nothing() -> None:
    assert all(may(Pelaku("O", Peran.OPERATOR), hak) for hak in Hak)
    assert not any(may(Pelaku("P", Peran.PEMBACA), hak) for hak in Hak)


@pytest.mark.parametrize("hak", Hak)
def test_a_refusal_says_what_may_not_be_done_and_who_can_help(hak: Hak) -> None:
    require(Pelaku("O", Peran.OPERATOR), hak)
    with pytest.raises(NotAllowed) as refused:
        require(Pelaku("P", Peran.PEMBACA), hak)
    assert str(refused.value) == (f"Anda tidak berwenang {hak.value}. Hubungi sekretariat forum.")


def test_the_local_operator_has_the_name_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUM_OPERATOR", "Sekretariat Rakor")
    settings.cache_clear()
    try:
        assert local_operator() == Pelaku("Sekretariat Rakor", Peran.OPERATOR)
    finally:
        settings.cache_clear()


def test_every_command_asks_for_a_right_before_anything_else() -> None:
    asked = []
    for module in iter_modules(model.commands.__path__):
        functions = vars(import_module(f"model.commands.{module.name}"))
        for name, function in functions.items():
            if (
                not inspect.isfunction(function)
                or "pelaku" not in inspect.signature(function).parameters
            ):
                continue
            if name.startswith("_") or function.__module__ != f"model.commands.{module.name}":
                continue
            first = inspect.getsource(function).split('"""')[2].strip().splitlines()[0]
            assert first.startswith("require(pelaku, Hak."), name
            asked.append(name)
    assert {"create_aksi", "update_status", "assess_risiko", "withdraw", "restore"} <= set(asked)
