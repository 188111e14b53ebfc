"""While people vote, and after the count until it is released, no page tells how an option is doing.

Every address that can be asked of an edition is asked as those who see most, twice: the second time the two
leading options have changed places. No answer holds their figures; both say the same words in the same order.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from tests.config.test_route_matrix import EXISTING
from tests.routes import ANONYMOUS, AUDITOR, COORDINATOR
from tests.stage import Question, Stage, undone

from tequio.config.demo.factories.ballots import make_voting_edition
from tequio.participation.ballots import services
from tequio.participation.ballots.models import Ballot, Option
from tequio.participation.editions.models import Edition

Said = dict[tuple[str, str], str]  # name of the address and role -> what it reads
ROLES = (ANONYMOUS, COORDINATOR)
FIGURES = (613, 389)
TOLD = re.compile(r"(?<![\w.,#-])(613|389)(?![\w.,-])")
CHANGES = re.compile(r"[0-9a-f]{64}|csrfmiddlewaretoken[^>]*|nonce=\S+|\d+")
RANDOM = frozenset({"mfa_add_webauthn"})  # its page asks something else each time
TEXT = ("text/", "application/json", "application/geo+json")
# Where who counts looks at the count before releasing it.
OPENS_BOX = ("ballots:office_edition", "ballots:office", "ballots:review_count")


def addresses(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give every address that this edition, its options and proposals fill."""
    option = Option.objects.filter(edition=edition).select_related("envelope", "proposal")[0]
    values = {
        "slug": edition.slug,
        "place": option.envelope.unit_id,
        "envelope": option.envelope_id,
        "pk": option.proposal_id,
        "number": 1,
        "version": 3,
        "step": "conteo",
        "part": "bolsas",
        "kind": "voting",
    }
    for name, path in EXISTING:
        asked = re.findall(r"<(?:\w+:)?(\w+)>", path)
        if name and name not in RANDOM and set(asked) <= values.keys():
            try:
                yield name, reverse(name, kwargs={key: values[key] for key in asked})
            except NoReverseMatch:
                continue


def fill(edition: Edition, first: int, second: int) -> None:
    """Put so many ballots in the box for the first and for the second option."""
    options = list(Option.objects.filter(edition=edition).select_related("envelope").order_by("number")[:2])
    unit = options[0].envelope.unit_id
    Ballot.objects.bulk_create(
        Ballot(edition=edition, unit_id=unit, points={str(option.number): 1})
        for option, times in zip(options, (first, second), strict=True)
        for _ in range(times)
    )


def said(
    stage: Stage, edition: Edition, roles: tuple[str, ...], *, counted: bool
) -> dict[tuple[str, str], str]:
    """Return what each role reads at each address, or nothing where it is kept out."""
    found = {}
    for name, url in addresses(edition):
        for role in roles:
            if counted and role == COORDINATOR and name in OPENS_BOX:
                continue
            answer = stage.ask(role, Question(url))
            if answer.status_code == 200 and answer["Content-Type"].startswith(TEXT):
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
                found[name, role] = content.decode(errors="replace")
    return found


def words(texts: Said) -> dict[tuple[str, str], list[str]]:
    """Return the words of each page without figures; sorted, where the page is shuffled for each visitor."""
    found = {place: CHANGES.sub("", text).split() for place, text in texts.items()}
    shuffled = "proposals:"
    return {place: sorted(each) if place[0].startswith(shuffled) else each for place, each in found.items()}


@pytest.mark.parametrize("counted", [False, True], ids=["open", "counted"])
def test_nobody_reads_how_an_option_does_before_the_release(stage: Stage, *, counted: bool) -> None:
    """TALLY-1; and TALLY-2: under rules by which only who counts sees the count, an auditor does not."""
    now = timezone.now()
    opened = now - timedelta(days=25) if counted else now
    edition = make_voting_edition(at=opened, slug=f"cuenta-{counted}".lower(), preview="counters")
    answers = []
    for first, second in (FIGURES, FIGURES[::-1]):
        with undone():
            fill(edition, first, second)
            if counted:
                services.count(edition=edition, at=now)
            answers.append(said(stage, edition, ROLES, counted=counted))
            if counted and not answers[1:]:
                audited = said(stage, edition, (AUDITOR,), counted=True)
                assert {place for place, text in audited.items() if TOLD.search(text)} == set()
    assert len(answers[0]) > 80
    assert {place: hits for place, text in answers[0].items() if (hits := set(TOLD.findall(text)))} == {}
    before, after = map(words, answers)
    assert [place for place in before if before[place] != after.get(place)] == []
