"""What the repository says about itself is true, and nothing in it leads outside."""

import ast
import re

import pytest

from model.config import ROOT, Settings
from model.tables import Base
from pages.shared.halaman import HALAMAN, Halaman, script_path
from tests.test_consistency import called, files, name_of, source

TEXT = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".sh", ".csv", "")


def words_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text("utf-8") for name in names)


@pytest.mark.parametrize("tabel", sorted(Base.metadata.tables))
def test_the_glossary_explains_every_table(tabel: str) -> None:
    assert f"`{tabel}`" in words_of("docs/istilah.md")


@pytest.mark.parametrize("halaman", [h for h in HALAMAN if h.menu], ids=lambda h: h.judul)
def test_the_readme_names_every_page_of_the_menu(halaman: Halaman) -> None:
    rows = [line for line in words_of("README.md").splitlines() if line.startswith("|")]
    assert any(halaman.judul in row and f"`{halaman.alamat}`" in row for row in rows)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_documents_explain_every_setting(name: str) -> None:
    assert f"`{name.upper()}`" in words_of("README.md", "docs/arsitektur.md")


def test_links_in_the_documents_lead_somewhere() -> None:
    broken = [
        f"{name_of(path)}: {target}"
        for path in files(".md")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("command", ["run", "test", "help"])
def test_the_readme_and_the_makefile_agree_on_the_commands(command: str) -> None:
    assert re.search(rf"^{command}:.*## ", words_of("Makefile"), re.MULTILINE)
    assert f"make {command}" in words_of("README.md")


def test_every_page_of_the_menu_has_its_script() -> None:
    assert [halaman.script for halaman in HALAMAN if not script_path(halaman).exists()] == []


def test_no_error_is_swallowed() -> None:
    """An `except` for everything hides defects; `suppress(Exception)` is the same in one line.

    What has to go on for everybody, such as the heartbeat of open screens, logs it whole.
    """
    wrong = []
    for name, tree in source().items():
        for node in ast.walk(tree):
            broad = isinstance(node, ast.ExceptHandler) and (
                node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            )
            told = any(
                isinstance(part, ast.Raise) or called(part) == "log.exception"
                for part in ast.walk(node)
            )
            if broad and not told:
                wrong.append(f"{name}:{node.lineno}")  # type: ignore[attr-defined]
            if called(node).endswith("suppress") and "Exception" in [
                ast.unparse(argument)
                for argument in node.args  # type: ignore[attr-defined]
            ]:
                wrong.append(f"{name}:{node.lineno}")  # type: ignore[attr-defined]
    assert wrong == []


def mentions(pattern: str) -> list[str]:
    """Return the text files that hold a pattern, this one left out."""
    here = name_of(ROOT / "tests" / "test_repository.py")
    return [
        name_of(path)
        for path in files()
        if path.suffix in TEXT
        and name_of(path) != here
        and re.search(pattern, path.read_text("utf-8", "replace"))
    ]


def test_nothing_reads_the_folder_beside_the_repository() -> None:
    assert mentions(r"\.\./shared|work/shared") == []


def test_no_package_registry_is_named() -> None:
    """Where packages come from is a matter of the computer, not of the repository."""
    hosts = r"pypi\.org|pythonhosted|npmjs|yarnpkg|anaconda\.org|--(extra-)?index-url|find-links"
    assert mentions(hosts) == []


def test_every_package_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in words_of(name).splitlines():
            assert re.match(r"(#|$|-r requirements\.txt$|[\w.\[\]-]+==[\w.]+)", line), line


def test_icons_are_never_emoji() -> None:
    emoji = "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]"
    found = [
        f"{name_of(path)}: {mark}"
        for path in files(".py", ".html", ".css", ".js", ".md")
        if not name_of(path).startswith("tests/")
        for mark in re.findall(emoji, path.read_text("utf-8"))
    ]
    assert found == []
