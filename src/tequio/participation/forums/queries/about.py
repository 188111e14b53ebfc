"""What somebody may say of themselves in an exercise, as it is offered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.participation.forums.models import Forum
from tequio.participation.forums.types import Gender

# As one person says it; the figures call them in the plural.
GENDERS: tuple[tuple[str, Any], ...] = (
    (Gender.WOMAN.value, _("Mujer")),
    (Gender.MAN.value, _("Hombre")),
    (Gender.NON_BINARY.value, _("Persona no binaria")),
)


def age_bands(forum: Forum) -> list[tuple[str, Any]]:
    """Return the bands of age of the exercise: the first year of each, as text, and how people call it."""
    return [(str(first), _band(first, last)) for first, last in forum.age_bands]


def _band(first: int, last: int | None) -> Any:
    if last is None:
        return _("%(first)s años o más") % {"first": first}
    if not first:
        return _("Menos de %(age)s años") % {"age": last + 1}
    return _("De %(first)s a %(last)s años") % {"first": first, "last": last}
