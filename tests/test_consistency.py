"""The house rules of docs/arsitektur.md, looked up in the source itself."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from model import tables
from model.config import ROOT
from pages.shared.halaman import HALAMAN, script_path

SKIPPED = {".git", ".venv", "data", "__pycache__", "node_modules"}
SHARED = {"shared", "charts", "exports", "layar", "web"}  # folders of pages/ that are no section


@cache
def files(*endings: str) -> list[Path]:
    """Return the files of the repository, tool caches and data left out."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in SKIPPED and not f.endswith("_cache")]
        found += [Path(folder) / name for name in names]
    return sorted(path for path in found if not endings or path.suffix in endings)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def source(where: str = "") -> dict[str, ast.Module]:
    """Return our own modules below a folder by path; tests have rules of their own."""
    return {
        name: ast.parse(path.read_text("utf-8"))
        for path in files(".py")
        if (name := name_of(path)).startswith(where) and not name.startswith("tests/")
    }


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of what a module imports, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.AST) -> str:
    """Return the dotted name of what a call calls, empty for anything else."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def importing(where: str, *forbidden: str) -> list[str]:
    return [
        f"{name}: {imported}"
        for name, tree in source(where).items()
        for imported in imports(tree)
        if any(imported == f or imported.startswith(f"{f}.") for f in forbidden)
    ]


def using(pattern: str, allowed: str) -> list[str]:
    """Return where a name matching `pattern` is used outside the one module that may."""
    return [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in source().items()
        if name != allowed
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.fullmatch(pattern, ast.unparse(node))
    ]


# 1. Layers


def test_model_imports_nothing_above_it() -> None:
    above = ("streamlit", "altair", "starlette", "pages", "seed", "tests", "dashboard")
    assert importing("model/", *above) == []


def test_pages_never_reach_past_the_model_to_the_database() -> None:
    assert importing("pages/", "sqlmodel", "sqlalchemy", "model.tables", "seed", "tests") == []


def test_charts_and_exports_know_nothing_of_streamlit() -> None:
    forbidden = ("streamlit", "pages.shared", "pages.web")
    assert importing("pages/charts/", *forbidden, "pages.exports") == []
    assert importing("pages/exports/", *forbidden) == []
    assert importing("pages/layar/", "streamlit", "pages.web") == []


def sections() -> set[str]:
    return {p.name for p in (ROOT / "pages").iterdir() if p.is_dir()} - SHARED - SKIPPED


@pytest.mark.parametrize("section", sorted(sections()))
def test_a_section_uses_no_other_section(section: str) -> None:
    others = [f"pages.{other}" for other in sections() - {section}]
    assert importing(f"pages/{section}/", *others, "pages.web") == []


@pytest.mark.parametrize("folder", sorted(SHARED))
def test_what_is_shared_uses_no_section(folder: str) -> None:
    assert importing(f"pages/{folder}/", *[f"pages.{section}" for section in sections()]) == []


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit would take it for a page of its own, past the menu and its guard."""
    assert [p.name for p in (ROOT / "pages").glob("*.py") if p.name != "__init__.py"] == []


# 2. Reads give plain data, writes are commands, one place commits

READ = re.compile(r"(list|count|get|frame|map|is|find)_")
TABEL = {nama for nama in tables.__all__ if nama not in ("Base", "Tercatat")}


def reads() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in source("model/queries/").items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and READ.match(node.name):
                yield f"{name}: {node.name}", node


def test_a_read_takes_the_session_first_and_the_rest_by_name() -> None:
    found = dict(reads())
    assert len(found) > 20
    # Whether something holds of plain values needs no session.
    wrong = [
        where
        for where, node in found.items()
        if [a.arg for a in node.args.args] != ["session"]
        and (not node.name.startswith("is_") or "Session" in ast.unparse(node.args))
    ]
    assert wrong == []


def test_a_read_returns_no_live_row() -> None:
    rows = re.compile(r"\bt\.\w+|\b(" + "|".join(TABEL) + r")\b|\bSelect\b")
    wrong = [
        where
        for where, node in reads()
        if node.returns is None or rows.search(ast.unparse(node.returns))
    ]
    assert wrong == []


# What happens before anybody is known, at the wish of the sesi itself, or as part of a command.
WITHOUT_PELAKU = {
    f"model/commands/{name}"
    for name in (
        "kosongkan.py: create_first_admin",
        "layar.py: use_tautan",
        "masuk.py: bind_oidc",
        "kabar.py: claim_surel",
        "kabar.py: finish_surel",
        "kabar.py: write_pengingat",
        "masuk.py: find_contoh",
        "masuk.py: give_back",
        "masuk.py: note_gagal",
        "masuk.py: rehash_sandi",
        "masuk.py: set_sandi",
        "masuk.py: take_percobaan",
        "pesan.py: send_pesan",
        "sesi.py: open_sesi",
        "sesi.py: sign_out",
        "sesi.py: touch_sesi",
    )
}


def commands() -> dict[str, ast.FunctionDef]:
    """Return every public function that is given a session and input by name."""
    return {
        f"{name}: {node.name}": node
        for name, tree in source("model/commands/").items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.args.args and node.args.args[0].arg == "session" and node.args.kwonlyargs
    }


def is_command_of_a_person(node: ast.FunctionDef) -> bool:
    return "pelaku" in [a.arg for a in (*node.args.args, *node.args.kwonlyargs)]


