"""The draft, the submission with its folio, limits, costs, places, photos, moderation."""

import threading
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from tequio.config.demo.factories.accounts import make_ana, make_eva, make_user
from tequio.config.demo.factories.editions import MILLION, make_edition
from tequio.config.demo.factories.proposals import make_draft, make_proposal
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import UnacceptedFileError
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import FeasibilityOutcome, ProposalState

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def kinds() -> list[str]:
    found = AuditEvent.objects.filter(kind__startswith="proposals.").order_by("position")
    return list(found.values_list("kind", flat=True))


def picture() -> ContentFile:
    import io

    content = io.BytesIO()
    Image.new("RGB", (600, 400), "green").save(content, "JPEG")
    return ContentFile(content.getvalue(), name="foto.jpg")


def test_prop_1_a_draft_is_one_per_person_and_goes_on_where_it_was(now):
    edition, ana = make_edition(), make_ana()
    draft = services.start_draft(edition=edition, author=ana, at=now)
    services.save_draft(proposal=draft, at=now, title="Andador")
    again = services.start_draft(edition=edition, author=ana, at=now)
    assert (again.pk, again.title) == (draft.pk, "Andador")
    assert services.start_draft(edition=edition, author=make_eva(), at=now).pk != draft.pk
    assert kinds() == []


def test_submitting_gives_the_folio_and_the_public_name_once(now):
    proposal = make_proposal(make_edition())
    assert (proposal.folio, proposal.author_name) == ("26-0001", "Ana Robledo")
    again = services.submit(proposal=proposal, at=now)
    assert again.folio == "26-0001"
    assert kinds() == ["proposals.ProposalSubmitted"]


def test_a_refused_submission_gives_its_folio_back(now):
    edition = make_edition(proposals_max=1)
    make_proposal(edition)
    with pytest.raises(services.LimitReached):
        make_proposal(edition)
    assert make_proposal(edition, author=make_eva()).folio == "26-0002"


