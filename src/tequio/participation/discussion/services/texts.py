"""What people write, made safe to keep: no characters that are no text, no tricks of direction."""

import hashlib
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from tequio.core.text import plain
from tequio.participation.discussion.services.errors import BadText

# Marks that turn the direction of what follows: they can make a text say another thing than it shows.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MANY_LINES = re.compile(r"\n{3,}")
_MOST_MARKS = 4  # accents piled on one letter; more is noise that covers the lines around it
_PILED = re.compile(rf"([\u0300-\u036f]{{{_MOST_MARKS}}})[\u0300-\u036f]+")


def clean(text: str, *, most: int) -> str:
    """Return a text as it is kept: composed, without control marks, with at most one empty line in a row.

    Args:
        text: as it came.
        most: the longest it may be, in characters.

    Raises:
        BadText: if it carries NUL, is empty, or is longer than ``most``.
    """
    if "\0" in text:
        raise BadText(_("El texto trae caracteres que no son texto. Escríbalo de nuevo, sin pegarlo."))
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    kept = _PILED.sub(r"\1", _DIRECTION.sub("", kept))
    kept = _MANY_LINES.sub("\n\n", kept).strip()
    if not _says_something(kept):
        raise BadText(_("Escriba algo: el texto está vacío."))
    if len(kept) > most:
        raise BadText(
            _("El texto tiene %(length)s caracteres y caben %(most)s. Acórtelo un poco.")
            % {"length": len(kept), "most": most}
        )
    return kept


def _says_something(text: str) -> bool:
    """Return whether there is anything to see: spaces of no width alone are nothing."""
    return any(unicodedata.category(c)[0] not in "CZ" for c in text)


def fingerprint(text: str) -> str:
    """Return what two texts share when they differ only in case, accents or spacing."""
    return hashlib.sha256(" ".join(plain(text).split()).encode()).hexdigest()
