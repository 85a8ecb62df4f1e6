"""What a person reads on an AppTest page: the templates' text, without tags."""

import html
import re
from typing import Any


def markup(app: Any) -> str:
    """Return the HTML of all templates on the page, joined."""
    return "\n".join(element.value for element in app.get("html"))


def text(app: Any) -> str:
    """Return the words of all templates on the page, entities resolved, white space folded."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", markup(app)))
    return " ".join(bare.split())


def submit(app: Any) -> Any:
    """Press the only form button of the page and run."""
    button = next(b for b in app.button if "FormSubmitter" in (b.key or ""))
    return button.click().run()
