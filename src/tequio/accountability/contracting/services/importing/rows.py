"""Rows of a process from its compiled release, as far as it tells them whole: the office goes on from there."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import ProcedureType, Process
from tequio.accountability.contracting.services.importing.contracts import make_awards, make_contracts
from tequio.accountability.contracting.services.importing.reading import day, money, part, text
from tequio.accountability.contracting.services.processes import keep_money
from tequio.accountability.contracting.types import Category, ProcessStatus
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project

_METHODS = {"limited": "selective"}  # of two names for an invitation, that of the catalogue
_STATUS = {"planning": "planned"}


def make_rows(ocid: str, release: Mapping[str, Any], *, office_id: int) -> tuple[Process, list[str]]:
    """Make or bring up to date the rows of a process. Returns it, and in words what has no row yet.

    Args:
        ocid: the process's key, kept as it was published.
        release: its compiled release, sound.
        office_id: the office that contracts from now on.
    """
    tender = part(release, "tender")
    process = Process.objects.filter(ocid=ocid).first() or _opened(ocid, release, office_id)
    process.title = _title(release, ocid)
    process.description = text(tender, "description")
    process.method_rationale = text(tender, "procurementMethodRationale")
    process.procedure = _procedure(tender)
    category = text(tender, "mainProcurementCategory")
    process.category = category if category in set(Category) else Category.WORKS.value
    _periods(process, tender)
    process.tenderers = _tenderers(tender)
    process.estimated_centavos = money(part(tender, "value")).amount
    process.status = _status(release)
    process.save()
    notes = [*_told(tender), *make_awards(process, release), *make_contracts(process, release)]
    keep_money(process)
    return process, notes


def _told(tender: Mapping[str, Any]) -> Iterator[str]:
    """Say which choices the office has to make, since the history does not."""
    if text(tender, "mainProcurementCategory") not in set(Category):
        yield _("No dice si es obra, bien o servicio: quedó como obra. Corríjalo en «Planeación».")


def _opened(ocid: str, release: Mapping[str, Any], office_id: int) -> Process:
    project = _project(release, ocid, office_id)
    return Process(project=project, number=project.processes.count() + 1, ocid=ocid, office_id=office_id)


def _project(release: Mapping[str, Any], ocid: str, office_id: int) -> Project:
    """Return the project that the budget names by its folio, else a new direct one with what is known of it."""
    budget = part(part(release, "planning"), "budget")
    known = Project.objects.filter(folio=text(budget, "projectID")).first()
    if known is not None:
        return known
    return projects.create_project(
        title=text(budget, "project") or _title(release, ocid),
        budget_centavos=money(part(budget, "amount")).amount or 0,
        at=timezone.now(),
        folio=ocid,
        description=text(part(release, "planning"), "rationale"),
        office_id=office_id,
    )


def _title(release: Mapping[str, Any], ocid: str) -> str:
    places = [part(release, "tender"), *_objects(release, "awards"), *_objects(release, "contracts")]
    found = (text(one, name) for one in places for name in ("title", "description"))
    return next((one[:500] for one in found if one), ocid)


def _objects(release: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    return (one for one in release.get(name) or () if isinstance(one, Mapping))


def _procedure(tender: Mapping[str, Any]) -> ProcedureType:
    """Return the type of procedure of the catalogue with that name, else one of its class."""
    details = text(tender, "procurementMethodDetails")
    named = ProcedureType.objects.filter(name__iexact=details).first()
    if named is not None:
        return named
    method = text(tender, "procurementMethod")
    wanted = {method, _METHODS.get(method, method)}
    of_class = ProcedureType.objects.filter(method__in=wanted).order_by("pk").first()
    return (
        of_class
        or ProcedureType.objects.get_or_create(
            code="sin-clasificar",
            defaults={"name": _("Procedimiento sin clasificar"), "method": method or "open"},
        )[0]
    )


def _periods(process: Process, tender: Mapping[str, Any]) -> None:
    """Keep each period whose days are in order."""
    for name, of in (("tender", "tenderPeriod"), ("enquiry", "enquiryPeriod"), ("award", "awardPeriod")):
        start, end = (day(part(tender, of), field) for field in ("startDate", "endDate"))
        if start is None or end is None or start <= end:
            setattr(process, f"{name}_start", start)
            setattr(process, f"{name}_end", end)


def _tenderers(tender: Mapping[str, Any]) -> int | None:
    count = tender.get("numberOfTenderers")
    named = tender.get("tenderers")
    if isinstance(count, int):
        return min(max(count, 0), 30_000)
    return len(named) if isinstance(named, list) and named else None


def _status(release: Mapping[str, Any]) -> str:
    said = text(part(release, "tender"), "status")
    said = _STATUS.get(said, said)
    awarded = any(one.get("status") in {"active", "pending", None} for one in _objects(release, "awards"))
    if said in {ProcessStatus.PLANNED, ProcessStatus.ACTIVE, ""} and awarded:
        return ProcessStatus.COMPLETE.value
    return said if said in set(ProcessStatus) else ProcessStatus.PLANNED.value
