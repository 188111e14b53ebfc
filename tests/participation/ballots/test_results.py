"""docs/rules/ballots.md: from the count to official results, contested and answered."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_aurora, make_caro, make_eva, make_user
from tequio.config.demo.factories.ballots import make_ballot, make_review, make_voting_edition
from tequio.foundation.audit.models import AuditEvent
from tequio.participation.ballots import queries, services
from tequio.participation.ballots.models import Board, CountRun
from tequio.participation.ballots.tasks import count_box, wake_counts
from tequio.participation.ballots.types import Stage
from tequio.participation.editions.types import PhaseKind

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def edition(now):
    """Return an edition that gives three days to contest, where five people have voted."""
    edition = make_voting_edition(at=now, purse_centavos=100_000_000, contest_days=3, appeal_answer_days=5)
    for number, marks in enumerate([(1,), (1,), (2, 4), (4,), (1,)]):
        make_ballot(edition, make_user(f"p{number}@tequio.example"), *marks, at=now)
    return edition


@pytest.fixture
def closes(edition):
    return edition.phases.get(kind=PhaseKind.VOTING).closes


def act():
    return ContentFile(PDF, name="acta.pdf")


def test_the_worker_counts_and_says_how_far_it_is(edition, closes):
    """RUN-1, RUN-2: asked for once, done once."""
    caro = make_caro()
    run = services.ask_count(edition=edition, at=closes, actor=caro.pk)
    assert run.stage == Stage.WAITING
    with pytest.raises(services.CountRunning):
        services.ask_count(edition=edition, at=closes)
    run = services.do_count(run_id=run.pk, at=closes)
    assert (run.stage, run.count.counted_by, run.done, run.total) == (Stage.DONE, caro, 5, 5)
    count_box(run.pk)
    wake_counts(0)
    assert edition.counts.count() == 1


def test_what_a_rule_refuses_is_told_to_the_office(now):
    """RUN-3: ties go to a lot whose seed nobody has noted."""
    edition = make_voting_edition(at=now, tie_rule="lot", counting={"lot_source": "Sorteo Mayor"})
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    run = services.ask_count(edition=edition, at=closes)
    run = services.do_count(run_id=run.pk, at=closes)
    assert run.stage == Stage.REFUSED
    assert "hace falta su semilla" in run.refused
    assert CountRun.objects.filter(ended_at__isnull=True).count() == 0


def test_nothing_is_official_before_a_second_person_has_looked(edition, closes):
    """RESULTS-9."""
    caro = make_caro()
    count = services.count(edition=edition, at=closes, actor=caro.pk)
    services.publish_provisional(count_id=count.pk, at=closes)
    later = closes + timedelta(days=30)
    with pytest.raises(services.NotReviewed):
        services.publish_results(count_id=count.pk, at=later)
    with pytest.raises(services.NotReviewed, match="otra persona"):
        services.review_count(count_id=count.pk, note="La conté yo.", at=closes, actor=caro.pk)
    with pytest.raises(services.NotReviewed, match="Escriba"):
        services.review_count(count_id=count.pk, note=" ", at=closes, actor=make_aurora().pk)
    make_review(count, at=closes)
    assert services.publish_results(count_id=count.pk, at=later).official_at == later


def test_provisional_results_make_no_projects_and_can_be_contested(edition, closes):
    """RESULTS-10."""
    count = services.count(edition=edition, at=closes)
    make_review(count, at=closes)
    with pytest.raises(services.ContestsOpen, match="Publique"):
        services.publish_results(count_id=count.pk, at=closes)
    services.publish_provisional(count_id=count.pk, at=closes)
    count = services.publish_provisional(count_id=count.pk, at=closes + timedelta(days=1))
    assert (count.state, count.published_at) == ("provisional", closes)
    kinds = AuditEvent.objects.values_list("kind", flat=True)
    assert "ballots.ResultsPublished" not in kinds
    last = queries.window(count).closes
    with pytest.raises(services.ContestsOpen, match="Todavía"):
        services.publish_results(count_id=count.pk, at=last - timedelta(seconds=1))
    with pytest.raises(services.ContestRefused):
        services.contest_results(count=count, reasons="Tarde.", at=last)
    services.publish_results(count_id=count.pk, at=last)
    assert [w.option.number for w in queries.winners(count.pk)] == [1, 4]


def test_a_contest_has_a_folio_a_date_and_an_answer_before_anything_is_official(edition, closes):
    """CONTEST-1, CONTEST-2."""
    count = services.count(edition=edition, at=closes)
    make_review(count, at=closes)
    with pytest.raises(services.ContestRefused):
        services.contest_results(count=count, reasons="No es público.", at=closes)
    count = services.publish_provisional(count_id=count.pk, at=closes)
    with pytest.raises(services.ContestRefused, match="Escriba"):
        services.contest_results(count=count, reasons=" ", at=closes)
    row = services.contest_results(count=count, reasons="Faltan boletas.", number=2, at=closes, upload=act())
    assert row.folio == f"{edition.slug.upper()}-I001"
    assert row.option.number == 2
    assert not row.file.public
    assert row.due > timezone.localdate(closes)
    later = queries.window(count).closes
    with pytest.raises(services.ContestsOpen, match="contestar"):
        services.publish_results(count_id=count.pk, at=later)
    told = {"finding": "unfounded", "summary": "Que faltan boletas.", "answer": "Están todas."}
    with pytest.raises(services.ContestRefused):
        services.answer_contest(contest=row, at=later, **(told | {"answer": ""}))
    services.answer_contest(contest=row, at=later, **told)
    with pytest.raises(services.ContestClosed):
        services.answer_contest(contest=row, at=later, **told)
    assert services.publish_results(count_id=count.pk, at=later).official_at


def test_a_contest_that_was_right_asks_for_a_recount_that_shows_what_changed(edition, closes):
    """CONTEST-3: the results that were contested stay, withdrawn; the new ones may be contested anew."""
    count = services.count(edition=edition, at=closes)
    make_review(count, at=closes)
    services.publish_provisional(count_id=count.pk, at=closes)
    with pytest.raises(services.AlreadyPublished):
        services.count(edition=edition, at=closes)
    row = services.contest_results(count=count, reasons="Así no.", at=closes)
    later = closes + timedelta(days=1)
    services.answer_contest(contest=row, finding="founded", summary="Así no.", answer="Es cierto.", at=later)
    with pytest.raises(services.ContestsOpen, match="cuente de nuevo"):
        services.publish_results(count_id=count.pk, at=closes + timedelta(days=30))
    again = services.count(edition=edition, at=later)
    make_review(again, at=later)
    again.results.filter(option__number=2).update(votes=7)  # what a founded contest would have mended
    services.publish_provisional(count_id=again.pk, at=later)
    count.refresh_from_db()
    assert (count.withdrawn_at, queries.published_count(edition)) == (later, again)
    assert [(d.title, d.before.votes, d.after.votes) for d in queries.differences(count, again)] == [
        (edition.options.get(number=2).title, 1, 7)
    ]
    services.publish_results(count_id=again.pk, at=closes + timedelta(days=30))


def test_an_outcome_changes_only_with_a_reason_and_an_act_in_public(edition, closes):
    """OVERRIDE-1, OVERRIDE-2."""
    count = services.count(edition=edition, at=closes)
    make_review(count, at=closes)
    with pytest.raises(services.OverrideRefused, match="razón"):
        services.override_outcome(count_id=count.pk, number=4, reason="", act=act(), at=closes)
    with pytest.raises(services.OverrideRefused):
        services.override_outcome(count_id=count.pk, number=99, reason="No existe.", act=act(), at=closes)
    change = services.override_outcome(
        count_id=count.pk, number=4, reason="El predio se vendió.", act=act(), at=closes
    )
    with pytest.raises(services.OverrideRefused):
        services.override_outcome(count_id=count.pk, number=4, reason="Otra vez.", act=act(), at=closes)
    count.refresh_from_db()
    assert count.reviewed_at is None
    assert change.act.public
    assert [w.option.number for w in queries.winners(count.pk)] == [1]
    assert count.result["winners"] == ["1", "4"]  # what the rule gave stays
    (line,) = count.result["overrides"]
    assert (line["project"], line["after"], line["act_sha256"]) == (
        "4",
        "not_winner",
        hashlib.sha256(PDF).hexdigest(),
    )
    assert AuditEvent.objects.filter(kind="ballots.OutcomeOverridden").count() == 1


def test_the_seed_of_the_lot_is_committed_before_the_count_and_cannot_change(edition, closes):
    """LOT-1."""
    digest = hashlib.sha256(b"Sorteo Mayor 3921: 04417").hexdigest()
    with pytest.raises(services.LotRefused, match="64"):
        services.commit_lot(edition=edition, sha256="abc", at=closes)
    with pytest.raises(services.LotRefused, match="Primero"):
        services.note_lot(edition=edition, seed="Sorteo Mayor 3921: 04417", at=closes)
    services.commit_lot(edition=edition, sha256=digest.upper(), at=closes)
    with pytest.raises(services.LotRefused, match="otra"):
        services.note_lot(edition=edition, seed="Sorteo Mayor 3921: 04418", at=closes)
    assert services.note_lot(edition=edition, seed="Sorteo Mayor 3921: 04417", at=closes).noted_at == closes
    services.count(edition=edition, at=closes)
    with pytest.raises(services.LotRefused, match="antes de contar"):
        services.commit_lot(edition=edition, sha256=digest, at=closes)


def test_participation_is_told_by_place_and_channel_and_nobody_is_recognised(edition, closes):
    """FIGURES-1, FIGURES-2."""
    count = services.count(edition=edition, at=closes)
    told = count.figures
    assert sum(row["cast"] for row in told["channels"]) == 5
    for row in told["channels"]:
        assert row["cast"] - row["replaced"] <= row["issued"]
    (place,) = told["places"]
    assert (place["issued"], place["cast"], place["void"]) == (5, 5, 0)
    assert told["satisfied"] == {"ballots": 5, "pleased": 5}
    assert told["ages"] == [] or all(number is None for _band, number in told["ages"])


def test_the_worker_says_what_would_have_made_each_project_win(now, client):
    """CHANCE-1: under equal shares, what supporters held and paid for, and the cost that would have won."""
    edition = make_voting_edition(
        at=now, purse_centavos=100_000_000, rule="equal_shares", tie_rule="lower_cost"
    )
    for number, marks in enumerate([(1,), (1,), (2, 4), (4,), (1,)]):
        make_ballot(edition, make_user(f"p{number}@tequio.example"), *marks, at=now)
    closes = edition.phases.get(kind=PhaseKind.VOTING).closes
    count = services.count(edition=edition, at=closes)
    services.publish_provisional(count_id=count.pk, at=closes)
    assert services.explain_count(count_id=count.pk, at=closes) == 2
    assert services.explain_count(count_id=count.pk, at=closes) == 0
    told = count.results.get(option__number=2).chance
    assert (told["held"], told["cost_to_win"]) == (5_000_000, 5_000_000)
    assert told["payments"] == [["4", 15_000_000]]
    page = client.get(f"/ediciones/{edition.slug}/resultados/").content.decode()
    assert "Con un costo de $50,000 habría ganado." in page


def test_the_zip_holds_what_a_recount_needs_and_is_always_the_same(edition, closes, tmp_path):
    """ZIP-1, ZIP-2."""
    count = make_results_at(edition, closes)
    name = queries.shelf_key(count, services.ZIP)
    content = shelved(name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, entry = line.split("  ")
        assert hashlib.sha256(files[entry]).hexdigest() == digest
    assert json.loads(files["resultado.json"])["winners"] == ["1", "4"]
    assert files.keys() >= {"recount.py", "verify.py", "board/leaves.txt", "board/heads.json", "SHA256SUMS.sig"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    told = subprocess.run(
        [sys.executable, "-I", "recount.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    board = Board.objects.get(edition=edition)
    Ed25519PublicKey.from_public_bytes(bytes(board.public)).verify(files["SHA256SUMS.sig"], files["SHA256SUMS"])
    assert b"@" not in b"".join(files[name] for name in files if name.endswith((".pb", ".json")))
    services.write_files(count_id=count.pk, at=timezone.now())
    assert shelved(name) == content


def shelved(name):
    with storages["public"].open(name) as file:
        return file.read()


def make_results_at(edition, closes):
    make_eva()
    count = services.count(edition=edition, at=closes)
    services.publish_provisional(count_id=count.pk, at=closes)
    make_review(count, at=closes)
    services.publish_results(count_id=count.pk, at=closes + timedelta(days=30))
    services.write_files(count_id=count.pk, at=closes)
    count.refresh_from_db()
    return count