GUARDS = ("require", "require_somewhere", "take")


def test_every_command_checks_the_right() -> None:
    found = {where: node for where, node in commands().items() if is_command_of_a_person(node)}
    assert len(found) > 15
    unguarded = [
        where
        for where, node in found.items()
        if not any(called(part) in GUARDS for part in ast.walk(node))
    ]
    assert unguarded == []


def test_a_command_is_given_who_wants_it() -> None:
    nobody = {where for where, node in commands().items() if not is_command_of_a_person(node)}
    assert nobody == WITHOUT_PELAKU


def test_one_place_commits() -> None:
    places = {
        name
        for name, tree in source().items()
        for node in ast.walk(tree)
        if called(node).endswith(".commit")
    }
    assert places == {"model/db.py", "model/migrate.py"}


# 3. One place each for the cache, the session state and HTML; a person's text is never markup


def test_only_one_module_caches_data() -> None:
    assert using(r"st\.cache_\w+", "pages/shared/data.py") == []


def test_only_one_module_keeps_session_state() -> None:
    assert using(r"st\.session_state", "pages/shared/akses.py") == []


def test_only_one_module_makes_html() -> None:
    assert using(r"st\.(html|iframe|components)", "pages/shared/html.py") == []


def test_only_one_module_brings_script_of_its_own() -> None:
    used = importing("pages/", "streamlit.components")
    assert used == ["pages/shared/langsung.py: streamlit.components.v2.component"]


def test_html_is_escaped_by_itself() -> None:
    environments = [
        (path, {word.arg: ast.unparse(word.value) for word in node.keywords})
        for path, tree in source().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in ("Environment", "jinja2.Environment")
    ]
    # Mail has a text part as well: everything that ends in .html is escaped there too.
    html_only = "select_autoescape(['html'], default=False)"
    assert {path: said["autoescape"] for path, said in environments} == {
        "pages/shared/jinja.py": "True",
        "model/surel/isi.py": html_only,
    }
    for path in files(".html"):
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", path.read_text("utf-8")), path


# What Streamlit reads as markdown, where a person's text could become a link or an image.
MARKDOWN = re.compile(
    r"(st|\w+)\.(markdown|write|write_stream|caption|title|header|subheader|error|warning|info|"
    r"success|exception|toast|badge|metric|latex|code|help)"
)
# Put together from words of our own and codes that the program gives out.
MARKDOWN_OF_OUR_OWN = {
    "pages/shared/akses.py": "toast",
    "pages/shared/rincian.py": "title",
    "pages/web/app.py": "error",
}


def test_no_text_of_a_person_goes_through_markdown() -> None:
    wrong = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in source("pages/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (kind := re.fullmatch(MARKDOWN, called(node)))
        and kind[1] not in ("log", "html")
        and not name.startswith(("pages/charts/", "pages/exports/"))
        and not (node.args and isinstance(node.args[0], ast.Constant))
        and MARKDOWN_OF_OUR_OWN.get(name) != kind[2]
    ]
    assert wrong == []
    nodes = [node for tree in source("pages/").values() for node in ast.walk(tree)]
    assert "unsafe_allow_html" not in [n.arg for n in nodes if isinstance(n, ast.keyword)]


# 4. The guard comes first


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda h: h.script)
def test_a_page_begins_with_its_sentence_and_its_guard(halaman: object) -> None:
    tree = ast.parse(script_path(halaman).read_text("utf-8"))  # type: ignore[arg-type]
    docstring = ast.get_docstring(tree) or ""
    assert docstring and "\n" not in docstring
    passive = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    active = [node for node in tree.body[1:] if not isinstance(node, passive)]
    first = next(n for n in active if any(isinstance(part, ast.Call) for part in ast.walk(n)))
    assert isinstance(first, ast.Expr | ast.Assign)
    assert called(first.value) == "require_pelaku"


# 5. Rules and reads are given the day


def test_rules_and_reads_never_ask_the_clock() -> None:
    asked = [
        f"{name}: {called(node)}"
        for name, tree in source("model/").items()
        if name.startswith(
            ("model/queries/", "model/rules.py", "model/labels.py", "model/format.py")
        )
        for node in ast.walk(tree)
        if re.fullmatch(r"(clock\.)?(today|now)|(date|datetime)\.(today|now|utcnow)", called(node))
    ]
    assert asked == []


def test_only_the_clock_asks_the_computer_for_the_time() -> None:
    pattern = re.compile(r"(\w+\.)?(date|datetime)\.(today|now|utcnow)|time\.(time|localtime)")
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in source().items()
        if name != "model/clock.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and pattern.fullmatch(called(node))
    ]
    assert wrong == []


# 6. Sizes


def test_modules_and_functions_stay_small() -> None:
    scripts = {name_of(script_path(halaman)) for halaman in HALAMAN}
    large = []
    for name, tree in source().items():
        if name.startswith("model/migrations/versions/"):
            continue
        lines = len((ROOT / name).read_text("utf-8").splitlines())
        if lines > (150 if name in scripts else 250):
            large.append(f"{name}: {lines} lines")
        for node in functions(tree):
            if (length := (node.end_lineno or 0) - node.lineno + 1) > 60:
                large.append(f"{name}: {node.name} has {length} lines")
    assert large == []
