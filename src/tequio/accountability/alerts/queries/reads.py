"""Reads of the flags and of the limits."""

from collections import defaultdict
from dataclasses import fields

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from tequio.accountability.alerts.models import Answer, Flag, Limit
from tequio.accountability.alerts.types import Filters, Share
from tequio.accountability.projects.models import Project
from tequio.core.redflags import Code, State, Thresholds, Why
from tequio.foundation.accounts.models import Office
from tequio.participation.editions.models import Edition


def limits() -> Thresholds:
    """Return the limits of this installation. One query."""
    known = {field.name for field in fields(Thresholds)}
    found = {name: value for name, value in Limit.objects.values_list("name", "value") if name in known}
    return Thresholds(**found)


def _matching(filters: Filters) -> Q:
    wanted = Q()
    if filters.edition:
        wanted &= Q(project__edition__slug=filters.edition)
    if filters.office:
        wanted &= Q(office_id=filters.office)
    return wanted


def shares(filters: Filters | None = None) -> dict[Code, Share]:
    """Return what each flag found, and for how many it could be computed. One query."""
    rows = Flag.objects.filter(_matching(filters or Filters())).order_by()
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for code, state, count in rows.values_list("code", "state").annotate(n=Count("pk")):
        counts[code][state] = count
    return {code: Share(code=code, **counts[code]) for code in Code}


def missing(code: Code, filters: Filters) -> list[tuple[Why, int]]:
    """Return what is missing where a flag could not be computed, the most frequent first. One query."""
    rows = Flag.objects.filter(_matching(filters), code=code, state=State.UNKNOWN).order_by()
    counted = rows.values_list("why").annotate(n=Count("pk")).order_by("-n", "why")
    return [(Why(why), count) for why, count in counted]


def listed(code: Code, filters: Filters) -> QuerySet[Flag]:
    """Return what one flag raised, the newest first, with what a row shows."""
    return _whole().filter(_matching(filters), code=code, state=State.RAISED)


def _whole() -> QuerySet[Flag]:
    return (
        Flag.objects.select_related("project__edition", "project__unit", "process", "office")
        .prefetch_related("answers__office")
        .order_by(F("raised_at").desc(nulls_last=True), "pk")
    )


def raised() -> QuerySet[Flag]:
    """Return every raised flag, in the order of projects, for the file of open data."""
    return _whole().filter(state=State.RAISED).order_by("project__folio", "code", "pk")


def answerable(offices: set[int] | None) -> QuerySet[Flag]:
    """Return the raised flags of these offices, those without an answer first; None means all."""
    found = _whole().filter(state=State.RAISED).annotate(answered=Exists(_said()))
    found = found if offices is None else found.filter(office_id__in=offices)
    return found.order_by("answered", "-raised_at", "pk")


def _said() -> QuerySet[Answer]:
    """Return what was answered to a flag since it was raised; outer rows are flags."""
    return Answer.objects.filter(flag=OuterRef("pk"), answered_at__gte=OuterRef("raised_at"))


def unanswered_count(offices: set[int] | None) -> int:
    """Return how many raised flags of these offices wait for an answer. One query."""
    found = Flag.objects.filter(~Exists(_said()), state=State.RAISED)
    return (found if offices is None else found.filter(office_id__in=offices)).count()


def find(flag_id: int) -> Flag | None:
    """Return one flag with its answers, or None."""
    return _whole().filter(pk=flag_id).first()


def of_project(project_id: int) -> list[Flag]:
    """Return the raised flags of a project and of all its processes. Two queries."""
    return list(_whole().filter(project_id=project_id, state=State.RAISED).order_by("pk"))


def of_process(process_id: int) -> list[Flag]:
    """Return the raised flags of a process. Two queries."""
    return list(_whole().filter(process_id=process_id, state=State.RAISED).order_by("pk"))


def editions() -> list[tuple[str, str]]:
    """Return the editions with projects, as pairs of slug and name. One query."""
    found = Edition.objects.filter(Exists(Project.objects.filter(edition=OuterRef("pk"))))
    return list(found.values_list("slug", "name"))


def offices() -> list[tuple[str, str]]:
    """Return the offices that answer for some raised flag, as pairs of value and label. One query."""
    found = Office.objects.filter(Exists(Flag.objects.filter(office=OuterRef("pk"), state=State.RAISED)))
    return [(str(pk), name) for pk, name in found.order_by("name").values_list("pk", "name")]
