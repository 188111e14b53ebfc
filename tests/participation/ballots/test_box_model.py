"""BOX-10: the box against a plain oracle, whatever people do and in whatever order.

``benchmarks/box_model.py --steps 2000`` runs the same machine for longer.
"""

import os
import secrets
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tequio.config.demo.factories.accounts import make_user
from tequio.config.demo.factories.ballots import make_browser, make_voting_edition
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Ballot, Participation, Slip
from tequio.participation.ballots.services import frozen
from tequio.participation.ballots.types import CodeText, PaperSlip
from tequio.participation.editions.types import PhaseKind

STEPS = int(os.environ.get("BOX_MODEL_STEPS", "60"))
RUN = 30  # steps of one life of the box
PEOPLE, CODES = 6, 4
MARKS = st.sampled_from([(1,), (2,), (1, 2), (3, 4), (1, 2, 3), (), (9,), (1, 2, 3, 4)])
SOUND = 3  # marks at most

pytestmark = pytest.mark.django_db
taken = Counter()


class World:
    """What stands before each life of the box: an edition whose votes may change, and its people."""

    def __init__(self):
        self.now = timezone.now()
        self.edition = make_voting_edition(at=self.now, vote_changes=True, max_choices=SOUND)
        self.unit = self.edition.territory.units.get(code="S1")
        self.people = [make_user(f"persona{n}@tequio.example") for n in range(PEOPLE)]
        self.officer = make_user("mesa@tequio.example")
        _batch, self.codes = services.make_codes(
            edition=self.edition, unit=self.unit, point=None, size=CODES, at=self.now
        )
        services.zone_key(edition=self.edition, unit=self.unit)
        self.closes = self.edition.phases.get(kind=PhaseKind.VOTING).closes


