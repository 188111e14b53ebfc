"""Saying something in an exercise: the draft, handing it in, changing it and taking it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.voices import (
    ContributionEdited,
    ContributionSubmitted,
    ContributionWithdrawn,
)
from tequio.participation.forums.models import Contribution, Forum
from tequio.participation.forums.queries import exercise as forums
from tequio.participation.forums.services.exercise import demand_access, demand_open
from tequio.participation.forums.services.folios import next_folio
from tequio.participation.forums.services.pace import demand_human_time, demand_room, said_before
from tequio.participation.forums.services.participants import freeze, joined
from tequio.participation.forums.services.photos import open_photos
from tequio.participation.forums.services.refusals import NotChangeable
from tequio.participation.forums.services.versions import keep_first, keep_version
from tequio.participation.forums.services.whole import ABOUT, demand_whole, settle_place
from tequio.participation.forums.types import About, Action, Channel, ContributionState, PhaseKind


@transaction.atomic
def contribute(
    *,
    forum: Forum,
    person: User,
    said: Mapping[str, Any],
    at: datetime,
    about: About | None = None,
    draft: Contribution | None = None,
) -> Contribution:
    """Hand a voice in: it gets its folio and becomes public.

    The counter of folios and the log are asked last, so that nobody waits for one who still writes.

    Args:
        forum: the exercise, with its phases, access rules and questions prefetched if speed matters.
        person: who says it.
        said: fields of ``Contribution`` by their names (``whole.FIELDS``); with a draft, those that it lacks.
        at: now.
        about: what they say of themselves; None if they were not asked. Kept only the first time.
        draft: the draft that becomes the voice.

    Raises:
        PhaseClosed: if contributions are not open; the draft stays.
        NotAssured, NotEligible: if the person has not shown what the exercise asks.
        VoiceIncomplete, OutsideTheMap: if it lacks something, or its place is elsewhere.
        VoiceLimitReached, TooFast, SaidAlready: by the limits of docs/rules/voices.md.
    """
    demand_open(forum, PhaseKind.CONTRIBUTING, at=at)
    demand_access(forum=forum, action=Action.CONTRIBUTE, person=person, at=at)
    participant = joined(forum=forum, person=person, at=at)
    voice = _taken(forum, person, draft)
    if voice.state != ContributionState.DRAFT:
        return voice  # sent twice
    if voice.pk:
        demand_human_time(voice.created_at, at)
    write(forum, voice, said)
    voice.answers = {code: answer for code, answer in voice.answers.items() if code != ABOUT}
    demand_whole(forum, voice)
    demand_room(forum, said_before(participant), title=voice.title, problem=voice.problem, at=at)
    freeze(forum=forum, participant=participant, about=about, at=at)
    voice.participant, voice.author, voice.author_name = participant, person, person.name
    voice.channel = Channel.WEB.value
    return hand_in(forum, voice, at=at, actor=person.pk)


def hand_in(forum: Forum, voice: Contribution, *, at: datetime, actor: int | None) -> Contribution:
    """Give a whole voice its folio and record it. The caller has checked it and holds the transaction."""
    drafted = voice.pk is not None
    voice.state, voice.submitted_at = ContributionState.SUBMITTED.value, at
    voice.folio = next_folio(forum.year)
    voice.save()
    if drafted:
        open_photos(voice, public=True)
    event = ContributionSubmitted(
        contribution_id=voice.pk, forum_id=forum.pk, folio=voice.folio, channel=voice.channel
    )
    audit.record(event, actor=actor, at=at)
    return voice


@transaction.atomic
def start_draft(*, forum: Forum, person: User, at: datetime) -> Contribution:
    """Return the person's unfinished draft in the exercise, or a new one. Nobody else sees it.

    A draft is private notes, so it leaves no event.

    Raises:
        PhaseClosed: if contributions are not open.
        NotAssured, NotEligible: if the person has not shown what the exercise asks.
    """
    demand_open(forum, PhaseKind.CONTRIBUTING, at=at)
    demand_access(forum=forum, action=Action.CONTRIBUTE, person=person, at=at)
    mine = Contribution.objects.filter(forum=forum, author=person, state=ContributionState.DRAFT.value)
    return mine.order_by("-pk").first() or Contribution.objects.create(forum=forum, author=person)


@transaction.atomic
def save_draft(*, draft: Contribution, said: Mapping[str, Any], at: datetime) -> Contribution:
    """Keep the answers given so far.

    Raises:
        PhaseClosed: if contributions are not open.
        NotChangeable: if it was handed in meanwhile.
        OutsideTheMap: if its place is elsewhere.
    """
    demand_open(draft.forum, PhaseKind.CONTRIBUTING, at=at)
    held = Contribution.objects.select_for_update(of=("self",)).select_related(
        "forum", "pillar", "theme", "site"
    )
    draft = held.get(pk=draft.pk)
    if draft.state != ContributionState.DRAFT:
        raise NotChangeable(_("Esta aportación ya se envió."))
    write(draft.forum, draft, said)
    draft.save()
    return draft


@transaction.atomic
def edit(*, voice: Contribution, said: Mapping[str, Any], at: datetime, actor: int) -> Contribution:
    """Change a voice while contributions are open. It keeps its votes, and what it said before is public.

    Raises:
        PhaseClosed: if contributions are not open.
        NotChangeable: if it was withdrawn, merged, hidden or carried.
        VoiceIncomplete, OutsideTheMap: if it would lack something.
    """
    voice = _own(voice)
    demand_open(voice.forum, PhaseKind.CONTRIBUTING, at=at)
    fields = change(voice, said, at=at, by_office=False)
    if fields:
        event = ContributionEdited(
            contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "", fields=fields
        )
        audit.record(event, actor=actor, at=at)
    return voice


def change(voice: Contribution, said: Mapping[str, Any], *, at: datetime, by_office: bool) -> str:
    """Write what changed and keep both versions; return the names of the fields, none if nothing did.

    The caller holds the row of the voice.
    """
    before = {name: getattr(voice, name) for name in said}
    keep_first(voice)
    write(voice.forum, voice, said)
    demand_whole(voice.forum, voice)
    voice.save()
    if keep_version(voice, at=at, by_office=by_office) is None:
        return ""
    return ",".join(sorted(name for name in said if getattr(voice, name) != before[name]))


@transaction.atomic
def withdraw(*, voice: Contribution, at: datetime, actor: int) -> Contribution:
    """Take a voice back while contributions or votes are open. Its folio is never given again.

    Raises:
        PhaseClosed: once both have closed.
        NotChangeable: if it was withdrawn, merged, hidden or carried, or another was merged into it.
    """
    voice = _own(voice)
    if not forums.is_open(voice.forum, PhaseKind.VOTING, at):
        demand_open(voice.forum, PhaseKind.CONTRIBUTING, at=at)
    if voice.merged.exists():
        raise NotChangeable(_("Otra aportación se unió a esta: ya no es solo suya para retirarla."))
    voice.state = ContributionState.WITHDRAWN.value
    voice.save(update_fields=["state"])
    open_photos(voice, public=False)
    event = ContributionWithdrawn(contribution_id=voice.pk, forum_id=voice.forum_id, folio=voice.folio or "")
    audit.record(event, actor=actor, at=at)
    return voice


def write(forum: Forum, voice: Contribution, said: Mapping[str, Any]) -> None:
    """Put answers into a voice, its place settled. Nothing is saved.

    Raises:
        OutsideTheMap: if its place is elsewhere.
    """
    for name, value in said.items():
        setattr(voice, name, value)
    if {"lon", "lat", "site"} & set(said):
        voice.site = settle_place(forum, lon=voice.lon, lat=voice.lat, unit=voice.site)


def _taken(forum: Forum, person: User, draft: Contribution | None) -> Contribution:
    if draft is None:
        return Contribution(forum=forum, author=person)
    held = Contribution.objects.select_for_update(of=("self",)).select_related("pillar", "theme", "site")
    held = held.defer("site__geometry", "site__sketch")  # outlines are large, and nothing here draws them
    return held.get(pk=draft.pk, author=person, forum=forum)


def _own(voice: Contribution) -> Contribution:
    held = Contribution.objects.select_for_update(of=("self",))
    found = held.select_related("forum__territory", "pillar", "theme", "site").get(pk=voice.pk)
    if found.state != ContributionState.SUBMITTED or found.hidden_at or found.channel == Channel.CARRIED:
        raise NotChangeable(_("Esta aportación ya no se puede cambiar."))
    return found
