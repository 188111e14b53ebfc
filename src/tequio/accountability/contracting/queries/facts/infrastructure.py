"""One project, as the facts that OC4IDS says, in a constant number of queries."""

from collections.abc import Callable, Iterable

import orjson
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import override

from tequio.accountability.contracting.models import BudgetLine, Process, Release
from tequio.accountability.contracting.queries.facts import people, projects, standing
from tequio.accountability.contracting.queries.facts.process import LANGUAGE, location
from tequio.accountability.projects.models import Activity, Project, Stage
from tequio.accountability.projects.types import StageCode, StageState
from tequio.core.oc4ids.facts import (
    FundFacts,
    LinkFacts,
    Phase,
    ProcessHistory,
    ProgressFacts,
    ProjectFacts,
    StageFacts,
)
from tequio.core.ocds import merge
from tequio.core.ocds.facts import PeriodFacts

# The phase of each stage; one of the installation's own is preparation.
_PHASES: dict[str, Phase] = {StageCode.EXECUTION: "implementation", StageCode.DELIVERY: "completion"}
Address = Callable[[str, int], str]  # from an ocid and the number of a release to where it is read


def for_project_facts() -> QuerySet[Project]:
    """Return projects with all that is published of them and of their contracting processes."""
    processes = Process.objects.order_by("number").prefetch_related(
        "budget_lines", Prefetch("releases", queryset=Release.objects.order_by("number"))
    )
    return Project.objects.select_related(
        "edition", "unit", "office", "proposal", *standing.ONE
    ).prefetch_related(
        *standing.MANY, "stages__activities__attachments__file", Prefetch("processes", queryset=processes)
    )


def project_facts(project: Project, *, prefix: str, address: Address) -> ProjectFacts:
    """Return all that OC4IDS says of a project that ``for_project_facts`` loaded, in the published language.

    Args:
        project: the project.
        prefix: the city's prefix of OC4IDS ids.
        address: where each release is read.
    """
    stages = list(project.stages.all())
    with override(LANGUAGE):
        opinions, pages = projects.decided(project)
        return ProjectFacts(
            id=f"{prefix}-{project.folio}",
            title=project.title,
            description=projects.rationale(project),
            authority=people.buyer(),
            budget_centavos=project.budget_centavos,
            currency=project.edition.currency if project.edition else "MXN",
            approved=timezone.localdate(project.created_at),
            period=PeriodFacts(start=timezone.localdate(project.created_at), end=project.promised_end),
            place=project.unit.name if project.unit else "",
            location=location(project),
            cancelled=project.cancelled,
            stages=tuple(_stage(one) for one in stages),
            funds=tuple(_funds(line for one in project.processes.all() for line in one.budget_lines.all())),
            milestones=(
                *opinions,
                *(projects.stage(one) for one in stages),
                *standing.milestones(project),
            ),
            documents=(
                *pages,
                *standing.documents(project),
                *projects.evidence(stages),
            ),
            progress=tuple(_progress(one for stage in stages for one in stage.activities.all())),
            processes=tuple(_history(one, address) for one in project.processes.all()),
        )


def _stage(row: Stage) -> StageFacts:
    return StageFacts(
        phase=_PHASES.get(row.code, "preparation"),
        planned=PeriodFacts(start=row.planned_start or row.started_on, end=row.planned_end),
        started=row.state != StageState.PENDING,
        done=row.state == StageState.DONE,
        ended=row.ended_on,
    )


def _funds(lines: Iterable[BudgetLine]) -> Iterable[FundFacts]:
    """Return what each fund gives: the sum of what its budget keys have now, modified or else approved."""
    sums: dict[str, int] = {}
    for line in lines:
        now = line.approved_centavos if line.modified_centavos is None else line.modified_centavos
        key = line.source or line.code
        sums[key] = sums.get(key, 0) + (now or 0)
    return (FundFacts(id=key, description=key, centavos=centavos) for key, centavos in sums.items())


def _progress(activities: Iterable[Activity]) -> Iterable[ProgressFacts]:
    """Return the last percent that was reported on each day, in order."""
    days = {}
    for one in sorted(activities, key=lambda activity: (activity.happened_on, activity.pk)):
        if one.physical_percent is not None:
            days[one.happened_on] = one.physical_percent
    return (ProgressFacts(on=day, percent=percent) for day, percent in days.items())


def _history(process: Process, address: Address) -> ProcessHistory:
    rows = list(process.releases.all())
    said = [orjson.loads(bytes(row.document)) for row in rows]
    return ProcessHistory(
        ocid=process.ocid,
        releases=tuple(
            LinkFacts(url=address(process.ocid, row.number), release=one)
            for row, one in zip(rows, said, strict=True)
        ),
        compiled=merge.compiled(said) if said else {},
    )
