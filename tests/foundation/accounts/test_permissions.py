import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from tequio.config.demo.factories.accounts import make_membership, make_office, make_user
from tequio.foundation.accounts.permissions import (
    can,
    demand,
    has_second_factor,
    is_staff,
    matrix,
    offices,
    requires,
    signed_in,
)
from tequio.foundation.accounts.types import (
    PERMISSION_LABELS,
    ROLE_LABELS,
    ROLE_SUMMARIES,
    Permission,
    Role,
)


@requires(Permission.USE_OFFICE)
def office_page(request):
    return HttpResponse("dentro")


@requires(Permission.PROPOSE)
def citizen_page(request):
    return HttpResponse("dentro")


def ask(rf, view, user):
    request = rf.get("/escritorio/", {"q": "1"})
    request.user = user
    return view(request)


def test_every_role_and_permission_is_named_in_plain_words():
    assert set(PERMISSION_LABELS) == set(Permission)
    assert set(ROLE_LABELS) == set(ROLE_SUMMARIES) == set(matrix()) == set(Role)


def test_every_permission_is_held_by_some_role():
    assert set().union(*matrix().values()) == set(Permission)


def test_a_citizen_may_propose_and_vote_and_no_more(cast):
    held = {p for p in Permission if can(cast.ana, p)}
    assert held == {Permission.PROPOSE, Permission.VOTE}


def test_nobody_may_do_anything_without_an_account():
    assert not any(can(AnonymousUser(), p) for p in Permission)
    assert not any(can(None, p) for p in Permission)


def test_a_deactivated_person_may_do_nothing(cast):
    cast.dani.is_active = False
    assert not any(can(cast.dani, p) for p in Permission)


def test_a_liaison_holds_their_permissions_in_their_own_office_only(cast):
    other = make_office("SPM")
    assert can(cast.beto, Permission.GIVE_OPINION)
    assert can(cast.beto, Permission.GIVE_OPINION, office_id=cast.office.pk)
    assert not can(cast.beto, Permission.GIVE_OPINION, office_id=other.pk)


def test_a_role_without_office_holds_everywhere(cast):
    assert can(cast.caro, Permission.MANAGE_PROJECTS, office_id=make_office("SPM").pk)


def test_the_offices_of_a_permission_are_all_or_those_of_the_memberships(cast):
    assert offices(cast.beto, Permission.GIVE_OPINION) == {cast.office.pk}
    assert offices(cast.caro, Permission.MANAGE_PROJECTS) is None
    assert offices(cast.ana, Permission.GIVE_OPINION) == set()


def test_memberships_are_read_once_per_actor(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert is_staff(cast.beto)
        assert can(cast.beto, Permission.REPORT_PROGRESS, office_id=cast.office.pk)


def test_demand_refuses_with_words_that_help(cast):
    with pytest.raises(PermissionDenied, match="pídalo a Administración"):
        demand(cast.ana, Permission.MANAGE_PEOPLE)
    demand(cast.dani, Permission.MANAGE_PEOPLE)


def test_an_anonymous_visitor_is_sent_to_sign_in_and_back(rf):
    response = ask(rf, office_page, AnonymousUser())
    assert response.status_code == 302
    assert response["Location"] == "/cuenta/entrar/?next=/escritorio/%3Fq%3D1"


def test_a_citizen_is_refused_the_office(rf, cast):
    with pytest.raises(PermissionDenied):
        ask(rf, office_page, cast.ana)


def test_staff_without_a_second_factor_are_sent_to_set_one_up(rf, db):
    user = make_user()
    make_membership(user, Role.AUDITOR)
    assert ask(rf, office_page, user)["Location"] == "/cuenta/segundo-paso/"


def test_a_demonstration_waives_the_second_factor(rf, db, settings):
    user = make_user()
    make_membership(user, Role.AUDITOR)
    settings.DEMONSTRATION = True
    assert ask(rf, office_page, user).content == b"dentro"


def test_what_any_citizen_may_do_asks_no_second_factor_of_staff(rf, db):
    user = make_user()
    make_membership(user, Role.AUDITOR)
    assert ask(rf, citizen_page, user).content == b"dentro"


def test_staff_with_a_second_factor_come_in(rf, cast):
    assert has_second_factor(cast.beto)
    assert ask(rf, office_page, cast.beto).content == b"dentro"


def test_who_asks_is_known_only_if_signed_in(rf, cast):
    request = rf.get("/")
    request.user = cast.ana
    assert signed_in(request) == cast.ana
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        signed_in(request)