class Box(RuleBasedStateMachine):
    """The real services beside dictionaries. ``world`` is set by the test."""

    world: World

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.roll = {}  # person -> channel
        self.browsers = {}  # person -> their browser, or the token that it has
        self.papers = []  # keys of the papers that may be put in
        self.box = {}  # pass -> marks of each turn
        self.void = set()
        self.closed = False

    def teardown(self):
        frozen.forget(self.world.edition.slug)
        transaction.savepoint_rollback(self.before)

    def count_step(self):
        taken["steps"] += 1
        return self.world

    def refused(self, kinds, act):
        with pytest.raises(kinds):
            act()

    @rule(n=st.integers(0, PEOPLE - 1))
    def issue(self, n):
        """Somebody asks for their token, perhaps again, perhaps after another way."""
        world = self.count_step()
        fresh = n not in self.browsers
        browser = self.browsers.get(n) or make_browser(world.edition, world.unit)

        def ask():
            return services.issue(
                edition=world.edition,
                person=world.people[n],
                unit=world.unit,
                blinded=browser.blinded.message,
                at=self.now,
            )

        if self.closed:
            self.refused(services.VotingClosed, ask)
        elif fresh and n in self.roll:
            self.refused(services.AlreadyVoted, ask)
        else:
            token = browser.unblind(ask())
            self.roll[n] = "online"
            self.browsers[n] = browser
            self.box.setdefault(token, [])

    @rule(n=st.integers(0, PEOPLE - 1), paper=st.booleans())
    def hand(self, n, paper):
        """An officer hands out a code or a paper."""
        world = self.count_step()
        how = services.hand_paper if paper else services.hand_code

        def act():
            how(
                edition=world.edition,
                person=world.people[n],
                unit=world.unit,
                officer=world.officer.pk,
                point=None,
                at=self.now,
            )

        if self.closed:
            self.refused(services.VotingClosed, act)
        elif n in self.roll:
            self.refused(services.AlreadyVoted, act)
        else:
            act()
            self.roll[n] = "paper" if paper else "code"
            if paper:
                self.papers.append(PaperSlip(secrets.token_bytes(8)))

    @rule(data=st.data(), marks=MARKS, turn=st.integers(1, 3))
    def cast(self, data, marks, turn):
        """Somebody casts with what they have: for the first time, again, changed, too early or over a limit."""
        world = self.count_step()
        passes = [*self.box, *(p for p in self.papers if p not in self.box), *map(CodeText, world.codes)]
        pass_ = data.draw(st.sampled_from(list(dict.fromkeys(passes))))

        def act():
            points = dict.fromkeys(marks, 1)
            return services.cast(
                edition=world.edition, unit=world.unit, points=points, pass_=pass_, turn=turn, at=self.now
            )

        wrong = self.what_is_wrong(pass_, marks, turn)
        if wrong:
            self.refused(wrong, act)
            return
        there = self.box.setdefault(pass_, [])
        receipt = act()
        assert receipt.again == (len(there) >= turn)
        if not receipt.again:
            there.append(marks)

    def what_is_wrong(self, pass_, marks, turn):
        """Return the refusal that the oracle expects, or nothing."""
        there = self.box.get(pass_, [])
        token = not isinstance(pass_, CodeText | PaperSlip)
        wrong = {
            services.VotingClosed: self.closed,
            services.BadPass: turn == 1 and pass_ in self.void,
            services.BallotRefused: (token or turn == 1) and (not marks or 9 in marks or len(marks) > SOUND),
            services.ChangesNotAllowed: turn > 1 if not token else turn > len(there) + 1,
            services.AlreadyVoted: turn <= len(there) and there[turn - 1] != marks,
        }
        return next((kind for kind, holds in wrong.items() if holds), None)

    @rule(n=st.integers(0, CODES - 1))
    def void_code(self, n):
        """The office makes a code void."""
        world = self.count_step()
        code = CodeText(world.codes[n])

        def act():
            services.void_code(edition=world.edition, code=code.text, reason="Se perdió", at=self.now)

        if code in self.void:
            self.refused(services.BadPass, act)
        elif self.box.get(code):
            self.refused(services.CodeUsed, act)
        else:
            act()
            self.void.add(code)

    @rule(marks=MARKS)
    def draft(self, marks):
        """Somebody looks whether what they marked fits, and does not cast it."""
        world = self.count_step()

        def act():
            services.check_ballot(edition=world.edition, unit=world.unit, points=dict.fromkeys(marks, 1))

        if not marks or 9 in marks or len(marks) > SOUND:
            self.refused(services.BallotRefused, act)
        else:
            act()

    @precondition(lambda self: not self.closed)
    @rule()
    def log(self):
        """The hour strikes."""
        world = self.count_step()
        head = services.publish_head(edition=world.edition, at=self.now)
        assert head.size == 1 + sum(len(turns) for turns in self.box.values())

    @precondition(lambda self: sum(map(len, self.box.values())) > RUN // 6)
    @rule()
    def close(self):
        """The bell rings; what is counted is what the oracle has."""
        world = self.count_step()
        self.closed = True
        services.close_box(edition=world.edition, at=self.now)
        last = [turns[-1] for turns in self.box.values() if turns]
        counted = Ballot.objects.filter(edition=world.edition, superseded=False)
        found = Counter(tuple(sorted(map(int, ballot.points))) for ballot in counted)
        assert found == Counter(last)
        order = tuple("1234")
        count = services.count(edition=world.edition, at=self.now, tie_order=order)
        votes = Counter(number for marks in last for number in marks)
        assert {r.option.number: r.votes for r in count.results.all()} == {n: votes[n] for n in range(1, 5)}

    @property
    def now(self):
        """The hour of whatever is done next."""
        return self.world.closes + timedelta(seconds=1) if self.closed else self.world.now

    @invariant()
    def nothing_is_lost_or_doubled(self):
        """The roll and the box hold what the oracle holds."""
        edition = self.world.edition
        slips = Counter(Slip.objects.filter(edition=edition).values_list("turn", flat=True))
        turns = Counter(n for there in self.box.values() for n in range(1, len(there) + 1))
        assert slips == turns
        rolled = Participation.objects.filter(edition=edition).values_list("channel", flat=True)
        assert Counter(rolled) == Counter(self.roll.values())
        assert queries.ballots_in(edition) == sum(1 for there in self.box.values() if there)


def test_whatever_people_do_the_box_holds_what_a_plain_oracle_holds():
    """BOX-10."""
    Box.world = World()
    taken.clear()
    while taken["steps"] < STEPS:  # a life may end before its last step
        run_state_machine_as_test(
            Box,
            settings=settings(
                max_examples=max((STEPS - taken["steps"]) // RUN, 1),
                stateful_step_count=RUN,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(f"{taken['steps']} steps without divergence")  # noqa: T201 - benchmarks/box_model.py shows it
