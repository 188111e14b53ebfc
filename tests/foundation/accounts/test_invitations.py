import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tequio.config.demo.factories.accounts import PASSWORD, make_cast, make_office
from tequio.foundation.accounts import handlers
from tequio.foundation.accounts.events import InvitationResent, InvitationSent
from tequio.foundation.accounts.models import Invitation, Membership, User
from tequio.foundation.accounts.services import invitations, people
from tequio.foundation.accounts.types import Role
from tequio.foundation.audit.models import AuditEvent

NEW = "nueva@tequio.example"


def offer(cast, email=NEW, role=Role.LIAISON, at=None):
    office_id = cast.office.pk if role is Role.LIAISON else None
    return invitations.invite(
        email=email, role=role, office_id=office_id, actor=cast.dani.pk, at=at or timezone.now()
    )


def link(invitation) -> str:
    return f"/cuenta/invitacion/{invitations.token(invitation)}/"


def sent(invitation) -> None:
    handlers.mail_invitation(InvitationSent(invitation_id=invitation.pk, role="x", office_id=None))


def test_the_page_invites_and_writes_it_down_without_the_address(as_dani, cast):
    form = {"email": "Nueva@Tequio.example", "role": "liaison", "office": cast.office.pk}
    page = as_dani.post("/escritorio/personas/invitaciones/nueva/", form, follow=True).content.decode()
    assert NEW in page
    event = AuditEvent.objects.get()
    assert event.kind == "accounts.InvitationSent"
    assert "@" not in str(event.payload)
    assert event.actor == cast.dani.pk


def test_the_worker_mails_the_link_once(cast, settings):
    invitation = offer(cast)
    sent(invitation)
    sent(invitation)
    message = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert message.to == [NEW]
    assert settings.PUBLIC_URL + "/cuenta/invitacion/" in message.body
    assert "Secretaría de Infraestructura" in message.body


def test_what_was_revoked_before_the_worker_woke_is_not_mailed(cast):
    invitation = offer(cast)
    invitations.revoke(invitation_id=invitation.pk, actor=cast.dani.pk, at=timezone.now())
    sent(invitation)
    handlers.mail_invitation(InvitationSent(invitation_id=999999, role="x", office_id=None))
    assert mail.outbox == []


def test_a_newcomer_follows_the_link_and_gets_the_role(client, cast):
    invitation = offer(cast)
    sent(invitation)
    path = re.search(r"(/cuenta/invitacion/\S+)", mail.outbox[0].body)[1]
    page = client.get(path).content.decode()
    assert "Le ofrecen el papel de Enlace" in page
    assert User.objects.filter(email=NEW).count() == 0
    response = client.post(path, {"name": "Nora Vela"}, follow=True)
    assert response.redirect_chain[-1][0] == "/cuenta/bienvenida/"
    assert "Elegir mi segundo paso" in response.content.decode()
    user = User.objects.get(email=NEW)
    membership = user.memberships.get()
    assert (user.name, membership.role, membership.office) == ("Nora Vela", "liaison", cast.office)
    assert client.get("/escritorio/")["Location"] == "/cuenta/segundo-paso/"


def test_a_link_works_once(client, cast):
    path = link(offer(cast))
    client.post(path, {"name": "Nora"})
    client.post("/cuenta/salir/")
    for response in (client.get(path), client.post(path, {"name": "Otra"})):
        assert response.status_code == 410
        assert "ya no sirve" in response.content.decode()
    assert User.objects.get(email=NEW).name == "Nora"


def test_a_link_expires_after_seven_days(client, cast):
    path = link(offer(cast, at=timezone.now() - invitations.LIFETIME))
    assert client.get(path).status_code == 410


def test_a_link_that_was_tampered_with_opens_nothing(client, cast):
    token = invitations.token(offer(cast))
    for text in (token[:-2] + "xx", "x", token.split(":")[0] + ":x:x"):
        assert client.get(f"/cuenta/invitacion/{text}/").status_code == 410


def test_a_revoked_link_opens_nothing(client, as_dani, cast):
    invitation = offer(cast)
    as_dani.post(f"/escritorio/personas/invitaciones/{invitation.pk}/retirar/")
    assert as_dani.get(link(invitation)).status_code == 410
    again = as_dani.post(f"/escritorio/personas/invitaciones/{invitation.pk}/retirar/")
    assert again.status_code == 410


def test_sending_again_renews_the_term_and_kills_the_earlier_link(client, as_dani, cast):
    invitation = offer(cast, at=timezone.now() - timedelta(days=8))
    old = link(invitation)
    page = as_dani.get("/escritorio/personas/invitaciones/").content.decode()
    assert "venció" in page
    as_dani.post(f"/escritorio/personas/invitaciones/{invitation.pk}/reenviar/")
    handlers.mail_invitation_again(InvitationResent(invitation_id=invitation.pk))
    as_dani.post("/cuenta/salir/")
    assert as_dani.get(old).status_code == 410
    assert as_dani.get(link(Invitation.objects.get())).status_code == 200
    assert len(mail.outbox) == 1


