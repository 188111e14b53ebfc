"""People, offices and memberships: the cast of every test and of the demonstration. Each call is repeatable."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings

from tequio.foundation.accounts.models import Membership, Office, User
from tequio.foundation.accounts.types import Role

OFFICE_CODE = "INF"
PASSWORD = "demostracion-2026"  # noqa: S105 - of fictional people, in demonstrations and tests only


@dataclass(frozen=True, slots=True)
class Cast:
    """One person per role, and the office where the liaison works."""

    ana: User
    beto: User
    caro: User
    dani: User
    pia: User
    aurora: User
    eva: User
    office: Office


def make_user(
    email: str = "persona@tequio.example",
    *,
    name: str = "Persona de Prueba",
    password: str | None = None,
    second_factor: bool = False,
) -> User:
    """Return the person with this e-mail (verified), made if missing."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, password, name=name)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    if second_factor and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


def make_office(
    code: str = OFFICE_CODE, *, name: str = "", short_name: str = "", parent: Office | None = None
) -> Office:
    """Return the office with this code, made if missing."""
    values = {
        "name": name or f"Secretaría de {_NAMES.get(code, code)}",
        "short_name": short_name or _NAMES.get(code, code),
        "parent": parent,
    }
    return Office.objects.get_or_create(code=code, defaults=values)[0]


def make_membership(user: User, role: Role, office: Office | None = None) -> Membership:
    """Return the person's role in the office (everywhere without one), made if missing."""
    return Membership.objects.get_or_create(user=user, role=role.value, office=office)[0]


def make_staff(
    email: str, role: Role, *, name: str, office: Office | None = None, password: str | None = None
) -> User:
    """Return a person with a role and the second factor that the office asks for (not in a demonstration)."""
    user = make_user(email, name=name, password=password, second_factor=not settings.DEMONSTRATION)
    make_membership(user, role, office)
    return user


def make_ana(*, password: str | None = None) -> User:
    """Return Ana, a citizen."""
    return make_user("ana@tequio.example", name="Ana Robledo", password=password)


def make_eva(*, password: str | None = None) -> User:
    """Return Eva, a citizen who has nothing to do with anybody else's matters."""
    return make_user("eva@tequio.example", name="Eva Lozano", password=password)


def make_beto(office: Office | None = None, *, password: str | None = None) -> User:
    """Return Beto, liaison of the office (Infraestructura unless another is given)."""
    office = office or make_office()
    return make_staff("beto@tequio.example", Role.LIAISON, name="Beto Ríos", office=office, password=password)


def make_caro(*, password: str | None = None) -> User:
    """Return Caro, coordinator of the exercise."""
    return make_staff("caro@tequio.example", Role.COORDINATOR, name="Caro Medina", password=password)


def make_dani(*, password: str | None = None) -> User:
    """Return Dani, administrator."""
    return make_staff("dani@tequio.example", Role.ADMINISTRATOR, name="Dani Fuentes", password=password)


def make_pia(*, password: str | None = None) -> User:
    """Return Pía, publisher of data."""
    return make_staff("pia@tequio.example", Role.PUBLISHER, name="Pía Salas", password=password)


def make_aurora(*, password: str | None = None) -> User:
    """Return Aurora, auditor."""
    return make_staff("aurora@tequio.example", Role.AUDITOR, name="Aurora Peña", password=password)


def make_cast(*, password: str | None = None) -> Cast:
    """Return everyone, with the same password, or none."""
    office = make_office()
    return Cast(
        ana=make_ana(password=password),
        beto=make_beto(office, password=password),
        caro=make_caro(password=password),
        dani=make_dani(password=password),
        pia=make_pia(password=password),
        aurora=make_aurora(password=password),
        eva=make_eva(password=password),
        office=office,
    )


_NAMES = {
    "INF": "Infraestructura",
    "SPM": "Servicios Públicos",
    "DUR": "Desarrollo Urbano",
    "JUR": "Asuntos Jurídicos",
    "FIN": "Finanzas",
    "PAR": "Participación",
}
