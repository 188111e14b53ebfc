"""One's own account, and the people of the government."""

from django.utils import timezone
from tests.routes import ADMINISTRATOR, ANYONE, SIGNED_IN, Route, World

from tequio.config.demo.factories.accounts import make_office
from tequio.foundation.accounts.services import invitations
from tequio.foundation.accounts.types import Role

BOTH = ("GET", "POST")
POST = ("POST",)
ADMINISTRATORS = frozenset({ADMINISTRATOR})


def person(world: World) -> dict[str, int]:
    return {"pk": world.people["citizen"].pk}


def membership(world: World) -> dict[str, int]:
    return {"pk": world.people["liaison"].memberships.get().pk}


def office(world: World) -> dict[str, int]:
    return {"pk": make_office("FIN").pk}


def _invitation(email: str):
    return invitations.invite(email=email, role=Role.AUDITOR, office_id=None, actor=None, at=timezone.now())


def invitation(world: World) -> dict[str, int]:
    return {"pk": _invitation("nueva@tequio.example").pk}


def invitation_link(world: World) -> dict[str, str]:
    return {"token": invitations.token(_invitation(world.people["citizen"].email))}


def role(world: World) -> dict[str, str]:
    return {"role": "auditor"}


ROUTES = {
    "accounts:home": Route(allowed=SIGNED_IN, methods=BOTH),
    "accounts:welcome": Route(allowed=SIGNED_IN),
    # Only a demonstration has it (tests/foundation/accounts/test_demonstration.py).
    "accounts:demonstration": Route(allowed=frozenset(), methods=POST, denied=404),
    # The link is the key: it opens for who holds it, unless signed in as somebody else (409).
    "accounts:accept_invitation": Route(allowed=ANYONE, methods=BOTH, kwargs=invitation_link, ok=(409,)),
    "accounts:people": Route(allowed=ADMINISTRATORS),
    "accounts:roles": Route(allowed=ADMINISTRATORS),
    "accounts:person": Route(allowed=ADMINISTRATORS, kwargs=person),
    "accounts:grant_role": Route(
        allowed=ADMINISTRATORS, kwargs=person, methods=POST, data=role, takes=("role",)
    ),
    "accounts:revoke_role": Route(allowed=ADMINISTRATORS, kwargs=membership, methods=POST),
    "accounts:deactivate": Route(allowed=ADMINISTRATORS, kwargs=person, methods=POST),
    "accounts:reactivate": Route(allowed=ADMINISTRATORS, kwargs=person, methods=POST),
    "accounts:reset_second_factor": Route(allowed=ADMINISTRATORS, kwargs=person, methods=POST),
    "accounts:invitations": Route(allowed=ADMINISTRATORS),
    "accounts:invite": Route(allowed=ADMINISTRATORS, methods=BOTH, takes=("role",)),
    "accounts:resend_invitation": Route(allowed=ADMINISTRATORS, kwargs=invitation, methods=POST),
    "accounts:revoke_invitation": Route(allowed=ADMINISTRATORS, kwargs=invitation, methods=POST),
    "accounts:offices": Route(allowed=ADMINISTRATORS),
    "accounts:new_office": Route(allowed=ADMINISTRATORS, methods=BOTH),
    "accounts:office": Route(allowed=ADMINISTRATORS, kwargs=office, methods=BOTH),
    "accounts:close_office": Route(allowed=ADMINISTRATORS, kwargs=office, methods=POST),
    "accounts:reopen_office": Route(allowed=ADMINISTRATORS, kwargs=office, methods=POST),
}
