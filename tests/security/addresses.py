"""Addresses that lead away, and addresses that make no sense."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.urls import Resolver404, resolve

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tequio"
ELSEWHERE = (
    "https://ejemplo.invalid/", "//ejemplo.invalid/", "///ejemplo.invalid", "////ejemplo.invalid/",
    "https:ejemplo.invalid", "https:/ejemplo.invalid", "/\\ejemplo.invalid", "\\\\ejemplo.invalid",
    "\\/ejemplo.invalid", "/\t/ejemplo.invalid", "\thttps://ejemplo.invalid", "\n//ejemplo.invalid",
    " //ejemplo.invalid", "https://testserver@ejemplo.invalid/", "https://testserver:80@ejemplo.invalid/",
    "http://ejemplo.invalid#testserver", "http://ejemplo.invalid?testserver", "%2f%2fejemplo.invalid",
    "/%09/ejemplo.invalid", "javascript:alert(1)//ejemplo.invalid", "JaVaScRiPt:alert('ejemplo.invalid')",
    "data:text/html,ejemplo.invalid", "http:///ejemplo.invalid", "//ejemplo.invalid\\@testserver",
    "https://ejemplo。invalid/", "/cuenta/\r\nLocation: https://ejemplo.invalid/", "ftp://ejemplo.invalid/",
)  # fmt: skip
RETURNING = ("next", "return", "return_to", "redirect", "redirect_to", "url", "volver", "siguiente", "regreso")
HERE = "/canario-7/"
NONSENSE = ("%00", "-1", "9" * 40, "%ff%fe", quote("🌵\u202e"), "a" * 10_000, "..%2f..%2fetc", "None")
# In the query: bytes that are no text, numbers out of every bound, and words that no list has.
QUERIES = (("%00",), ("-" + "9" * 30, "%ff%27%22", quote("🌵") * 30))


def away(location: str) -> bool:
    """Return whether a browser would leave the site for this address: it forgives tabs and backslashes."""
    read = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    parts = urlsplit(read)
    known = parts.scheme in {"", "http", "https"} and parts.netloc in {"", "testserver"}
    return not known or bool(parts.scheme and not parts.netloc)


def links(page: str) -> list[str]:
    """Return where the links and forms of a page lead."""
    return [
        found.replace("&amp;", "&") for found in re.findall(r"(?:href|action|formaction)=\"([^\"]*)\"", page)
    ]


@cache
def parameters() -> tuple[str, ...]:
    """Return every name that our code reads from a query."""
    reads = re.compile(r"GET(?:\.get|\.getlist)?[(\[]\"(\w+)\"")
    code = "\n".join(
        path.read_text() for path in SOURCE.rglob("*.py") if "views" in str(path) or "forms" in str(path)
    )
    fields = re.compile(r"^    (\w+) = forms\.\w+Field\(", re.MULTILINE)
    return tuple(sorted({*reads.findall(code), *fields.findall(code), "page", "pagina", "q"}))


def nonsense(url: str, kwargs: dict[str, object]) -> list[str]:
    """Return the address with each of its parts replaced by what makes no sense, and with such a query.

    What the URLconf itself turns away is left out: no view sees it.
    """
    path = url.split("?", maxsplit=1)[0]
    parts = [quote(str(value), safe="/:") for value in kwargs.values()]
    changed = [
        path.replace(f"/{part}", f"/{odd}", 1) for part in parts for odd in NONSENSE if f"/{part}" in path
    ]
    asked = [
        f"{path}?" + "&".join(f"{name}={odd[n % len(odd)]}" for n, name in enumerate(parameters()))
        for odd in QUERIES
    ]
    return [address for address in changed if _is_ours(address)] + asked


def _is_ours(path: str) -> bool:
    try:
        resolve(unquote(path, errors="replace"))
    except Resolver404:
        return False
    return True
