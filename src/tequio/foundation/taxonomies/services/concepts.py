"""Concepts: added, given new words from a day on, and retired. What was used keeps its words."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.taxonomies import queries
from tequio.foundation.taxonomies.events import (
    ConceptAdded,
    ConceptCorrected,
    ConceptReplaced,
    ConceptRetired,
)
from tequio.foundation.taxonomies.models import Concept, Match, Scheme
from tequio.foundation.taxonomies.services.errors import (
    CodeTaken,
    DaysDoNotFit,
    HasNarrower,
    NotInThisScheme,
    WouldBeACircle,
)
from tequio.foundation.taxonomies.types import Entry

_DAY = timedelta(days=1)


@transaction.atomic
def add_concept(*, scheme: Scheme, entry: Entry, on: date, actor: int | None = None) -> Concept:
    """Add a concept to a list, after the others.

    Args:
        scheme: the list.
        entry: code, words, days, and the code of what holds it.
        on: today: what holds it is sought among what is in force on its first day, or on this one.
        actor: the id of the person who does it.

    Raises:
        CodeTaken: if the code names something in some of its days.
        NotInThisScheme: if what should hold it is not in force in this list.
        DaysDoNotFit: if its last day comes before its first.
    """
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    made = put(scheme, entry, on)
    audit.record(ConceptAdded(scheme=scheme.slug, code=entry.code), actor=actor)
    return made


def put(scheme: Scheme, entry: Entry, on: date) -> Concept:
    """Write the row of a new concept; the scheme is locked."""
    _demand_order(entry.valid_from, entry.valid_to)
    _demand_free(scheme, entry)
    last = Concept.objects.filter(scheme=scheme).aggregate(last=Max("position"))["last"] or 0
    return Concept.objects.create(
        scheme=scheme,
        code=entry.code,
        label=entry.label,
        definition=entry.definition,
        broader=_holder(scheme, entry, on),
        position=last + 1,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
    )


@transaction.atomic
def replace_concept(
    *, concept: Concept, entry: Entry, since: date, actor: int | None = None, on: date
) -> Concept:
    """Give a concept other words, or another place, from a day on.

    What somebody already used keeps the words that they saw: it ends the day before, and a new row with the
    same code begins. What nobody used is written anew in its place. Matches go along.

    Args:
        concept: the row in force.
        entry: the new words; its days are not read.
        since: the first day of the new words.
        actor: the id of the person who does it.
        on: today.

    Returns:
        The row that says it from that day on; the same one where nobody used it, or where nothing changes.

    Raises:
        DaysDoNotFit: if it was not in force before that day.
        NotInThisScheme, WouldBeACircle: what should hold it.
    """
    scheme = Scheme.objects.select_for_update().get(pk=concept.scheme_id)
    concept = Concept.objects.select_for_update(of=("self",)).select_related("broader").get(pk=concept.pk)
    row, event = rewrite(scheme, concept, entry, since=since, on=on)
    if event is not None:
        audit.record(event, actor=actor)
    return row


def rewrite(
    scheme: Scheme, concept: Concept, entry: Entry, *, since: date, on: date
) -> tuple[Concept, Event | None]:
    """Write other words of a concept, in place or from a day on; the scheme is locked. No event: no change."""
    holder = _holder(scheme, entry, on)
    demand_no_circle(holders(scheme.slug, on) | {concept.code: entry.broader}, [concept.code])
    above = concept.broader.code if concept.broader else ""
    if (concept.label, concept.definition, above) == (entry.label, entry.definition, entry.broader):
        return concept, None
    if not queries.is_used(concept):
        concept.label, concept.definition, concept.broader = entry.label, entry.definition, holder
        concept.save(update_fields=["label", "definition", "broader"])
        return concept, ConceptCorrected(scheme=scheme.slug, code=concept.code)
    return _begin_anew(concept, entry, holder, since), ConceptReplaced(
        scheme=scheme.slug, code=concept.code, since=since.isoformat()
    )


def _begin_anew(concept: Concept, entry: Entry, holder: Concept | None, since: date) -> Concept:
    end = concept.valid_to
    if (concept.valid_from and since <= concept.valid_from) or (end and since > end):
        raise DaysDoNotFit(
            _("Esas palabras ya se usaron. El cambio empieza después de su primer día y antes del último.")
        )
    concept.valid_to = since - _DAY
    concept.save(update_fields=["valid_to"])
    made = Concept.objects.create(
        scheme_id=concept.scheme_id,
        code=concept.code,
        label=entry.label,
        definition=entry.definition,
        broader=holder,
        position=concept.position,
        valid_from=since,
        valid_to=end,
    )
    _copy_matches(concept, made)
    return made


def _copy_matches(old: Concept, new: Concept) -> None:
    said = [Match(concept=new, other_id=m.other_id, kind=m.kind) for m in old.matches.all()]
    heard = [Match(concept_id=m.concept_id, other=new, kind=m.kind) for m in old.matched.all()]
    Match.objects.bulk_create([*said, *heard])


@transaction.atomic
def retire_concept(*, concept: Concept, last: date, actor: int | None = None) -> Concept:
    """Take a concept out of force after a day. It is never deleted: what was said with it stays readable.

    Raises:
        DaysDoNotFit: if the day comes before its first, or it ended earlier.
        HasNarrower: if others hang from it and stay in force.
    """
    scheme = Scheme.objects.select_for_update().get(pk=concept.scheme_id)
    concept = Concept.objects.select_for_update().get(pk=concept.pk)
    _demand_order(concept.valid_from, last)
    if concept.valid_to and concept.valid_to < last:
        raise DaysDoNotFit(_("Ese concepto ya había dejado de estar vigente."))
    later = Concept.objects.filter(scheme=scheme, broader__code=concept.code).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=last)
    )
    if later.exists():
        raise HasNarrower(_("Otros conceptos cuelgan de este. Retírelos antes, o páselos a otro."))
    concept.valid_to = last
    concept.save(update_fields=["valid_to"])
    audit.record(ConceptRetired(scheme=scheme.slug, code=concept.code, last=last.isoformat()), actor=actor)
    return concept


def holders(slug: str, on: date) -> dict[str, str]:
    """Return the code that holds each code in force on a day; empty text at the top."""
    rows = queries.concepts(slug, on=on)
    return {row.code: row.broader.code if row.broader else "" for row in rows}


def demand_no_circle(above: Mapping[str, str], codes: Iterable[str]) -> None:
    """Refuse a tree in which a code stands above itself.

    Args:
        above: the code that holds each code.
        codes: those to look at.

    Raises:
        WouldBeACircle: with the code.
    """
    for code in codes:
        seen, up = {code}, above.get(code, "")
        while up:
            if up in seen:
                raise WouldBeACircle(_("«%(code)s» quedaría dentro de sí mismo.") % {"code": code})
            seen.add(up)
            up = above.get(up, "")


def _holder(scheme: Scheme, entry: Entry, on: date) -> Concept | None:
    if not entry.broader:
        return None
    if entry.broader == entry.code:
        raise WouldBeACircle(_("«%(code)s» quedaría dentro de sí mismo.") % {"code": entry.code})
    day = max(entry.valid_from, on) if entry.valid_from else on
    found = queries.concept(scheme.slug, entry.broader, on=day)
    if found is None:
        raise NotInThisScheme(
            _("No hay en esta taxonomía un concepto vigente con la clave «%(code)s».") % {"code": entry.broader}
        )
    return found


def _demand_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise DaysDoNotFit(_("El último día no puede ir antes del primero."))


def _demand_free(scheme: Scheme, entry: Entry) -> None:
    same = Concept.objects.filter(scheme=scheme, code=entry.code)
    if entry.valid_to:
        same = same.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=entry.valid_to))
    if entry.valid_from:
        same = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=entry.valid_from))
    if same.exists():
        raise CodeTaken(_("La clave «%(code)s» ya nombra otro concepto en esos días.") % {"code": entry.code})
