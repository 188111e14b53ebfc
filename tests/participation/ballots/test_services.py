"""docs/rules/ballots.md: freeze, cast once, count, publish."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_eva, make_user
from tequio.config.demo.factories.ballots import (
    make_ballot,
    make_feasible,
    make_results,
    make_review,
    make_votes,
    make_voting_edition,
    put_in,
)
from tequio.config.demo.factories.editions import make_edition
from tequio.core.tally import counting
from tequio.core.tally.limits import Fault
from tequio.core.tally.pabulib.reader import read
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import (
    Ballot,
    Catalogue,
    Head,
    Node,
    Option,
    OptionResult,
    Participation,
    Slip,
)
from tequio.participation.ballots.tasks import freeze_catalogues
from tequio.participation.ballots.types import PaperSlip, Vote
from tequio.participation.editions import services as editions
from tequio.participation.editions.models import Edition, Phase, Seal
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(now):
    return make_voting_edition(at=now)


def sector(edition, code="S1"):
    return edition.territory.units.get(code=code)


def after(edition):
    return edition.phases.get(kind=PhaseKind.VOTING).closes


def opened(edition):
    services.close_box(edition=edition, at=after(edition))
    return [ballot.points for ballot in Ballot.objects.filter(edition=edition)]


def test_the_catalogue_freezes_what_is_feasible_with_its_cost(edition):
    """CATALOGUE-1."""
    assert [(o.number, o.cost_centavos) for o in edition.options.all()] == [
        (1, 60_000_000),
        (2, 45_000_000),
        (3, 98_000_000),
        (4, 30_000_000),
    ]
    proposal = edition.proposals.first()
    proposal.title = "Otro nombre"
    proposal.approved_cost_centavos = 1
    proposal.save()
    assert services.freeze_catalogue(edition=edition, at=timezone.now()) == edition.catalogue
    assert edition.options.filter(cost_centavos=1).count() == 0


def test_the_catalogue_does_not_freeze_before_voting_opens(now):
    """CATALOGUE-2."""
    edition = make_edition(phase=PhaseKind.FEASIBILITY, at=now)
    with pytest.raises(services.CatalogueOpen):
        services.freeze_catalogue(edition=edition, at=now)


def test_what_no_envelope_pays_or_nobody_priced_is_no_option(now):
    """CATALOGUE-4."""
    edition = make_edition(phase=PhaseKind.VOTING, at=now, published=False)
    edition.envelopes.filter(unit__code="S2").delete()
    edition = editions.publish_edition(edition=edition, at=now)
    size = edition.sizes.order_by("cap_centavos")[0]
    past = now - timedelta(days=60)
    unpriced, _elsewhere, sound = (
        make_feasible(edition, n, site=sector(edition, code), size=size, at=past)
        for n, code in enumerate(("C1", "C3", "C2"))
    )
    edition.proposals.filter(pk=unpriced.pk).update(approved_cost_centavos=None)
    services.freeze_catalogue(edition=edition, at=now)
    assert [(o.number, o.proposal) for o in edition.options.all()] == [(1, sound)]


def test_a_job_freezes_every_ballot_whose_voting_is_open(now):
    """CATALOGUE-3."""
    edition = make_edition(phase=PhaseKind.VOTING, at=now)
    make_edition(slug="otra", phase=PhaseKind.REGISTRATION, at=now)
    freeze_catalogues(0)
    assert Catalogue.objects.get().edition == edition
    freeze_catalogues(60)
    assert Catalogue.objects.count() == 1


def test_a_ballot_goes_in_the_box_and_the_person_on_the_roll(edition):
    """CAST-1."""
    line = make_ballot(edition, make_ana(), 1, 2)
    assert Participation.objects.get() == line
    assert opened(edition) == [{"1": 1, "2": 1}]
    assert Ballot.objects.get().unit == sector(edition)


def test_nobody_votes_twice(edition):
    """CAST-2."""
    ana = make_ana()
    make_ballot(edition, ana, 1)
    with pytest.raises(services.AlreadyVoted):
        make_ballot(edition, ana, 2)
    assert Slip.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(edition=edition, person=ana)


def test_nothing_joins_the_roll_and_the_box(edition):
    """CAST-3: no shared key, no time, and no line of the log per vote."""
    before = AuditEvent.objects.count()
    line = make_ballot(edition, make_ana(), 1)
    assert AuditEvent.objects.count() == before
    opened(edition)
    assert line.pk not in {Slip.objects.get().pk, Ballot.objects.get().pk}
    for model in (Participation, Slip, Ballot):
        kinds = {f.get_internal_type() for f in model._meta.get_fields() if f.name != "hour"}
        assert not kinds & {"DateTimeField", "DateField", "TimeField", "AutoField", "BigAutoField"}
    pointing = {f.related_model for model in (Slip, Ballot) for f in model._meta.get_fields() if f.is_relation}
    assert not pointing & {Participation, type(make_ana())}


def test_one_second_after_closing_nobody_votes(edition):
    """CAST-4."""
    closes = after(edition)
    make_ballot(edition, make_ana(), 1, at=closes - timedelta(seconds=1))
    for late in (closes, closes + timedelta(seconds=1)):
        with pytest.raises(services.VotingClosed, match="cerró") as error:
            make_ballot(edition, make_eva(), 1, at=late)
        assert error.value.status == 403
        with pytest.raises(services.VotingClosed, match="cerró"):
            put_in(edition, 1, unit=sector(edition), at=late)
    assert Slip.objects.count() == 1


def test_before_opening_nobody_votes(now):
    """CAST-5."""
    edition = make_edition(phase=PhaseKind.FEASIBILITY, at=now)
    with pytest.raises(services.VotingClosed, match="abre el"):
        put_in(edition, 1, unit=None, at=now)
    with pytest.raises(services.VotingClosed, match="abre el"):
        services.issue(edition=edition, person=make_ana(), unit=None, blinded=b"", at=now)


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ({}, Fault.EMPTY),
        ({99: 1}, Fault.UNKNOWN_OPTION),
        ({1: 2}, Fault.POINTS),
        ({1: 1, 2: 1, 3: 1}, Fault.TOO_MANY),
    ],
)
def test_a_ballot_over_its_limits_is_refused_and_nothing_is_kept(now, points, fault):
    """CAST-6."""
    edition = make_voting_edition(at=now, max_choices=2)
    with pytest.raises(services.BallotRefused) as error:
        services.cast(edition=edition, unit=sector(edition), points=points, pass_=PaperSlip(b"uno"), at=now)
    assert error.value.faults == [fault]
    assert not Slip.objects.exists()
    assert not Seal.objects.exists()


def test_the_marks_of_a_ballot_fit_the_money(now):
    """CAST-7."""
    edition = make_voting_edition(at=now, purse_centavos=100_000_000)
    with pytest.raises(services.BallotRefused) as error:
        put_in(edition, 1, 2, unit=sector(edition), at=now)
    assert error.value.faults == [Fault.OVER_MONEY]
    make_ballot(edition, make_ana(), 3)


def test_a_ballot_of_a_place_without_options_is_refused(edition, now):
    """CAST-8."""
    with pytest.raises(services.NothingToVote):
        put_in(edition, 1, unit=sector(edition, "S2"), at=now)
    with pytest.raises(services.NothingToVote):
        make_ballot(edition, make_ana(), 1, unit=sector(edition, "S2"), at=now)


def test_points_are_kept_where_the_edition_gives_points(now):
    """CAST-9."""
    edition = make_voting_edition(at=now, ballot_kind="points", max_points=3, max_choices=2)
    for number, points in enumerate(({1: 3, 4: 1}, {4: 2})):
        paper = PaperSlip(bytes([number]))
        services.cast(edition=edition, unit=sector(edition), points=points, pass_=paper, at=now)
    count = make_results(edition, at=after(edition))
    assert [(r.option.number, r.reason["score"], r.votes) for r in count.results.all()[:2]] == [
        (4, 3, 2),
        (1, 3, 1),
    ] or count.result["reasons"]["1"]["score"] == 3


def test_a_ballot_in_the_box_is_neither_changed_nor_taken_out(edition):
    """CAST-11."""
    make_ballot(edition, make_ana(), 1)
    for rows in (Slip.objects.all(), Head.objects.all(), Node.objects.all()):
        for change in (lambda rows=rows: rows.update(edition=edition), rows.delete):
            with pytest.raises(IntegrityError, match=r"does not change|only grows"), transaction.atomic():
                change()
    assert opened(edition) == [{"1": 1}]
    for change in (lambda: Ballot.objects.update(points={"2": 1}), Ballot.objects.all().delete):
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            change()
    shuffling = "SELECT set_config('tequio.shuffling', 'on', true); DELETE FROM ballots_ballot"  # as slips are
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(shuffling)
    for late in (
        lambda: Participation.objects.create(edition=edition),
        lambda: Slip.objects.create(edition=edition),
    ):
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            late()


def test_many_vote_at_once_by_the_same_rules(edition, now):
    """BULK-1."""
    people = [make_user(f"persona{n}@tequio.example") for n in range(30)]
    assert make_votes(edition, people, at=now) == 30
    assert Participation.objects.count() == Slip.objects.count() == 30
    with pytest.raises(services.AlreadyVoted):
        make_votes(edition, people[:1], at=now)
    with pytest.raises(services.BallotRefused):
        services.load_ballots(edition=edition, votes=[Vote(sector(edition).pk, {99: 1})], at=now)
    with pytest.raises(services.VotingClosed):
        services.load_ballots(edition=edition, votes=[], at=after(edition))
    assert len(opened(edition)) == 30


def test_nothing_is_counted_while_people_vote(edition, now):
    """RESULTS-1."""
    with pytest.raises(services.VotingOpen):
        services.count(edition=edition, at=now)


def test_a_count_keeps_the_reason_of_every_option(edition, now):
    """RESULTS-2."""
    for number, marks in enumerate([(1, 2), (1, 3), (1,)]):
        make_ballot(edition, make_user(f"p{number}@tequio.example"), *marks, at=now)
    count = services.count(edition=edition, at=after(edition), tie_order=("2", "3"))
    found = {r.option.number: r for r in OptionResult.objects.filter(count=count)}
    assert {n: (r.outcome, r.votes, r.rank) for n, r in found.items()} == {
        1: ("winner", 3, 1),
        2: ("winner", 1, 2),
        3: ("winner", 1, 3),
        4: ("not_winner", 0, 4),
    }
    assert found[1].reason["text"] == "Ganó con 3 votos. Le sobraron 2 votos para quedar dentro."
    assert found[4].reason["code"] == "below_threshold"
    assert (count.ballots, count.void) == (3, {})


def test_a_ballot_that_breaks_a_limit_is_void_at_the_count_and_reported(edition, now):
    """RESULTS-3."""
    make_ballot(edition, make_ana(), 1, at=now)
    opened(edition)
    Ballot.objects.create(edition=edition, unit=sector(edition), points={"99": 1})
    Ballot.objects.create(edition=edition, unit=sector(edition, "S2"), points={"1": 1})
    Ballot.objects.create(edition=edition, unit=None, points={"1": 1})
    count = services.count(edition=edition, at=after(edition))
    assert (count.ballots, count.void) == (1, {"elsewhere": 2, "unknown_option": 1})
    assert count.result["void"] == count.void


def test_the_count_shuffles_the_box_and_loses_no_ballot(edition, now):
    """RESULTS-4."""
    make_votes(edition, [make_user(f"p{n}@tequio.example") for n in range(12)], at=now)
    first = services.count(edition=edition, at=after(edition))
    assert first.ballots == Ballot.objects.count() == 12
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ballots_ballot ORDER BY ctid")
        ids = [row[0] for row in cursor.fetchall()]
    assert ids == sorted(ids)
    again = services.count(edition=edition, at=after(edition))
    assert (again.result, again.box_sha256) == (first.result, first.box_sha256)


def test_a_tie_waits_for_the_assembly_and_is_not_published(now):
    """RESULTS-5."""
    edition = make_voting_edition(at=now, purse_centavos=100_000_000)
    make_ballot(edition, make_ana(), 1, at=now)
    make_ballot(edition, make_eva(), 3, at=now)
    count = services.count(edition=edition, at=after(edition))
    assert set(count.results.values_list("option__number", "outcome")) >= {(1, "tied"), (3, "tied")}
    with pytest.raises(services.TieUnresolved):
        services.publish_results(count_id=count.pk, at=after(edition))
    count = services.count(edition=edition, at=after(edition), tie_order=("3", "1"))
    make_review(count, at=after(edition))
    services.publish_results(count_id=count.pk, at=after(edition))
    assert [w.option.number for w in queries.winners(count.pk)] == [3]


def test_results_are_published_once(edition, now):
    """RESULTS-6."""
    make_ballot(edition, make_ana(), 1, at=now)
    first = services.count(edition=edition, at=after(edition))
    second = services.count(edition=edition, at=after(edition))
    make_review(second, at=after(edition))
    services.publish_results(count_id=second.pk, at=after(edition))
    services.publish_results(count_id=second.pk, at=after(edition) + timedelta(days=1))
    with pytest.raises(services.AlreadyPublished):
        services.publish_results(count_id=first.pk, at=after(edition))
    with pytest.raises(services.AlreadyPublished):
        services.count(edition=edition, at=after(edition))
    assert AuditEvent.objects.filter(kind="ballots.ResultsPublished").count() == 1
    assert queries.published_count(edition) == second


def test_an_edition_without_options_is_not_counted(now):
    edition = make_edition(phase=PhaseKind.VOTING, at=now)
    with pytest.raises(services.NothingToVote):
        services.count(edition=edition, at=after(edition))


def test_an_edition_without_voting_is_neither_open_nor_over(now):
    edition = make_edition(phase=PhaseKind.VOTING, at=now, published=False)
    Phase.objects.filter(edition=edition, kind=PhaseKind.VOTING).delete()
    edition = Edition.objects.get(pk=edition.pk)
    with pytest.raises(services.VotingOpen):
        services.count(edition=edition, at=now)
    assert queries.voting(edition, at=now).state == "none"


def test_the_published_file_counts_to_the_published_winners(edition, now):
    """RESULTS-7."""
    make_votes(edition, [make_user(f"p{n}@tequio.example") for n in range(25)], at=now)
    count = make_results(edition, at=after(edition))
    envelope = Option.objects.filter(edition=edition)[0].envelope
    text = queries.pabulib(edition, count, envelope, whole=queries.open_box(edition).election)
    reading = read(text)
    assert reading.findings == ()
    told = counting.declared(reading.election)
    assert counting.count(reading.election, told.rule, told.parameters).winners == count.result["winners"]
    assert reading.election.voters == tuple(str(n) for n in range(1, 26))
    assert "@" not in text


def test_an_erased_person_changes_no_count(edition, now):
    """RESULTS-8."""
    ana = make_ana()
    make_ballot(edition, ana, 1, at=now)
    edition.proposals.update(author=None)
    ana.delete()
    assert Participation.objects.get().person is None
    assert services.count(edition=edition, at=after(edition)).ballots == 1


def test_the_same_person_always_sees_the_same_order(now):
    """PAPER-1."""
    edition = make_voting_edition(at=now, options=8)
    options = list(edition.options.all())

    def order(seed):
        return [o.number for o in queries.in_own_order(options, edition=edition, seed=seed)]

    assert order("una") == order("una")
    assert order("una") != order("otra")
    assert sorted(order("una")) == list(range(1, 9))


def test_a_city_wide_envelope_is_on_every_ballot(now):
    """PAPER-2."""
    edition = make_voting_edition(at=now, city_wide=True)
    size = edition.sizes.order_by("cap_centavos")[0]
    edition.options.all().delete()
    edition.catalogue.delete()
    make_feasible(edition, 5, site=sector(edition, "C3"), size=size, at=now - timedelta(days=60))
    services.freeze_catalogue(edition=edition, at=now)
    assert [len(p.options) for p in queries.purses(edition, sector(edition))] == [4, 1]
    assert [len(p.options) for p in queries.purses(edition, None)] == [1]
    make_ballot(edition, make_ana(), 1, 5, at=now)
    put_in(edition, 5, unit=None, at=now)
    assert services.count(edition=edition, at=after(edition)).ballots == 2
