"""Votes for voices: how many each has, and what one person gave. Whose they are is told to nobody else."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from tequio.foundation.accounts.models import User
from tequio.participation.forums.models import Contribution, Forum, Participant, Vote
from tequio.participation.forums.models.voices import PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many votes a person has given in an exercise, of how many; ``maximum`` None: no limit."""

    given: int
    maximum: int | None

    @property
    def left(self) -> int | None:
        """How many are left, never less than none."""
        return None if self.maximum is None else max(0, self.maximum - self.given)


def given(participant: Participant) -> int:
    """Return how many votes somebody has given; for what was withdrawn or hidden they do not count."""
    found = Vote.objects.filter(participant=participant, contribution__hidden_at__isnull=True)
    return found.filter(contribution__state__in=PUBLIC_STATES).count()


def allowance(forum: Forum, person: User) -> Allowance:
    """Return how many votes a person has given and may give. Two queries."""
    participant = Participant.objects.filter(forum=forum, person=person).first()
    return Allowance(given(participant) if participant else 0, forum.votes_max)


def voted(person: User, voices: Collection[Contribution]) -> set[int]:
    """Return which of these voices the person voted for. One query."""
    found = Vote.objects.filter(participant__person=person, contribution__in=[v.pk for v in voices])
    return set(found.values_list("contribution_id", flat=True))


def voted_by(person: User) -> QuerySet[Contribution]:
    """Return what a person voted for, the last first."""
    found = Contribution.objects.public().filter(votes__participant__person=person)
    return found.for_cards().order_by("-votes__given_at")
