"""The offices of the government: open, change, close."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.accounts.events import OfficeChanged, OfficeClosed, OfficeOpened, OfficeReopened
from tequio.foundation.accounts.models import Office
from tequio.foundation.audit import services as audit
from tequio.foundation.web.errors import DomainError


class OfficeCodeTakenError(DomainError):
    """Another office has this code."""

    def __init__(self) -> None:
        super().__init__(_("Otra dependencia ya usa esa clave. Elija una distinta."), status=409)


class OfficeLoopError(DomainError):
    """An office would hang from itself."""

    def __init__(self) -> None:
        super().__init__(_("Una dependencia no puede depender de sí misma ni de una de sus áreas."), status=409)


@transaction.atomic
def open_office(*, code: str, name: str, short_name: str, parent_id: int | None, actor: int | None) -> Office:
    """Open an office.

    Raises:
        OfficeCodeTakenError: another office has the code.
    """
    try:
        with transaction.atomic():
            office = Office.objects.create(code=code, name=name, short_name=short_name, parent_id=parent_id)
    except IntegrityError as error:
        raise OfficeCodeTakenError from error
    audit.record(OfficeOpened(office_id=office.pk, code=code), actor=actor)
    return office


@transaction.atomic
def change_office(
    *, office_id: int, code: str, name: str, short_name: str, parent_id: int | None, actor: int
) -> None:
    """Change an office's names, code or place.

    Raises:
        OfficeCodeTakenError: another office has the code.
        OfficeLoopError: the parent is the office itself or one of its areas.
    """
    list(Office.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    _refuse_loop(office_id, parent_id)
    values = {"code": code, "name": name, "short_name": short_name, "parent_id": parent_id}
    try:
        with transaction.atomic():
            Office.objects.filter(pk=office_id).update(**values)
    except IntegrityError as error:
        raise OfficeCodeTakenError from error
    audit.record(OfficeChanged(office_id=office_id, code=code), actor=actor)


@transaction.atomic
def close_office(*, office_id: int, actor: int) -> None:
    """Close an office: no new role or work goes to it; its past stays."""
    if Office.objects.filter(pk=office_id, active=True).update(active=False):
        audit.record(OfficeClosed(office_id=office_id), actor=actor)


@transaction.atomic
def reopen_office(*, office_id: int, actor: int) -> None:
    """Open a closed office again."""
    if Office.objects.filter(pk=office_id, active=False).update(active=True):
        audit.record(OfficeReopened(office_id=office_id), actor=actor)


def _refuse_loop(office_id: int, parent_id: int | None) -> None:
    parents = dict(Office.objects.values_list("pk", "parent_id"))
    above = parent_id
    while above is not None:
        if above == office_id:
            raise OfficeLoopError
        above = parents.get(above)
