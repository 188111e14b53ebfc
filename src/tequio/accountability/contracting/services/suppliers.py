"""The roll of suppliers, by RFC."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import SupplierCorrected, SuppliersRenamed
from tequio.accountability.contracting.models import Supplier, SupplierPolicy
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import UnknownError
from tequio.foundation.audit import services as audit


def supplier(rfc: str, name: str) -> Supplier:
    """Return the supplier with that RFC, entered in the roll if it is new. Its kept name stands.

    Args:
        rfc: as typed; validated, and generic keys are refused.
        name: as registered; needed only of who is new.

    Raises:
        RfcError: if the RFC is nobody's.
        ContractingError: if it is new and has no name.
    """
    key = checks.taxpayer(rfc)
    kept = Supplier.objects.filter(rfc=key.key).first()
    if kept:
        return kept
    made, _new = Supplier.objects.get_or_create(
        rfc=key.key,
        defaults={
            "name": checks.words(name, _("Escriba el nombre del proveedor.")),
            "natural_person": key.natural_person,
            "doubtful": not key.sound,
            "unnamed": key.natural_person and not publishes_names(),
        },
    )
    return made


def suppliers(said: Iterable[tuple[str, str]]) -> list[Supplier]:
    """Return the suppliers of these pairs of RFC and name, each once, as ``supplier`` does."""
    found = {one.pk: one for one in (supplier(rfc, name) for rfc, name in said)}
    return list(found.values())


@transaction.atomic
def enter_supplier(*, rfc: str, name: str, roll_number: str = "", actor: int | None = None) -> Supplier:
    """Enter a supplier in the roll before it takes part in anything.

    Raises:
        RfcError, ContractingError: as ``supplier``.
    """
    made = supplier(rfc, name)
    if roll_number.strip() and not made.roll_number:
        made.roll_number = roll_number.strip()
        made.save(update_fields=["roll_number"])
    audit.record(SupplierCorrected(supplier_id=made.pk), actor=actor)
    return made


@transaction.atomic
def correct_supplier(
    *,
    supplier_id: int,
    name: str,
    roll_number: str = "",
    given_name: str = "",
    patronymic_name: str = "",
    matronymic_name: str = "",
    unnamed: bool = False,
    actor: int | None = None,
) -> Supplier:
    """Correct how a supplier is called; all its processes are published again.

    Args:
        supplier_id: the supplier; its RFC is who it is, and never changes.
        name: the whole name, as registered.
        roll_number: its number in the city's roll of suppliers; public.
        given_name: of a natural person.
        patronymic_name: first surname of a natural person.
        matronymic_name: second surname of a natural person.
        unnamed: whether a natural person is published by the roll number alone.
        actor: who corrects it.

    Raises:
        UnknownError: if there is no such supplier.
        ContractingError: if the name is empty.
    """
    found = Supplier.objects.select_for_update().filter(pk=supplier_id).first()
    if found is None:
        raise UnknownError(_("No existe ese proveedor."), status=404)
    found.name = checks.words(name, _("Escriba el nombre del proveedor."))
    found.roll_number = roll_number.strip()
    if found.natural_person:
        found.given_name = given_name.strip()
        found.patronymic_name = patronymic_name.strip()
        found.matronymic_name = matronymic_name.strip()
        found.unnamed = unnamed
    found.save()
    audit.record(SupplierCorrected(supplier_id=found.pk), actor=actor)
    return found


@transaction.atomic
def set_policy(*, publish_names: bool, actor: int | None = None) -> None:
    """Say whether natural persons are published by name and roll number, or by the number alone (SUP-4).

    It holds for all of them, those in the roll already too; single ones can be set apart afterwards.
    """
    SupplierPolicy.objects.update_or_create(pk=1, defaults={"publish_names": publish_names})
    Supplier.objects.filter(natural_person=True).update(unnamed=not publish_names)
    audit.record(SuppliersRenamed(names=publish_names), actor=actor)


def publishes_names() -> bool:
    """Return whether natural persons are published by their name. One query."""
    kept = SupplierPolicy.objects.filter(pk=1).values_list("publish_names", flat=True).first()
    return True if kept is None else kept
