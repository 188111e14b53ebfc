"""Finding a person who stands at a counter, by something that only they would say."""

from tequio.core import curp as rules
from tequio.foundation.accounts.models import User
from tequio.foundation.identity.models import Key, Registration
from tequio.foundation.identity.services.keys import digests
from tequio.foundation.identity.types import KeyKind


def people_at_counter(text: str) -> list[User]:
    """Return who has this e-mail, this folio of registration or this CURP: the whole of it, never a part.

    Nobody is found by name: who attends looks for the person in front, not through everybody. Three queries.
    """
    asked = text.strip()
    if not asked:
        return []
    found = set(User.objects.filter(email__iexact=asked, is_active=True))
    found |= {row.user for row in Registration.objects.filter(folio__iexact=asked).select_related("user")}
    kept = digests(KeyKind.CURP, rules.normalise(asked))
    keys = Key.objects.filter(kind=KeyKind.CURP.value, digest__in=kept).select_related("user")
    found |= {row.user for row in keys}
    return sorted((person for person in found if person.is_active), key=lambda person: person.pk)
