"""How all our templates are read: autoescape, so that a person's text is never markup."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def make_environment(templates: Path) -> Environment:
    """Return an environment for the templates of a folder; a name that is not given is an error."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
