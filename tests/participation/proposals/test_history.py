"""What a proposal said before, told to anyone; what moderation hides of it."""

import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_proposal
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import ProposalVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    edition = make_edition()
    home = edition.territory.units.get(code="C3")
    return make_proposal(edition, proponent_unit=home)


def test_prop_9_every_change_is_kept_and_no_change_is_not(client, proposal, django_assert_max_num_queries):
    now = timezone.now()
    services.save_draft(proposal=proposal, at=now, title="Andador con sombra")
    services.save_draft(proposal=proposal, at=now, title="Andador con bancas", estimated_cost_centavos=10**7)
    services.save_draft(proposal=proposal, at=now, public_land="no")
    entries = queries.history(proposal)
    assert [(e.number, [str(c.label) for c in e.changes]) for e in entries] == [
        (3, ["¿El lugar es público?"]),
        (2, ["Título", "Costo estimado"]),
        (1, []),
    ]
    assert "El Mirador" not in str(list(ProposalVersion.objects.values_list("answers", flat=True)))
    with django_assert_max_num_queries(12):
        page = client.get(f"/propuestas/{proposal.folio}/historial/").content.decode()
    assert "sombra</del>" in page
    assert "bancas</ins>" in page


def test_prop_9_a_proposal_of_before_the_history_keeps_what_it_said(proposal):
    ProposalVersion.objects.all().delete()
    services.save_draft(proposal=proposal, at=timezone.now(), title="Otro")
    assert [v.answers["title"] for v in proposal.versions.all()] == ["Otro", "Andador con sombra"]


def test_history_goes_back_page_by_page(client, proposal, monkeypatch):
    monkeypatch.setattr("tequio.participation.proposals.queries.versions.MOST_SHOWN", 2)
    for number in range(3):
        services.save_draft(proposal=proposal, at=timezone.now(), title=f"Título {number}")
    page = client.get(f"/propuestas/{proposal.folio}/historial/").content.decode()
    assert "?antes=3" in page
    older = client.get(f"/propuestas/{proposal.folio}/historial/?antes=3").content.decode()
    assert "Se registró" in older
    assert client.get(f"/propuestas/{proposal.folio}/historial/?antes=x").status_code == 200


def test_prop_10_a_hidden_version_shows_in_no_change(client, proposal):
    now = timezone.now()
    services.save_draft(proposal=proposal, at=now, problem="Llame a Lupita al 555.")
    services.save_draft(proposal=proposal, at=now, problem="No hay sombra.")
    client.force_login(make_caro())
    office = f"/escritorio/propuestas/{proposal.folio}/versiones/2/ocultar/"
    assert client.post(office, {"reason": " "}).status_code == 422
    client.post(office, {"reason": "Trae un teléfono"})
    assert client.get(office.replace("/2/", "/9/")).status_code == 404
    client.logout()
    page = client.get(f"/propuestas/{proposal.folio}/historial/").content.decode()
    assert "Lupita" not in page
    assert page.count("Trae un teléfono") == 2
    services.withdraw(proposal=proposal, at=now)
    assert client.get(f"/propuestas/{proposal.folio}/historial/").status_code == 404
