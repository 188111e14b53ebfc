"""The people of the areas: each row invites an address to a role, as the page of people does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.core.text import plain
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.models import Invitation, Office, User
from tequio.foundation.accounts.services import invitations
from tequio.foundation.accounts.types import ROLE_LABELS, STAFF_ROLES, Permission, Role
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services.rows import attempt
from tequio.foundation.loads.types import CellKind, Column, LoadKind, RowSaid, RowState, Setting, Written

_INVITED = tuple(role for role in STAFF_ROLES if role is not Role.ADMINISTRATOR)  # that one by one, on its page


class PeopleWriter:
    """Invites who does not hold the role yet."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._offices = accounts.offices_by_name()
        self._roles = {plain(str(ROLE_LABELS[role])): role for role in _INVITED}
        self._roles |= {role.value: role for role in _INVITED}
        self._events: list[Event] = []
        self._seen: set[tuple[str, str, int | None]] = set()

    def write(self, rows: Sequence[RowSaid]) -> None:
        held, offered = accounts.known_people({row.values["email"] for row in rows})
        for row in rows:
            row.label = row.values["email"]
            role, office = self._role(row), self._office(row)
            if row.problems or role is None:
                continue
            key = (row.values["email"], role.value, office.pk if office else None)
            if key in self._seen:
                row.refuse("email", _("Esta persona ya está en otra fila con el mismo papel."))
            elif key in held or key in offered:
                row.state = RowState.UNCHANGED
            else:
                self._invite(row, role, office)
            self._seen.add(key)

    def finish(self) -> Sequence[Event]:
        return self._events

    def _role(self, row: RowSaid) -> Role | None:
        found = self._roles.get(plain(row.values["role"]))
        if found is None:
            offered = ", ".join(str(ROLE_LABELS[role]) for role in _INVITED)
            row.refuse("role", _("Ese papel no existe aquí. Puede ser: %(roles)s.") % {"roles": offered})
        return found

    def _office(self, row: RowSaid) -> Office | None:
        name = row.values["office"]
        found = self._offices.get(plain(name)) if name else None
        if name and found is None:
            row.refuse("office", _("No hay un área abierta con ese nombre o clave."))
        return found

    def _invite(self, row: RowSaid, role: Role, office: Office | None) -> None:
        def write() -> None:
            invitation = invitations.invite(
                email=row.values["email"],
                name=row.values["name"] or "",
                role=role,
                office_id=office.pk if office else None,
                actor=self._setting.actor_id,
                at=self._setting.at,
            )
            row.state, row.written = RowState.NEW, {"invitation": invitation.pk}
            row.subject = f"invitation:{invitation.pk}"

        with audit.gathering() as events:
            if attempt(row, write):
                self._events += events


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows whose invitation was taken up or withdrawn since, and why they stay."""
    ids = [row.written["invitation"] for row in rows]
    waiting = set(Invitation.objects.open().filter(pk__in=ids).values_list("pk", flat=True))
    reason = _("La invitación ya se aceptó o se retiró. Quite el papel en la página de la persona.")
    return {row.number: reason for row in rows if row.written["invitation"] not in waiting}


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Withdraw the invitations: their links stop working."""
    with audit.gathering() as events:
        for row in rows:
            invitations.revoke(
                invitation_id=row.written["invitation"], actor=setting.actor_id or 0, at=setting.at
            )
    return events


def _roles(actor: User | None) -> Iterable[str]:
    del actor
    return [str(ROLE_LABELS[role]) for role in _INVITED]


def _offices(actor: User | None) -> Iterable[str]:
    del actor
    return Office.objects.filter(active=True).order_by("name").values_list("name", flat=True)


PEOPLE = LoadKind(
    slug="personas",
    title=gettext_lazy("Personas de las áreas"),
    description=gettext_lazy("Cada fila invita a una persona a un papel. Recibe el enlace por correo."),
    permissions=(Permission.MANAGE_PEOPLE,),
    columns=(
        Column(
            name="email",
            label=gettext_lazy("Correo"),
            help=gettext_lazy("El del trabajo; ahí llega la invitación."),
            synonyms=("correo electronico", "email", "e-mail", "mail", "correo institucional"),
            kind=CellKind.EMAIL,
            required=True,
            example="rosa.ejemplo@tequio.example",
        ),
        Column(
            name="name",
            label=gettext_lazy("Nombre"),
            help=gettext_lazy("Puede quedar vacío: la persona escribe el suyo al aceptar."),
            synonyms=("nombre completo", "persona", "enlace", "responsable", "servidor publico"),
            example="Rosa Ejemplo",
        ),
        Column(
            name="role",
            label=gettext_lazy("Papel"),
            help=gettext_lazy("Enlace, Coordinación, Publicación de datos o Contraloría."),
            synonyms=("rol", "perfil", "cargo en el sistema"),
            required=True,
            choices=_roles,
            example="Enlace",
        ),
        Column(
            name="office",
            label=gettext_lazy("Área"),
            help=gettext_lazy("Nombre o clave de la dependencia. Un enlace siempre tiene una."),
            synonyms=("dependencia", "secretaria", "area operativa", "oficina", "direccion"),
            choices=_offices,
            example="Obras Públicas",
        ),
    ),
    begin=PeopleWriter,
    blocked=blocked,
    undo=undo,
    order=60,
)
