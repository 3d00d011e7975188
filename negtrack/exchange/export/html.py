"""One page for a browser that needs nothing else: no script, nothing fetched, all text escaped by the template.

What people wrote is isolated by direction and shows its hidden characters as marks. The page's own policy (Content
Security Policy 3) allows its one style sheet, known by its hash, and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from negtrack.exchange.export.document import LEGEND, Dossier
from negtrack.render.clean import sanitise_lines

_TEMPLATE = "page.html.j2"


def html_text(dossier: Dossier) -> str:
    """`dossier` as an HTML page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_as_html, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["sha256"] = _hash
    template = environment.from_string(files("negtrack.exchange.export").joinpath(_TEMPLATE).read_text("utf-8"))
    return template.render(dossier=dossier, legend=LEGEND).lstrip()


def _as_html(value: object) -> object:
    """Every text on its way into the page, cleaned; what the template made itself is left as it is."""
    return sanitise_lines(value) if type(value) is str else value


def _hash(text: str) -> str:
    """What a policy calls a style sheet by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
