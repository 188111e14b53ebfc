"""Many people who take part in an exercise at once, with as few queries as can be."""

import random
from datetime import timedelta

from django.utils import timezone

from tequio.participation.forums.models import Contribution, Participant, Vote
from tequio.participation.forums.services.folios import next_folios
from tequio.participation.forums.types import Channel, ContributionState


def arrive(forum, number, *, at=None, seed=1, **said):
    """Let ``number`` people send a voice each; ``said`` holds what all of them say of themselves."""
    at = at or timezone.now()
    chance = random.Random(seed)  # noqa: S311 - the same people every time
    pillars = list(forum.pillars.prefetch_related("themes"))
    colonias = list(forum.territory.units.filter(level__rank=2).order_by("code"))
    ages = [low for low, _high in forum.age_bands]
    people = Participant.objects.bulk_create(
        Participant(
            forum=forum,
            joined_at=at,
            **{
                "gender": chance.choices(["woman", "man", "non_binary", ""], [50, 39, 1, 10])[0],
                "age_from": chance.choice([*ages, None]),
                "unit": chance.choice([*colonias, None]),
                **said,
            },
        )
        for _ in range(number)
    )
    folios = iter(next_folios(forum.year, number))
    Contribution.objects.bulk_create(
        Contribution(
            forum=forum,
            folio=next(folios),
            state=ContributionState.SUBMITTED.value,
            channel=Channel.WEB.value,
            participant=person,
            pillar=(pillar := chance.choice(pillars)),
            theme=chance.choice(list(pillar.themes.all())),
            title="Una voz",
            submitted_at=at - timedelta(minutes=chance.randrange(60)),
        )
        for person in people
    )
    return people


def vote(voice, people, *, at=None):
    """Let people vote for a voice."""
    Vote.objects.bulk_create(
        Vote(contribution=voice, participant=person, given_at=at or timezone.now()) for person in people
    )
