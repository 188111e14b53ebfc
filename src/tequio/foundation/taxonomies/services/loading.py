"""Many concepts from a file: all or none, those above before those below."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.taxonomies import queries
from tequio.foundation.taxonomies.events import ConceptsLoaded
from tequio.foundation.taxonomies.models import Scheme
from tequio.foundation.taxonomies.services.concepts import demand_no_circle, holders, put, rewrite
from tequio.foundation.taxonomies.services.errors import NotInThisScheme
from tequio.foundation.taxonomies.types import Entry


def in_order(entries: Sequence[Entry], above: dict[str, str]) -> list[Entry]:
    """Return the rows so that what holds another comes first.

    Args:
        entries: as the file has them.
        above: the code that holds each code in force.

    Raises:
        NotInThisScheme: if a row hangs from a code that is neither in the file nor in force.
        WouldBeACircle: if a code would stand above itself.
    """
    after = above | {entry.code: entry.broader for entry in entries}
    for entry in entries:
        if entry.broader and entry.broader not in after:
            raise NotInThisScheme(
                _("«%(code)s» cuelga de «%(broader)s», que no está en la hoja ni vigente.")
                % {"code": entry.code, "broader": entry.broader}
            )
    demand_no_circle(after, [entry.code for entry in entries])

    def depth(code: str) -> int:
        return 1 + depth(after[code]) if after.get(code) else 0

    return sorted(entries, key=lambda entry: depth(entry.code))


def check_concepts(*, scheme: Scheme, entries: Sequence[Entry], on: date) -> None:
    """Refuse rows that ``load_concepts`` would refuse, without keeping anything.

    Raises:
        CodeTaken, NotInThisScheme, WouldBeACircle, DaysDoNotFit: the first that it finds.
    """
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            _keep(scheme, entries, on)
        finally:
            transaction.savepoint_rollback(point)


@transaction.atomic
def load_concepts(
    *, scheme: Scheme, entries: Sequence[Entry], on: date, actor: int | None = None
) -> tuple[int, int]:
    """Bring rows into a list: new codes are added; other words of a known code begin on their day, or today.

    Returns:
        How many are new and how many changed; a row that says what is in force already is neither.

    Raises:
        CodeTaken, NotInThisScheme, WouldBeACircle, DaysDoNotFit: then nothing is kept.
    """
    added, changed = _keep(scheme, entries, on)
    if added or changed:
        audit.record(ConceptsLoaded(scheme=scheme.slug, concepts=added + changed), actor=actor)
    return added, changed


def _keep(scheme: Scheme, entries: Sequence[Entry], on: date) -> tuple[int, int]:
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    added = changed = 0
    for entry in in_order(entries, holders(scheme.slug, on)):
        known = queries.concept(scheme.slug, entry.code, on=on)
        if known is None:
            put(scheme, entry, on)
            added += 1
        else:
            event = rewrite(scheme, known, entry, since=entry.valid_from or on, on=on)[1]
            changed += event is not None
    return added, changed