def test_what_was_accepted_is_not_sent_again(as_dani, cast):
    invitation = offer(cast)
    invitations.accept(text=invitations.token(invitation), name="Nora", at=timezone.now())
    response = as_dani.post(f"/escritorio/personas/invitaciones/{invitation.pk}/reenviar/")
    assert response.status_code == 410
    assert "aceptada" in as_dani.get("/escritorio/personas/invitaciones/").content.decode()


def test_one_open_invitation_per_person_role_and_office(as_dani, cast):
    offer(cast)
    form = {"email": NEW, "role": "liaison", "office": cast.office.pk}
    response = as_dani.post("/escritorio/personas/invitaciones/nueva/", form)
    assert response.status_code == 400
    assert "ya tiene una invitación abierta" in response.content.decode()
    other = {"email": NEW, "role": "liaison", "office": make_office("SPM").pk}
    assert as_dani.post("/escritorio/personas/invitaciones/nueva/", other).status_code == 302


def test_an_invitation_keeps_the_rules_of_the_role(cast):
    with pytest.raises(people.RoleScopeError):
        invitations.invite(email=NEW, role=Role.LIAISON, office_id=None, actor=cast.dani.pk, at=timezone.now())


def test_who_has_an_account_keeps_their_name_and_gains_the_role(client, cast):
    path = link(offer(cast, email=cast.ana.email))
    assert 'name="name"' not in client.get(path).content.decode()
    client.post(path, {"name": "Otra"})
    cast.ana.refresh_from_db()
    assert cast.ana.name == "Ana Robledo"
    assert cast.ana.memberships.get().role == "liaison"


def test_the_link_does_not_go_around_a_second_factor(client, cast):
    path = link(offer(cast, email=cast.caro.email))
    response = client.post(path)
    assert response["Location"] == "/cuenta/entrar/segundo-paso/"
    assert client.get("/escritorio/")["Location"].startswith("/cuenta/entrar/")


def test_who_is_signed_in_as_the_invited_accepts_in_place(client, cast):
    client.force_login(cast.ana)
    response = client.post(link(offer(cast, email=cast.ana.email)))
    assert response["Location"] == "/cuenta/bienvenida/"


def test_who_is_signed_in_as_somebody_else_is_told_to_leave_first(client, cast):
    invitation = offer(cast)
    client.force_login(cast.eva)
    response = client.post(link(invitation))
    assert response.status_code == 409
    assert "usted está dentro como eva@tequio.example" in response.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_a_closed_account_is_not_opened_by_an_invitation(client, cast):
    path = link(offer(cast, email=cast.ana.email))
    User.objects.filter(pk=cast.ana.pk).update(is_active=False)
    assert client.post(path).status_code == 410
    assert Invitation.objects.get().accepted_at is None


def test_a_newcomer_without_a_name_is_asked_for_it(client, cast):
    invitation = offer(cast)
    assert client.post(link(invitation), {"name": ""}).status_code == 400
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_open_one_account():
    cast = make_cast()
    text = invitations.token(offer(cast))
    barrier, refused = threading.Barrier(2), []

    def accept() -> None:
        barrier.wait()
        try:
            invitations.accept(text=text, name="Nora", at=timezone.now())
        except invitations.InvitationGoneError:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.filter(email=NEW).count() == 1


def test_the_first_administrator_comes_in_by_a_link_of_the_command(client, db, capsys, settings):
    call_command("createadmin", "Primera@Tequio.example")
    path = capsys.readouterr().out.split(settings.PUBLIC_URL)[1].strip()
    client.post(path, {"name": "Primera"})
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("primera@tequio.example", "administrator")
    sent(Invitation.objects.get())
    assert mail.outbox == []


def test_a_second_call_of_the_command_replaces_the_first_link(client, db, capsys, settings):
    paths = []
    for _ in range(2):
        call_command("createadmin", "primera@tequio.example")
        paths.append(capsys.readouterr().out.split(settings.PUBLIC_URL)[1].strip())
    assert client.get(paths[0]).status_code == 410
    assert client.get(paths[1]).status_code == 200


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError, match="no es un correo"):
        call_command("createadmin", "dani")


def test_who_had_a_password_goes_straight_to_the_office(client, db, settings):
    settings.DEMONSTRATION = True
    cast = make_cast(password=PASSWORD)
    assert client.post(link(offer(cast, email=cast.ana.email)))["Location"] == "/escritorio/"


@pytest.mark.parametrize("extra", [1, 3])
def test_the_list_of_invitations_asks_the_same_whatever_its_length(
    extra, as_dani, cast, django_assert_num_queries
):
    for number in range(extra):
        offer(cast, email=f"n{number}@tequio.example")
    as_dani.get("/escritorio/personas/invitaciones/")
    with django_assert_num_queries(7):
        as_dani.get("/escritorio/personas/invitaciones/")
