"""Names on certificates: initials for what anybody sees, and lists of people as the office writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tequio.core.text import plain
from tequio.foundation.certificates.services.errors import ListRefused

MOST_LINES = 1_000
MOST_NAME = 120
_MOST_INITIALS = 4
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "van", "von", "da", "do", "dos", "san"})
_HEADS = frozenset({"nombre", "nombre completo", "persona", "name"})


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a list.

    Attributes:
        number: of the line, from 1.
        name: the full name.
        email: where they can be reached, or empty.
    """

    number: int
    name: str
    email: str


def initials(name: str) -> str:
    """Return what anybody may see of a name: «María de la Luz Pérez» is ``M.L.P.`` (CER-4). At most four."""
    words = [word for word in name.split() if plain(word) not in _PARTICLES]
    letters = (next((char for char in word if char.isalpha()), "") for word in words or name.split())
    return "".join(f"{letter.upper()[:1]}." for letter in islice(filter(None, letters), _MOST_INITIALS))


def read_lines(rows: Iterable[Sequence[str]]) -> list[Line]:
    """Read a list of people: name, and e-mail if it is known. A first line of titles is passed over.

    Args:
        rows: the cells of each line.

    Raises:
        ListRefused: with every problem and its line; nothing of the list is taken (CER-6).
    """
    lines = [
        Line(number, name, email)
        for number, cells in enumerate(rows, 1)
        for name, email in [_cells(cells)]
        if name or email
    ]
    if lines and plain(lines[0].name) in _HEADS:
        lines = lines[1:]
    if not lines:
        raise ListRefused(_("Escriba al menos una persona."))
    if len(lines) > MOST_LINES:
        raise ListRefused(_("Son más de %(most)s personas. Divida la lista.") % {"most": MOST_LINES})
    problems = _problems(lines)
    if problems:
        message = _("No se expidió ninguna constancia. Corrija estas líneas.")
        raise ListRefused(message, problems=problems)
    return lines


def _cells(cells: Sequence[str]) -> tuple[str, str]:
    clean = [" ".join(cell.split()) for cell in cells] + ["", ""]
    return clean[0], clean[1].lower()


def _problems(lines: Sequence[Line]) -> list[str]:
    seen: dict[tuple[str, str], int] = {}
    problems: list[str] = []
    for line in lines:
        said = _said(line)
        first = seen.setdefault((plain(line.name), line.email), line.number)
        if first != line.number:
            said.append(_("es la misma persona que la línea %(first)d") % {"first": first})
        problems += [_("Línea %(n)d: %(what)s.") % {"n": line.number, "what": what} for what in said]
    return problems


def _said(line: Line) -> list[str]:
    found = []
    if not line.name or not any(char.isalpha() for char in line.name):
        found.append(_("falta el nombre"))
    if len(line.name) > MOST_NAME:
        found.append(_("el nombre pasa de %(most)d letras") % {"most": MOST_NAME})
    if line.email:
        try:
            validate_email(line.email)
        except ValidationError:
            found.append(_("«%(email)s» no es un correo") % {"email": line.email})
    return found
