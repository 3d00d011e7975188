"""The frame of a self-contained page: no script, nothing from elsewhere, and a policy that says so.

The page's own policy (Content Security Policy 3) allows only its style sheet, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from negtrack.render.markup import Markup, drop_directions, element


def style_sheet(name: str) -> str:
    """Return a style sheet of this folder."""
    return files(__package__).joinpath(name).read_text("utf-8")


def frame_page(title: str, body: Markup, css: str) -> str:
    """Return a page with a title, a body and a style sheet."""
    return f"<!doctype html>\n{element('html', _head(title, css), element('body', drop_directions(body)), lang='en')}\n"


def _head(title: str, css: str) -> Markup:
    hashed = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(css)),
    )
