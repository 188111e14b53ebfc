"""Sizes and amounts as people say them."""

from django.utils.translation import gettext, pgettext

from tequio.core import money
from tequio.participation.editions.models import SizeClass


def size_label(size: SizeClass) -> str:
    """Return a size with its cap as people say it: ``Comunitario, hasta $1 millón``."""
    return gettext("%(name)s, hasta %(cap)s") % {"name": size.name, "cap": said(size.cap_centavos)}


def said(centavos: int) -> str:
    """Return an amount as people say it, in the person's language."""
    figure, scale = money.spoken(centavos)
    words = {
        "": "",
        "mil": pgettext("money", "mil"),
        "millón": pgettext("money", "millón"),
        "millones": pgettext("money", "millones"),
    }
    return f"{figure} {words[scale]}".strip()
