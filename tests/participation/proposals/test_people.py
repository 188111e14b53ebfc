"""Signing together and merging: nothing of anybody's is published without their yes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.participation.proposals.test_supports import make_supporting

from tequio.config.demo.factories.accounts import make_ana, make_caro, make_eva, make_user
from tequio.config.demo.factories.editions import make_edition
from tequio.config.demo.factories.proposals import make_coauthor, make_draft, make_proposal
from tequio.foundation.audit import services as audit
from tequio.participation.editions.services import PhaseClosed
from tequio.participation.proposals import queries, services
from tequio.participation.proposals.models import CoAuthor, Proposal
from tequio.participation.proposals.types import ProposalState

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def test_prop_15_an_invitation_is_mailed_once_and_its_name_is_public_once_accepted(client, now):
    proposal, eva = make_proposal(make_edition()), make_eva()
    client.force_login(proposal.author)
    page = f"/ediciones/pp2026/proponer/{proposal.pk}/autores/"
    assert client.post(page, {"email": "no-es-correo"}).status_code == 422
    assert client.post(page, {"email": "ana@tequio.example"}).status_code == 422
    assert client.post(page, {"email": "Otra@tequio.example"}).status_code == 302
    assert client.post(page, {"email": "otra@tequio.example"}).status_code == 422
    audit.deliver_now()
    audit.deliver_now()
    assert len(mail.outbox) == 1
    link = next(line for line in mail.outbox[0].body.splitlines() if "/firmar/" in line)
    path = "/" + link.split("/", 3)[3]
    client.logout()
    assert "le invita a firmar" in client.get(path).content.decode()
    assert client.post(path)["Location"].startswith("/cuenta/")
    assert "otra@" not in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    client.force_login(proposal.author)
    assert client.post(path).status_code == 409
    client.force_login(eva)
    client.post(path)
    client.logout()
    assert "Eva Lozano" in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    assert client.get(path).status_code == 410
    assert CoAuthor.objects.get().email == ""
    assert [p.folio for p in queries.explorer(proposal.edition, at=now)] == ["26-0001"]
    found = client.get("/ediciones/pp2026/propuestas/?q=eva lozano").content.decode()
    assert proposal.folio in found


def test_prop_15_a_link_expires_and_is_not_forged(client, now):
    proposal = make_proposal(make_edition())
    invited = services.invite_coauthor(proposal=proposal, email="otra@tequio.example", at=now)
    text = services.coauthor_token(invited)
    for at, words in ((now + 14 * DAY, text), (now, text + "x"), (now, "nada")):
        with pytest.raises(services.InvitationGone):
            services.accept_coauthorship(text=words, person=make_eva(), at=at)
    client.force_login(make_eva())
    client.post(f"/propuestas/firmar/{text}/", {"accion": "no"})
    assert not queries.signers(proposal)


def test_prop_16_five_at_most_and_no_way_of_sending_mail(now):
    draft = make_draft(make_edition())
    for number in range(15):
        invited = services.invite_coauthor(proposal=draft, email=f"p{number}@tequio.example", at=now)
        if number >= 4:
            services.end_coauthorship(coauthor=invited, at=now)
    with pytest.raises(services.TooManyAuthors, match="demasiadas"):
        services.invite_coauthor(proposal=draft, email="uno@tequio.example", at=now)
    with pytest.raises(services.AlreadySigns):
        services.invite_coauthor(proposal=draft, email="P1@tequio.example", at=now)
    full = make_proposal(draft.edition, author=make_eva())
    for number in range(5):
        make_coauthor(full, make_user(f"q{number}@tequio.example"))
    with pytest.raises(services.TooManyAuthors, match="hasta 5 personas"):
        services.ask_to_join(proposal=full, person=make_ana(), at=now)


def test_prop_6_and_prop_17_a_coauthor_changes_nothing_and_leaves_at_will(client, now):
    proposal, eva = make_proposal(make_edition()), make_eva()
    make_coauthor(proposal, eva)
    client.force_login(eva)
    assert client.get(f"/ediciones/pp2026/proponer/{proposal.pk}/titulo/").status_code == 404
    assert client.post(f"/propuestas/{proposal.folio}/retirar/").status_code == 404
    assert "Propuestas que también firmo" in client.get("/propuestas/").content.decode()
    client.post(f"/propuestas/{proposal.folio}/dejar/")
    assert "Eva Lozano" not in client.get(f"/propuestas/{proposal.folio}/").content.decode().split("<main")[1]
    assert CoAuthor.objects.get().name == ""


def test_prop_18_who_asks_is_admitted_by_the_author(client, now):
    proposal, eva = make_proposal(make_edition()), make_eva()
    client.force_login(eva)
    client.post(f"/propuestas/{proposal.folio}/sumarme/")
    assert client.post(f"/propuestas/{proposal.folio}/sumarme/").status_code == 409
    assert "Falta que conteste" in client.get(f"/propuestas/{proposal.folio}/").content.decode()
    asked = CoAuthor.objects.get()
    client.force_login(proposal.author)
    assert "Eva Lozano pide firmar" in client.get("/propuestas/").content.decode()
    answer = f"/ediciones/pp2026/proponer/{proposal.pk}/autores/{asked.pk}/"
    client.post(answer, {"accion": "admitir"})
    assert client.post(answer, {"accion": "admitir"}).status_code == 410
    assert [c.name for c in queries.coauthors(proposal)] == ["Eva Lozano"]
    client.post(answer, {"accion": "quitar"})
    assert client.post(answer, {"accion": "quitar"}).status_code == 404
    with pytest.raises(PhaseClosed):
        services.ask_to_join(proposal=proposal, person=make_user(), at=now + 21 * DAY)


@pytest.fixture
def two():
    edition = make_supporting()
    return make_proposal(edition), make_proposal(edition, author=make_eva(), title="Sombra en el andador")


def test_prop_21_and_prop_22_two_yes_make_one(client, two, now):
    one, other = two
    three = [make_user(f"p{n}@tequio.example", name=f"Persona {n}") for n in range(3)]
    make_coauthor(one, three[0])
    for person, proposal in ((three[0], one), (three[1], one), (three[1], other), (three[2], other)):
        services.support(proposal=proposal, person=person, at=now)
    client.force_login(make_caro())
    office = f"/escritorio/propuestas/{one.folio}/fusionar/"
    assert "Sombra en el andador" in client.get(office).content.decode()
    assert client.post(office, {"into": "26-9999", "reason": "x"}).status_code == 422
    assert client.post(office, {"into": one.folio, "reason": "x"}).status_code == 422
    client.post(office, {"into": other.folio, "reason": "Piden lo mismo"})
    assert "Piden" not in client.get(f"/propuestas/{one.folio}/").content.decode().split("<main")[1]
    assert "Ninguna" in client.get("/escritorio/propuestas/fusiones/").content.decode()
    merger = queries.open_mergers()[0]
    for person in (one.author, other.author):
        client.force_login(person)
        assert "Leer y contestar" in client.get("/propuestas/").content.decode()
        client.post(f"/propuestas/fusiones/{merger.pk}/", {"accion": "aceptar"})
    client.force_login(three[2])
    assert client.get(f"/propuestas/fusiones/{merger.pk}/").status_code == 404
    client.logout()
    for folio, words in ((one.folio, "Fusionada con otra"), (other.folio, "se le unió")):
        page = client.get(f"/propuestas/{folio}/").content.decode()
        assert words in page
        assert "Piden lo mismo" in page
    assert [c.name for c in queries.coauthors(other)] == ["Ana Robledo", "Persona 0"]
    assert (queries.supports(one), queries.supports(other)) == (2, 3)
    assert queries.allowance(other.edition, three[1]).given == 1
    assert list(queries.judgeable(other.edition)) == [other]
    with pytest.raises(services.NotMergeable):
        services.accept_merge(merger=merger, person=one.author, at=now)


def test_prop_23_what_holds_another_is_not_withdrawn(two, now):
    one, other = two
    merger = services.propose_merge(proposal=one, into=other, reason="x", at=now)
    services.accept_merge(merger=merger, person=one.author, at=now)
    services.accept_merge(merger=merger, person=other.author, at=now)
    with pytest.raises(services.NotEditable, match="fusionó"):
        services.withdraw(proposal=other, at=now)


def test_prop_4_what_was_merged_counts_for_its_author_and_signing_does_not(now):
    edition = make_edition(proposals_max=1)
    one, other = make_proposal(edition), make_proposal(edition, author=make_eva())
    merger = services.propose_merge(proposal=one, into=other, reason="x", at=now)
    for person in (one.author, other.author):
        services.accept_merge(merger=merger, person=person, at=now)
    with pytest.raises(services.LimitReached):
        make_proposal(edition)
    friend = make_user()
    make_coauthor(other, friend)
    assert make_proposal(edition, author=friend).folio == "26-0003"


def test_prop_19_one_no_ends_it(client, two, now):
    one, other = two
    with pytest.raises(services.ReasonMissing):
        services.propose_merge(proposal=one, into=other, reason=" ", at=now)
    merger = services.propose_merge(proposal=one, into=other, reason="x", at=now)
    with pytest.raises(services.NotMergeable, match="por responder"):
        services.propose_merge(proposal=one, into=other, reason="x", at=now)
    services.accept_merge(merger=merger, person=one.author, at=now)
    client.force_login(other.author)
    client.post(f"/propuestas/fusiones/{merger.pk}/", {"accion": "rechazar"})
    with pytest.raises(services.NotMergeable, match="ya se respondió"):
        services.accept_merge(merger=merger, person=other.author, at=now)
    assert Proposal.objects.filter(state=ProposalState.SUBMITTED).count() == 2


def test_prop_20_only_in_review_and_never_after_it(client, two, now):
    one, other = two
    merger = services.propose_merge(proposal=one, into=other, reason="x", at=now)
    services.accept_merge(merger=merger, person=one.author, at=now)
    closes = one.edition.phases.get(kind="feasibility").closes
    with pytest.raises(services.NotMergeable, match="ya cerró"):
        services.accept_merge(merger=merger, person=other.author, at=closes)
    Proposal.objects.filter(pk=one.pk).update(state=ProposalState.FEASIBLE.value)
    with pytest.raises(services.NotMergeable, match="ya no está en revisión"):
        services.accept_merge(merger=merger, person=other.author, at=now)
    elsewhere = make_proposal(make_edition(slug="otra"), author=make_eva())
    with pytest.raises(services.NotMergeable, match="misma edición"):
        services.propose_merge(proposal=other, into=elsewhere, reason="x", at=now)
    client.force_login(make_caro())
    client.post(f"/escritorio/propuestas/fusiones/{merger.pk}/retirar/")
    assert not queries.mergers_of(other)
    assert client.post("/escritorio/propuestas/fusiones/999/retirar/").status_code == 404
