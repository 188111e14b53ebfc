import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction

from tequio.config.demo.factories.accounts import (
    make_cast,
    make_dani,
    make_membership,
    make_office,
    make_staff,
    make_user,
)
from tequio.foundation.accounts import queries
from tequio.foundation.accounts.models import Membership, User
from tequio.foundation.accounts.services import people
from tequio.foundation.accounts.types import Role
from tequio.foundation.audit.models import AuditEvent


def last_event():
    return AuditEvent.objects.order_by("-position").first()


def test_granting_a_role_writes_it_down_without_personal_data(cast):
    people.grant_role(user_id=cast.ana.pk, role=Role.LIAISON, office_id=cast.office.pk, actor=cast.dani.pk)
    event = last_event()
    assert (event.kind, event.actor) == ("accounts.RoleGranted", cast.dani.pk)
    assert event.payload == {"user_id": cast.ana.pk, "role": "liaison", "office_id": cast.office.pk}


def test_the_same_role_is_not_given_twice(cast):
    with pytest.raises(people.RoleAlreadyHeldError, match="ya tiene este papel"):
        people.grant_role(user_id=cast.caro.pk, role=Role.COORDINATOR, office_id=None, actor=cast.dani.pk)


@pytest.mark.parametrize(
    ("role", "in_office", "words"),
    [
        (Role.LIAISON, False, "necesita una dependencia"),
        (Role.ADMINISTRATOR, True, "todo el gobierno"),
        (Role.CITIZEN, False, "ya participa"),
    ],
)
def test_a_role_that_does_not_go_with_that_scope_is_refused(cast, role, in_office, words):
    office_id = cast.office.pk if in_office else None
    with pytest.raises(people.RoleScopeError, match=words):
        people.grant_role(user_id=cast.ana.pk, role=role, office_id=office_id, actor=cast.dani.pk)
    assert not cast.ana.memberships.exists()


def test_the_database_refuses_a_liaison_without_office_too(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.ana, role="liaison")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=cast.ana, role="administrator", office=cast.office)


def test_a_closed_office_takes_no_new_roles(cast):
    closed = make_office("SPM")
    closed.active = False
    closed.save()
    with pytest.raises(people.RoleScopeError, match="cerrada"):
        people.grant_role(user_id=cast.ana.pk, role=Role.LIAISON, office_id=closed.pk, actor=cast.dani.pk)


def test_a_role_is_taken_away_once_and_written_down_once(cast):
    membership = cast.beto.memberships.get()
    people.revoke_role(membership_id=membership.pk, actor=cast.dani.pk)
    people.revoke_role(membership_id=membership.pk, actor=cast.dani.pk)
    assert not cast.beto.memberships.exists()
    assert AuditEvent.objects.filter(kind="accounts.RoleRevoked").count() == 1


def test_the_last_administrator_keeps_the_role(cast):
    with pytest.raises(people.LastAdministratorError, match="única persona que administra"):
        people.revoke_role(membership_id=cast.dani.memberships.get().pk, actor=cast.dani.pk)
    assert cast.dani.memberships.exists()


def test_an_administrator_whose_account_is_closed_does_not_count(cast):
    other = make_staff("otro@tequio.example", Role.ADMINISTRATOR, name="Otro")
    people.deactivate(user_id=other.pk, actor=cast.dani.pk)
    with pytest.raises(people.LastAdministratorError):
        people.revoke_role(membership_id=cast.dani.memberships.get().pk, actor=other.pk)


def test_the_last_administrator_cannot_be_deactivated(cast):
    with pytest.raises(people.LastAdministratorError):
        people.deactivate(user_id=cast.dani.pk, actor=cast.caro.pk)
    assert User.objects.get(pk=cast.dani.pk).is_active


def test_nobody_deactivates_their_own_account(cast):
    with pytest.raises(people.OwnAccountError):
        people.deactivate(user_id=cast.dani.pk, actor=cast.dani.pk)


