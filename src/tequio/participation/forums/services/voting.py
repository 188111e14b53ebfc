"""Voting for what others said, and taking a vote back, while votes are open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.models import User
from tequio.foundation.audit import services as audit
from tequio.participation.forums.events.voices import ContributionVoted, VoteTakenBack
from tequio.participation.forums.models import Contribution, Participant, Vote
from tequio.participation.forums.queries import votes as queries
from tequio.participation.forums.services.exercise import demand_access, demand_open
from tequio.participation.forums.services.participants import joined
from tequio.participation.forums.services.refusals import NotVotable, VoiceLimitReached
from tequio.participation.forums.types import Action, ContributionState, PhaseKind


@transaction.atomic
def vote(*, voice: Contribution, person: User, at: datetime) -> Vote:
    """Vote for a voice. Doing it again changes nothing.

    Who takes part is locked, so that votes sent at once are counted one after the other. No event names the
    person: who votes for what is told to nobody.

    Raises:
        PhaseClosed: if votes are not open.
        NotAssured, NotEligible: if the person has not shown what the exercise asks of who votes.
        NotVotable: if it is the person's own, or it was withdrawn, merged or hidden.
        VoiceLimitReached: if the person has given all that the exercise allows.
    """
    demand_open(voice.forum, PhaseKind.VOTING, at=at)
    demand_access(forum=voice.forum, action=Action.VOTE, person=person, at=at)
    participant = joined(forum=voice.forum, person=person, at=at)
    # Locked too: a withdrawal or a merger waits, and this vote is in it or refused.
    found = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("forum")
    voice = found.get(pk=voice.pk)
    if voice.state != ContributionState.SUBMITTED or voice.hidden_at:
        raise NotVotable(_("Esta aportación ya no recibe votos."))
    if voice.author_id == person.pk or voice.participant_id == participant.pk:
        raise NotVotable(_("Se vota por lo que dijeron otras personas: esta aportación es suya."))
    already = Vote.objects.filter(contribution=voice, participant=participant).first()
    if already:
        return already
    _demand_room(voice, participant)
    given = Vote.objects.create(contribution=voice, participant=participant, given_at=at)
    audit.record(ContributionVoted(**_names(voice)), at=at)
    return given


@transaction.atomic
def take_back_vote(*, voice: Contribution, person: User, at: datetime) -> None:
    """Take a vote back while votes are open. Where there is none, nothing changes.

    Raises:
        PhaseClosed: if votes are not open.
    """
    demand_open(voice.forum, PhaseKind.VOTING, at=at)
    held = Participant.objects.select_for_update(of=("self",)).filter(forum=voice.forum, person=person)
    participant = held.first()
    if participant and Vote.objects.filter(contribution=voice, participant=participant).delete()[0]:
        audit.record(VoteTakenBack(**_names(voice)), at=at)


def _demand_room(voice: Contribution, participant: Participant) -> None:
    most = voice.forum.votes_max
    if most is not None and queries.given(participant) >= most:
        raise VoiceLimitReached(
            _("Ya dio los %(most)s votos que permite este foro. Puede quitar uno y darlo a esta aportación.")
            % {"most": most}
        )


def _names(voice: Contribution) -> dict[str, Any]:
    return {"contribution_id": voice.pk, "forum_id": voice.forum_id, "folio": voice.folio or ""}