@pytest.mark.django_db(transaction=True)
def test_prop_3_folios_are_unique_and_without_gaps_under_concurrency():
    edition, at = make_edition(), timezone.now()
    drafts = [make_draft(edition, author=make_user(f"p{n}@tequio.example"), at=at) for n in range(8)]

    def submit(draft):
        try:
            services.submit(proposal=draft, at=at, actor=draft.author_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    folios = sorted(Proposal.objects.values_list("folio", flat=True))
    assert folios == [f"26-{n:04d}" for n in range(1, 9)]


@pytest.mark.django_db(transaction=True)
def test_prop_4_two_submissions_at_once_do_not_pass_the_limit_of_a_person():
    edition, at, ana = make_edition(proposals_max=1), timezone.now(), make_ana()
    first = make_draft(edition, author=ana, at=at)
    second = Proposal.objects.get(pk=first.pk)
    second.pk = None
    second.save(force_insert=True)
    refused = []

    def submit(draft):
        try:
            services.submit(proposal=draft, at=at, actor=ana.pk)
        except services.LimitReached:
            refused.append(draft.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(draft,)) for draft in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Proposal.objects.filter(state=ProposalState.SUBMITTED).count() == 1


def test_what_is_missing_is_said_step_by_step_and_the_draft_stays(now):
    edition = make_edition(who_proposes="residents")
    draft = services.start_draft(edition=edition, author=make_ana(), at=now)
    with pytest.raises(services.ProposalIncomplete, match="Falta el título") as refused:
        services.submit(proposal=draft, at=now)
    assert set(refused.value.missing) == {
        "titulo", "problema", "solucion", "lugar", "categoria", "tamano", "costo", "vive",
    }  # fmt: skip
    assert Proposal.objects.get(pk=draft.pk).state == ProposalState.DRAFT


def test_prop_5_a_cost_over_the_cap_is_refused_with_the_cap_in_words(now):
    edition = make_edition()
    draft = make_draft(edition)
    with pytest.raises(services.CostOverCap, match=r"El costo pasa del tope de \$1 millón"):
        services.save_draft(proposal=draft, at=now, estimated_cost_centavos=MILLION + 1)
    assert Proposal.objects.get(pk=draft.pk).estimated_cost_centavos == 80_000_000
    services.save_draft(proposal=draft, at=now, estimated_cost_centavos=MILLION)


def test_a_cost_over_the_money_of_the_place_is_refused(now):
    from tequio.participation.editions import services as editions

    edition = make_edition(published=False)
    colonia = edition.territory.units.get(code="C1")
    editions.add_envelope(edition=edition, unit=colonia, amount_centavos=50_000_000)
    editions.publish_edition(edition=edition, at=now)
    edition.refresh_from_db()
    with pytest.raises(services.CostOverCap, match=r"bolsa de Los Encinos, que es de \$500 mil"):
        make_draft(edition, site=colonia)


def test_a_size_that_no_longer_pays_the_cost_is_told_before_sending(now):
    edition = make_edition()
    large = edition.sizes.get(code="grande")
    draft = make_draft(edition, size=large, estimated_cost_centavos=5 * MILLION)
    services.save_draft(proposal=draft, at=now, size=edition.sizes.get(code="mediano"))
    draft = Proposal.objects.get(pk=draft.pk)
    assert list(services.problems(draft)) == ["costo"]
    with pytest.raises(services.CostOverCap):
        services.submit(proposal=draft, at=now)


def test_limits_hold_per_size_too(now):
    from tequio.participation.editions import services as editions

    edition = make_edition(published=False)
    editions.add_size(
        edition=edition, code="mediano", name="Comunitario", cap_centavos=MILLION, proposals_max=1
    )
    editions.publish_edition(edition=edition, at=now)
    edition.refresh_from_db()
    first = make_proposal(edition)
    with pytest.raises(services.LimitReached, match="Comunitario"):
        make_proposal(edition)
    services.withdraw(proposal=first, at=now)
    assert make_proposal(edition).folio == "26-0002"


@pytest.mark.parametrize("days", [-11, 21])
def test_outside_registration_everything_is_refused_and_kept(now, days):
    edition = make_edition()
    draft, proposal = make_draft(edition), make_proposal(edition, author=make_eva())
    at = now + days * DAY
    for act in (
        lambda: services.start_draft(edition=edition, author=make_ana(), at=at),
        lambda: services.save_draft(proposal=draft, at=at, title="Otro"),
        lambda: services.submit(proposal=draft, at=at),
        lambda: services.withdraw(proposal=proposal, at=at),
        lambda: services.add_photo(proposal=draft, upload=picture(), alt="x", at=at),
    ):
        with pytest.raises(PhaseClosed):
            act()
    assert Proposal.objects.get(pk=draft.pk).title == "Andador con sombra"
    assert StoredFile.objects.count() == 0


def test_prop_2_the_pin_decides_the_territory_and_home_is_kept_apart(now):
    edition = make_edition()
    far = edition.territory.units.get(code="C3")
    draft = make_draft(edition, proponent_unit=far)
    west = edition.territory.units.get(code="C2")
    done = services.set_place(proposal=draft, at=now, lon=west.centre_lon, lat=west.centre_lat, unit=far)
    assert (done.site, done.proponent_unit) == (west, far)
    assert services.set_place(proposal=draft, at=now, unit=far).lon is None


@pytest.mark.parametrize(("lon", "lat"), [(-99.0, 19.0), (-200.0, 25.0), (float("nan"), 25.0)])
def test_a_pin_outside_the_city_is_refused_and_the_place_stays(now, lon, lat):
    draft = make_draft(make_edition())
    with pytest.raises(services.OutsideTheCity):
        services.set_place(proposal=draft, at=now, lon=lon, lat=lat)
    assert Proposal.objects.get(pk=draft.pk).site.code == "C1"


def test_a_colonia_of_another_map_is_refused(now):
    from tequio.config.demo.factories.editions import make_small_city

    other = make_small_city("Otro mapa").units.get(code="C1")
    with pytest.raises(services.OutsideTheCity):
        services.set_place(proposal=make_draft(make_edition()), at=now, unit=other)


def test_an_author_edits_until_registration_closes_and_it_is_noted(now):
    proposal = make_proposal(make_edition())
    services.save_draft(proposal=proposal, at=now, title="Andador y bancas")
    event = AuditEvent.objects.get(kind="proposals.ProposalEdited")
    assert event.payload["fields"] == "title"
    with pytest.raises(services.ProposalIncomplete):
        services.save_draft(proposal=proposal, at=now, title=" ")
    assert Proposal.objects.get(pk=proposal.pk).title == "Andador y bancas"


def test_what_was_withdrawn_is_gone_for_good(now):
    proposal = make_proposal(make_edition())
    services.withdraw(proposal=proposal, at=now)
    assert queries.by_folio("26-0001") is None
    with pytest.raises(services.NotEditable):
        services.withdraw(proposal=proposal, at=now)
    with pytest.raises(services.NotEditable):
        services.save_draft(proposal=proposal, at=now, title="x")


def test_a_draft_is_not_withdrawn(now):
    with pytest.raises(services.NotEditable):
        services.withdraw(proposal=make_draft(make_edition()), at=now)


def test_hiding_needs_a_reason_and_can_be_undone(now):
    proposal = make_proposal(make_edition())
    with pytest.raises(services.ReasonMissing):
        services.hide(proposal=proposal, reason=" ", at=now)
    services.hide(proposal=proposal, reason="Datos de una vecina", at=now)
    assert queries.by_folio("26-0001") is None
    services.show(proposal=proposal)
    services.show(proposal=proposal)
    assert queries.by_folio("26-0001") == proposal
    assert kinds()[-2:] == ["proposals.ProposalHidden", "proposals.ProposalShown"]
    with pytest.raises(services.NotEditable):
        services.hide(proposal=make_draft(proposal.edition, author=make_eva()), reason="x", at=now)


def test_photos_are_private_until_the_proposal_is_public(now):
    edition = make_edition()
    draft = make_draft(edition)
    photo = services.add_photo(proposal=draft, upload=picture(), alt="Calle sin banqueta", at=now)
    assert not StoredFile.objects.get(pk=photo.file_id).public
    proposal = services.submit(proposal=draft, at=now)
    assert StoredFile.objects.get(pk=photo.file_id).public
    services.add_photo(proposal=proposal, upload=picture(), alt="Otra", at=now)
    services.hide(proposal=proposal, reason="x", at=now)
    assert not StoredFile.objects.filter(public=True).exists()
    services.show(proposal=proposal)
    services.remove_photo(photo=photo, at=now)
    assert StoredFile.objects.count() == 1


def test_what_is_no_photo_is_refused_and_five_are_the_most(now):
    draft = make_draft(make_edition())
    with pytest.raises(UnacceptedFileError):
        services.add_photo(proposal=draft, upload=ContentFile(b"MZ virus", name="foto.jpg"), alt="x", at=now)
    for _number in range(5):
        services.add_photo(proposal=draft, upload=picture(), alt="x", at=now)
    with pytest.raises(services.TooManyPhotos):
        services.add_photo(proposal=draft, upload=picture(), alt="x", at=now)
    assert StoredFile.objects.count() == 5


def test_outcomes_reach_only_what_is_in_review(now):
    edition = make_edition()
    yes, no = make_proposal(edition), make_proposal(edition)
    gone = services.withdraw(proposal=make_proposal(edition), at=now)
    outcomes = [
        FeasibilityOutcome(proposal_id=yes.pk, feasible=True, approved_cost_centavos=7),
        FeasibilityOutcome(proposal_id=no.pk, feasible=False, approved_cost_centavos=7),
        FeasibilityOutcome(proposal_id=gone.pk, feasible=True, approved_cost_centavos=7),
    ]
    assert services.record_feasibility(edition=edition, outcomes=outcomes) == 2
    rows = Proposal.objects.order_by("pk").values_list("state", "approved_cost_centavos")
    assert list(rows) == [("feasible", 7), ("infeasible", None), ("withdrawn", None)]
    assert list(queries.feasible(edition)) == [yes]


def test_erasing_the_author_keeps_the_proposal_and_its_name():
    proposal = make_proposal(make_edition(), author=make_eva())
    proposal.author.delete()
    assert queries.by_folio("26-0001").author_name == "Eva Lozano"
