"""What contracting tells of projects to their own pages, through registers: dated money, what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Contract, Payment, Process
from tequio.accountability.contracting.queries.missing import lacks
from tequio.accountability.contracting.types import CLOSED, ContractStatus
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import Missing, MoneyPoint, StageCode, StageState


def money_history(project_id: int) -> list[MoneyPoint]:
    """Return what a project had contracted and paid at the end of each day on which that changed. Two queries.

    Contracts count with what they are worth today; how amendments moved them is told by their releases.
    """
    signed = Contract.objects.filter(process__project=project_id).exclude(status=ContractStatus.CANCELLED.value)
    paid = Payment.objects.filter(contract__process__project=project_id, voided=False)
    moves: dict[Any, list[int]] = {}
    for day, amount in signed.values_list("signed_on", "amount_centavos"):
        moves.setdefault(day, [0, 0])[0] += amount
    for day, amount in paid.values_list("paid_on", "amount_centavos"):
        moves.setdefault(day, [0, 0])[1] += amount
    points, contracted, spent = [], 0, 0
    for day in sorted(moves):
        contracted, spent = contracted + moves[day][0], spent + moves[day][1]
        points.append(MoneyPoint(on=day, contracted=contracted, paid=spent))
    return points


def missing(projects: Sequence[Project]) -> Mapping[int, list[Missing]]:
    """Return what projects lack in contracting: a process, a contract, and what their processes do not say yet.

    A constant number of queries, however many projects there are.
    """
    found = Process.objects.filter(project__in=[project.pk for project in projects])
    live = dict(found.exclude(status__in=CLOSED).values_list("pk", "project"))
    of_processes = lacks(list(live))
    return {
        project.pk: [
            *_lacks(project, set(live.values())),
            *(Missing(what=what, url=url) for what, url in of_processes.get(project.pk, ())),
        ]
        for project in projects
    }


def _lacks(project: Project, opened: set[int]) -> list[Missing]:
    stages = {stage.code: stage for stage in project.stages.all()}
    contracting, works = stages.get(StageCode.CONTRACTING), stages.get(StageCode.EXECUTION)
    if contracting and contracting.state != StageState.PENDING and project.pk not in opened:
        url = reverse("contracting:open", args=[project.folio])
        return [Missing(what=_("Abrir el proceso de contratación"), url=url)]
    if works and works.state != StageState.PENDING and not project.contracted_centavos:
        return [Missing(what=_("Registrar el contrato"), url=reverse("contracting:office"))]
    return []
