"""The roll of suppliers from a spreadsheet, by RFC."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.contracting.models import Award, Supplier
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError
from tequio.accountability.contracting.services.loading import catalogue
from tequio.accountability.contracting.services.suppliers import publishes_names
from tequio.core.rfc import Rfc
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.types import LoadKind, RowSaid, RowState, Setting, Written

_OF_PEOPLE = ("given_name", "patronymic_name", "matronymic_name")
_FIELDS = ("name", "roll_number", *_OF_PEOPLE)
_PORTION = 500


class SupplierWriter:
    """Adds suppliers to the roll and mends what it says of them."""

    def __init__(self, setting: Setting) -> None:
        del setting  # the roll is one for the whole government
        self._seen: dict[str, int] = {}
        self._names = publishes_names()

    def write(self, rows: Sequence[RowSaid]) -> None:
        keys = {row.number: _taxpayer(row) for row in rows}
        wanted = [key.key for key in keys.values() if key]
        kept = {one.rfc: one for one in Supplier.objects.select_for_update().filter(rfc__in=wanted)}
        made: list[tuple[RowSaid, Supplier]] = []
        changed: list[Supplier] = []
        for row in rows:
            key = keys[row.number]
            row.label = row.values["name"]
            if key:
                self._refuse(row, key)
            if row.problems or key is None:
                continue
            said = {name: row.values[name] for name in _FIELDS if row.values[name]}
            if key.key in kept:
                _change(row, kept[key.key], said, changed)
            else:
                row.state = RowState.NEW
                made.append((row, self._new(key, said)))
        Supplier.objects.bulk_create([supplier for _row, supplier in made])
        Supplier.objects.bulk_update(changed, _FIELDS, batch_size=_PORTION)
        for row, supplier in made:
            _note(row, supplier, None, {name: getattr(supplier, name) for name in _FIELDS})

    def finish(self) -> Sequence[Event]:
        return ()

    def _new(self, key: Rfc, said: Mapping[str, str]) -> Supplier:
        """Return a supplier that is not in the roll, by the city's policy for natural persons (SUP-4)."""
        return Supplier(
            rfc=key.key,
            natural_person=key.natural_person,
            doubtful=not key.sound,
            unnamed=key.natural_person and not self._names,
            **said,
        )

    def _refuse(self, row: RowSaid, key: Rfc) -> None:
        if key.key in self._seen:
            message = _("Este RFC ya está en la fila %(row)s. Deje una sola.")
            row.refuse("rfc", message % {"row": self._seen[key.key]})
        self._seen.setdefault(key.key, row.number)
        if not key.natural_person and any(row.values[name] for name in _OF_PEOPLE):
            row.refuse("given_name", _("El RFC es de una empresa: deje vacíos nombre de pila y apellidos."))


def _taxpayer(row: RowSaid) -> Rfc | None:
    try:
        return checks.taxpayer(row.values["rfc"])
    except ContractingError as error:
        row.refuse("rfc", error.message)
        return None


def _change(row: RowSaid, supplier: Supplier, said: Mapping[str, str], changed: list[Supplier]) -> None:
    after = {name: value for name, value in said.items() if getattr(supplier, name) != value}
    if not after:
        row.state = RowState.UNCHANGED
        return
    before = {name: getattr(supplier, name) for name in after}
    for name, value in after.items():
        setattr(supplier, name, value)
    changed.append(supplier)
    row.state = RowState.CHANGED
    _note(row, supplier, before, after)


def _note(row: RowSaid, supplier: Supplier, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
    row.subject = f"supplier:{supplier.pk}"
    row.written = {"supplier": supplier.pk, "before": before, "after": after}


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows of suppliers that took part in something or were changed since."""
    ids = [row.written["supplier"] for row in rows]
    suppliers = Supplier.objects.in_bulk(ids)
    used = _used(ids)
    found: dict[int, Any] = {}
    for row in rows:
        supplier = suppliers.get(row.written["supplier"])
        if supplier is None:
            found[row.number] = _("El proveedor ya no está en el padrón.")
        elif row.written["before"] is None and supplier.pk in used:
            found[row.number] = _("El proveedor ya participa en una contratación.")
        elif any(getattr(supplier, name) != value for name, value in row.written["after"].items()):
            found[row.number] = _("Alguien cambió a este proveedor después de la carga.")
    return found


def _used(ids: Sequence[int]) -> set[int]:
    """Return which of these suppliers anything refers to."""
    found = set(Award.objects.filter(supplier_id__in=ids).values_list("supplier_id", flat=True))
    for relation in Supplier._meta.related_objects:  # noqa: SLF001 - Django's documented API
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": ids})  # noqa: SLF001 - the same
        found |= set(rows.values_list(name, flat=True))
    return found


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Take new suppliers out of the roll; of changed ones stands what stood before."""
    del setting
    suppliers = Supplier.objects.select_for_update().in_bulk([row.written["supplier"] for row in rows])
    new = [row.written["supplier"] for row in rows if row.written["before"] is None]
    for row in rows:
        for name, value in (row.written["before"] or {}).items():
            setattr(suppliers[row.written["supplier"]], name, value)
    kept = [one for one in suppliers.values() if one.pk not in set(new)]
    Supplier.objects.bulk_update(kept, _FIELDS, batch_size=_PORTION)
    Supplier.objects.filter(pk__in=new).delete()
    return ()


def current(actor: User) -> Iterable[Mapping[str, Any]]:
    """Return the companies of the roll as rows of the template; the RFC of natural persons stays here."""
    del actor
    companies = Supplier.objects.filter(natural_person=False).order_by("name")
    for one in companies.iterator(chunk_size=_PORTION):
        yield {"rfc": one.rfc, "name": one.name, "roll_number": one.roll_number or None}


SUPPLIERS = LoadKind(
    slug="proveedores",
    title=gettext_lazy("Proveedores"),
    description=gettext_lazy("Cada fila es un proveedor del padrón, por su RFC."),
    permissions=(Permission.BULK_LOAD,),
    columns=catalogue.SUPPLIERS,
    begin=SupplierWriter,
    blocked=blocked,
    undo=undo,
    current=current,
    order=50,
)
