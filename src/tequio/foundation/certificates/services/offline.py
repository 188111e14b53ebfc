"""The page that checks certificates without network, as one file that anybody may keep and pass on.

Everything is inside: keys, lists, style sheet and scripts. Scripts stay the modules that they are: each travels
as a ``data:`` address in an import map, and its imports of neighbours are turned into names of that map. The
file brings its own policy (nothing from outside, no script but its own two, by their hashes), because no server
gives it one.
"""

import base64
import hashlib
import json
import posixpath
import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

ENTRY = "certificates/offline/page.js"
STYLES = ("web/tequio.css", "certificates/offline/page.css")
_IMPORT = re.compile(r'^((?:import|export)\b[^;"\']*?\bfrom\s*)["\'](\.{1,2}/[\w./-]+\.js)["\']', re.MULTILINE)
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")


def build(values: dict[str, Any], data: dict[str, Any]) -> str:
    """Return the file.

    Args:
        values: of the template, such as the words of the municipality.
        data: what the page's script reads: keys, lists and words.
    """
    modules = _modules()
    imports = {name: _address(text) for name, text in modules.items()}
    import_map = json.dumps({"imports": imports})
    start = f'import "{_name(ENTRY)}";'
    style = _FONT.sub("", "".join(map(_read, STYLES)))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(import_map)} {_hash(start)} data:",
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    parts = {
        "policy": policy,
        "style": _element("style", style),
        "import_map": _element("script", import_map, 'type="importmap"'),
        "start": _element("script", start, 'type="module"'),
        "data": data,
    }
    return render_to_string("certificates/offline/file.html", {**values, **parts, "file": True})


def worker() -> str:
    """Return the script that keeps the page in a browser."""
    return _read("certificates/offline/worker.js")


def _element(tag: str, content: str, attributes: str = "") -> str:
    """Return an element with a script or style of ours in it, byte for byte what the policy's hash is of."""
    return mark_safe(f"<{tag} {attributes}>{content}</{tag}>")


def _modules() -> dict[str, str]:
    """Return every module that the page needs, by its name in the import map."""
    found: dict[str, str] = {}
    waiting = [ENTRY]
    while waiting:
        path = waiting.pop()
        if _name(path) in found:
            continue
        text = _read(path)
        near = [_resolved(path, match[2]) for match in _IMPORT.finditer(text)]
        found[_name(path)] = _IMPORT.sub(
            lambda match, path=path: f'{match[1]}"{_name(_resolved(path, match[2]))}"',  # type: ignore[misc]
            text,
        )
        waiting += near
    return found


def _resolved(path: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))


def _name(path: str) -> str:
    return f"tequio/{path}"


def _address(text: str) -> str:
    return "data:text/javascript;base64," + base64.b64encode(text.encode()).decode()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return Path(found).read_text("utf-8")