def test_deactivating_and_reactivating_are_each_written_down_once(cast):
    for _ in range(2):
        people.deactivate(user_id=cast.beto.pk, actor=cast.dani.pk)
    for _ in range(2):
        people.reactivate(user_id=cast.beto.pk, actor=cast.dani.pk)
    kinds = list(AuditEvent.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == ["accounts.AccountDeactivated", "accounts.AccountReactivated"]
    assert User.objects.get(pk=cast.beto.pk).is_active


def test_a_lost_second_factor_is_removed_and_written_down(cast):
    people.reset_second_factor(user_id=cast.beto.pk, actor=cast.dani.pk)
    people.reset_second_factor(user_id=cast.beto.pk, actor=cast.dani.pk)
    assert not Authenticator.objects.filter(user=cast.beto).exists()
    assert AuditEvent.objects.filter(kind="accounts.SecondFactorReset").count() == 1


def test_a_new_account_has_no_password_and_a_confirmed_address(db):
    user = people.open_account(email=" Nueva@Tequio.example ", name=" Nueva ", verified=True)
    assert (user.email, user.name, user.has_usable_password()) == ("nueva@tequio.example", "Nueva", False)
    assert user.emailaddress_set.get().verified
    assert last_event().payload == {"user_id": user.pk}


def test_people_are_staff_until_somebody_is_looked_for(cast):
    assert cast.ana not in queries.people()
    assert set(queries.people()) == {cast.beto, cast.caro, cast.dani, cast.pia, cast.aurora}
    assert list(queries.people(text="ana rob")) == [cast.ana]
    assert list(queries.people(role="liaison")) == [cast.beto]
    assert list(queries.people(office=cast.office)) == [cast.beto]
    assert list(queries.people(text="ana", role="liaison")) == []


def test_a_person_with_roles_in_two_offices_stands_once_in_the_list(cast):
    make_membership(cast.beto, Role.LIAISON, make_office("SPM"))
    assert list(queries.people(role="liaison")) == [cast.beto]


@pytest.mark.parametrize("extra", [1, 3])
def test_the_list_of_people_asks_the_same_whatever_its_length(extra, as_dani, django_assert_num_queries):
    for number in range(extra):
        make_staff(f"e{number}@tequio.example", Role.LIAISON, name=f"E {number}", office=make_office())
    as_dani.get("/escritorio/personas/")
    with django_assert_num_queries(9):
        as_dani.get("/escritorio/personas/")


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_at_once_leave_one():
    cast = make_cast()
    other = make_staff("otro@tequio.example", Role.ADMINISTRATOR, name="Otro")
    memberships = [make_dani().memberships.get().pk, other.memberships.get().pk]
    barrier, refused = threading.Barrier(2), []

    def remove(membership_id: int) -> None:
        barrier.wait()
        try:
            people.revoke_role(membership_id=membership_id, actor=cast.caro.pk)
        except people.LastAdministratorError:
            refused.append(membership_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=[pk]) for pk in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Membership.objects.filter(role="administrator").count() == 1


def test_the_page_of_a_person_gives_and_takes_a_role(as_dani, cast):
    page = f"/escritorio/personas/{cast.ana.pk}/"
    given = as_dani.post(page + "papel/", {"role": "liaison", "office": cast.office.pk}, follow=True)
    assert "El papel quedó dado." in given.content.decode()
    membership = cast.ana.memberships.get()
    taken = as_dani.post(f"/escritorio/personas/papeles/{membership.pk}/quitar/", follow=True)
    assert "El papel se quitó." in taken.content.decode()
    assert taken.redirect_chain[0][0] == page


def test_the_page_of_a_person_says_why_a_role_is_refused(as_dani, cast):
    page = f"/escritorio/personas/{cast.ana.pk}/papel/"
    refused = as_dani.post(page, {"role": "liaison"})
    assert refused.status_code == 400
    assert "Un enlace necesita una dependencia" in refused.content.decode()
    assert as_dani.post(page, {"role": "presidente"}).status_code == 400


def test_the_last_administrator_is_told_on_a_page_with_409(as_dani, cast):
    response = as_dani.post(f"/escritorio/personas/papeles/{cast.dani.memberships.get().pk}/quitar/")
    assert response.status_code == 409
    assert "única persona que administra" in response.content.decode()


def test_deactivating_ends_the_sessions_at_once(as_dani, cast):
    from django.test import Client

    beto = Client()
    beto.force_login(cast.beto)
    assert beto.get("/escritorio/").status_code == 200
    as_dani.post(f"/escritorio/personas/{cast.beto.pk}/desactivar/")
    assert beto.get("/escritorio/")["Location"].startswith("/cuenta/entrar/")
    page = as_dani.get(f"/escritorio/personas/{cast.beto.pk}/").content.decode()
    assert "Reactivar la cuenta" in page
    as_dani.post(f"/escritorio/personas/{cast.beto.pk}/reactivar/")
    assert User.objects.get(pk=cast.beto.pk).is_active


def test_the_second_factor_of_who_lost_it_is_reset_from_the_page(as_dani, cast):
    as_dani.post(f"/escritorio/personas/{cast.beto.pk}/segundo-paso/")
    assert not Authenticator.objects.filter(user=cast.beto).exists()


def test_who_does_not_exist_is_not_found(as_dani):
    for path in ("999999/", "papeles/999999/quitar/"):
        method = as_dani.post if "quitar" in path else as_dani.get
        assert method(f"/escritorio/personas/{path}").status_code == 404


def test_sensitive_acts_ask_who_it_is_again(client, cast):
    client.force_login(cast.dani)
    response = client.post(f"/escritorio/personas/{cast.beto.pk}/desactivar/")
    assert response["Location"].startswith("/cuenta/confirmar/segundo-paso/?next=")
    assert User.objects.get(pk=cast.beto.pk).is_active


def test_the_page_of_roles_equals_the_matrix(as_dani):
    import re

    from tequio.config.roles import MATRIX

    page = as_dani.get("/escritorio/personas/roles/").content.decode()
    shown: dict[str, set[str]] = {role: set() for role in Role}
    for row in re.findall(r'<tr data-permission="(\w+)">(.*?)</tr>', page, re.DOTALL):
        for role, held in re.findall(r'data-role="(\w+)"[^>]*data-held="(\w+)"', row[1]):
            if held == "yes":
                shown[role].add(row[0])
    assert shown == {role: set(MATRIX[role] | MATRIX[Role.CITIZEN]) for role in Role}


def test_the_search_keeps_its_words_and_says_when_nobody_matches(as_dani):
    page = as_dani.get("/escritorio/personas/", {"q": "nadie así"}).content.decode()
    assert 'value="nadie así"' in page
    assert "Nadie coincide" in page


def test_many_people_are_shown_page_by_page(as_dani):
    for number in range(51):
        make_membership(make_user(f"x{number}@tequio.example", name=f"X {number:02}"), Role.AUDITOR)
    first = as_dani.get("/escritorio/personas/", {"role": "auditor"}).content.decode()
    assert "Página 1 de 2" in first
    assert "?role=auditor&amp;pagina=2" in first
