"""One self-contained HTML page: no script, no external resources, all text escaped by the template.

Texts of people are isolated by direction and show hidden characters as marks. The page's own policy (Content Security
Policy 3) allows only its style sheet, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from negtrack.exchange.export.document import LEGEND, Dossier
from negtrack.render.clean import sanitise_lines

_TEMPLATE = "page.html.j2"


def html_text(dossier: Dossier) -> str:
    """Return `dossier` as an HTML page."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_as_html, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["sha256"] = _hash
    template = environment.from_string(files("negtrack.exchange.export").joinpath(_TEMPLATE).read_text("utf-8"))
    return template.render(dossier=dossier, legend=LEGEND).lstrip()


def _as_html(value: object) -> object:
    """Sanitise a text of the page; leave markup of the template unchanged."""
    return sanitise_lines(value) if type(value) is str else value


def _hash(text: str) -> str:
    """Return the name of a style sheet in a policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
