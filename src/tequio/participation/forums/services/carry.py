"""Passing on the voices that nobody answered, from an exercise that ended to a later one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.territory.models import Unit
from tequio.participation.forums.events.exercise import ContributionCarried, VoicesCarried
from tequio.participation.forums.models import Answer, Contribution, Forum, Pillar, Theme
from tequio.participation.forums.queries import exercise as queries
from tequio.participation.forums.services.errors import CannotCarry
from tequio.participation.forums.services.folios import next_folios
from tequio.participation.forums.services.locks import locked_row
from tequio.participation.forums.types import Channel, ContributionState, PhaseKind

Settled = Callable[[Collection[int]], Collection[int]]

_settled: list[Settled] = []

# What a voice keeps when it passes to another exercise.
_KEPT = (
    "author_id",
    "author_name",
    "contact_email",
    "contact_phone",
    "title",
    "problem",
    "idea",
    "vision",
    "first_step",
    "place",
    "lon",
    "lat",
    "participant_id",
)


def register_settled(settled: Settled) -> None:
    """Let a higher context say which voices something was decided on: those are not carried.

    Args:
        settled: called with the ids of exercises; gives the ids of their voices that are settled.
    """
    if settled not in _settled:
        _settled.append(settled)


def unanswered(forum: Forum) -> QuerySet[Contribution]:
    """Return the voices of an exercise that nobody answered or decided on, and that were not carried yet.

    Those withdrawn, hidden or merged into another are not among them. One query, and one per register.
    """
    return _unanswered([forum.pk]).order_by("folio")


def unanswered_by_forum(forums: Collection[Forum]) -> dict[int, int]:
    """Count the voices without an answer in each exercise, by its id. One query, and one per register."""
    found = _unanswered([forum.pk for forum in forums]).order_by()
    return dict(found.values_list("forum").annotate(n=Count("pk")))


def _unanswered(forums: Collection[int]) -> QuerySet[Contribution]:
    settled = {pk for ask in _settled for pk in ask(forums)}
    answered = Answer.objects.filter(assignment__contribution=OuterRef("pk"))
    found = Contribution.objects.filter(
        ~Exists(answered),
        forum__in=forums,
        state=ContributionState.SUBMITTED.value,
        hidden_at__isnull=True,
        carried_to__isnull=True,
    )
    return found.exclude(pk__in=settled)


def matching(source: Forum, target: Forum) -> dict[int, Pillar | None]:
    """Return the pillar of the later exercise that has the code of each pillar of the earlier, by its id."""
    there = {pillar.code: pillar for pillar in target.pillars.all()}
    return {pillar.pk: there.get(pillar.code) for pillar in source.pillars.all()}


@transaction.atomic
def carry(
    *,
    source: Forum,
    target: Forum,
    chosen: Collection[int],
    pillars: Mapping[int, Pillar],
    at: datetime,
    actor: int | None = None,
) -> list[Contribution]:
    """Make voices of an exercise that ended be voices of a later one, with new folios and without their votes.

    Cases FOR-9 to FOR-12 of docs/rules/forums.md. Whoever said it then is not counted as taking part now: the
    voice keeps its participant of that time.

    Args:
        source: the exercise that ended.
        target: where they go; its contributing has not closed.
        chosen: the ids of the voices. Those answered or carried in the meantime are left out.
        pillars: the pillar of the later exercise for each of the earlier, by its id.
        at: now.
        actor: the id of the person who does it.

    Returns:
        The new voices, in the order of the old folios.

    Raises:
        CannotCarry: if an exercise is not one between which voices pass, or a pillar has no counterpart.
    """
    target = locked_row(target)
    _demand_between(source, target, at=at)
    old = list(
        unanswered(source)
        .filter(pk__in=chosen)
        .select_related("pillar", "theme", "site__level")
        .defer("site__geometry", "site__sketch")
    )
    homeless = next((v.pillar for v in old if v.pillar_id not in pillars), None)
    if homeless is not None:
        raise CannotCarry(_("Diga a qué pilar pasan las aportaciones de «%(pillar)s».") % {"pillar": homeless})
    new = _copies(old, target, pillars, at)
    events = [
        ContributionCarried(
            contribution_id=row.pk,
            source_id=before.pk,
            folio=row.folio or "",
            source_folio=before.folio or "",
        )
        for before, row in zip(old, new, strict=True)
    ]
    summary = VoicesCarried(forum_id=target.pk, source_id=source.pk, voices=len(new))
    audit.record_all([*events, summary], actor=actor)
    return new


def _demand_between(source: Forum, target: Forum, *, at: datetime) -> None:
    if source.pk == target.pk:
        raise CannotCarry(_("Elija otro foro: las aportaciones ya están en este."))
    if source.published_at is None or not queries.has_ended(source, at):
        message = _("«%(forum)s» todavía no termina: sus aportaciones aún pueden recibir respuesta.")
        raise CannotCarry(message % {"forum": source})
    contributing = queries.phase(target, PhaseKind.CONTRIBUTING)
    if contributing is not None and contributing.closes <= at:
        raise CannotCarry(_("Este foro ya cerró sus aportaciones: no recibe las de otro."))


def _copies(
    old: Sequence[Contribution], target: Forum, pillars: Mapping[int, Pillar], at: datetime
) -> list[Contribution]:
    folios = next_folios(target.year, len(old)) if old else []
    themes = {(t.pillar_id, t.code): t for t in Theme.objects.filter(pillar__forum=target)}
    asked = set(target.questions.values_list("code", flat=True))
    sites = _sites(old, target)
    rows = []
    for voice in old:
        pillar = pillars[voice.pillar_id or 0]
        theme = themes.get((pillar.pk, voice.theme.code)) if voice.theme else None
        row = Contribution(forum=target, pillar=pillar, theme=theme, carried_from=voice, **_said(voice))
        row.site = sites.get(voice.site_id or 0)
        row.answers = {code: answer for code, answer in voice.answers.items() if code in asked}
        rows.append(row)
    for row, folio in zip(rows, folios, strict=True):
        row.folio, row.submitted_at = folio, at
    try:
        with transaction.atomic():
            return Contribution.objects.bulk_create(rows)
    except IntegrityError as error:  # somebody else passed one of them meanwhile
        raise CannotCarry(_("Alguien más pasó estas aportaciones al mismo tiempo. Revise la lista.")) from error


def _said(voice: Contribution) -> dict[str, Any]:
    """Return what a carried voice keeps of the old one."""
    kept = {name: getattr(voice, name) for name in _KEPT}
    return kept | {"state": ContributionState.SUBMITTED.value, "channel": Channel.CARRIED.value}


def _sites(old: Sequence[Contribution], target: Forum) -> dict[int, Unit]:
    """Return the unit of the target's map for each site, by its id: the one of the same level and code."""
    found = target.territory.units.select_related("level").defer("geometry", "sketch")
    there = {(unit.level.code, unit.code): unit for unit in found}
    sites = {voice.site_id: voice.site for voice in old if voice.site_id and voice.site}
    matched = {pk: there.get((site.level.code, site.code)) for pk, site in sites.items()}
    return {pk: unit for pk, unit in matched.items() if unit is not None}
