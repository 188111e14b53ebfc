"""The stages that new projects get. Projects that exist keep theirs."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import TemplateChanged
from tequio.accountability.projects.models import StageTemplate
from tequio.accountability.projects.services.errors import PlanError
from tequio.accountability.projects.types import FINISHED
from tequio.foundation.audit import services as audit

_CODE_LENGTH = 40


@transaction.atomic
def add_template_stage(
    *, name: str, expected_days: int | None = None, weight: int = 1, actor: int | None = None
) -> StageTemplate:
    """Add a stage to the template, before the last one, which hands the work over.

    Args:
        name: what people read.
        expected_days: working days that it usually takes, if known.
        weight: how much it counts in the progress of the plan.
        actor: who adds it.

    Raises:
        PlanError: if it has no name.
    """
    if not name.strip():
        raise PlanError(_("Escriba el nombre de la etapa."), status=422)
    stages = _locked()
    code = _free_code(name, {stage.code for stage in StageTemplate.objects.all()})
    made = StageTemplate(code=code, name=name.strip(), expected_days=expected_days, weight=weight, position=0)
    stages.insert(max(len(stages) - 1, 0), made)
    _number(stages)
    audit.record(TemplateChanged(stage=code), actor=actor)
    return made


@transaction.atomic
def change_template_stage(
    *, stage_id: int, name: str, expected_days: int | None, weight: int, actor: int | None = None
) -> StageTemplate:
    """Rename a stage of the template, or change how long it takes and how much it counts.

    Raises:
        PlanError: if it has no name, or there is no such stage.
    """
    stage = _stage(stage_id)
    if not name.strip():
        raise PlanError(_("Escriba el nombre de la etapa."), status=422)
    stage.name, stage.expected_days, stage.weight = name.strip(), expected_days, weight
    stage.save()
    audit.record(TemplateChanged(stage=stage.code), actor=actor)
    return stage


@transaction.atomic
def move_template_stage(*, stage_id: int, steps: int, actor: int | None = None) -> None:
    """Move a stage of the template up (-1) or down (1); at the end of the list it stays.

    Raises:
        PlanError: if it is no stage that new projects get.
    """
    stages = _locked()
    stage = next((one for one in stages if one.pk == stage_id), None)
    if stage is None:
        raise PlanError(_("No existe esa etapa."), status=404)
    place = stages.index(stage)
    stages.insert(min(max(place + steps, 0), len(stages) - 1), stages.pop(place))
    _number(stages)
    audit.record(TemplateChanged(stage=stage.code), actor=actor)


@transaction.atomic
def retire_template_stage(*, stage_id: int, at: datetime, actor: int | None = None) -> StageTemplate:
    """Let new projects no longer have a stage.

    Raises:
        PlanError: if there is no such stage, or it is the only one left.
    """
    others = [one for one in _locked() if one.pk != stage_id]
    stage = _stage(stage_id)
    if not others:
        raise PlanError(_("Deje al menos una etapa para los proyectos nuevos."), status=409)
    stage.retired_at = at
    stage.save()
    audit.record(TemplateChanged(stage=stage.code), actor=actor)
    return stage


@transaction.atomic
def restore_template_stage(*, stage_id: int, actor: int | None = None) -> StageTemplate:
    """Let new projects have a retired stage again, in last place but one.

    Raises:
        PlanError: if there is no such stage.
    """
    stage = _stage(stage_id)
    stages = [one for one in _locked() if one.pk != stage_id]
    stage.retired_at = None
    stages.insert(max(len(stages) - 1, 0), stage)
    _number(stages)
    audit.record(TemplateChanged(stage=stage.code), actor=actor)
    return stage


def _locked() -> list[StageTemplate]:
    return list(StageTemplate.objects.select_for_update().filter(retired_at__isnull=True))


def _stage(stage_id: int) -> StageTemplate:
    found = StageTemplate.objects.select_for_update().filter(pk=stage_id).first()
    if found is None:
        raise PlanError(_("No existe esa etapa."), status=404)
    return found


def _number(stages: list[StageTemplate]) -> None:
    last = StageTemplate.objects.filter(retired_at__isnull=False).aggregate(Max("position"))["position__max"]
    for position, stage in enumerate(stages, start=1):
        stage.position = position
        stage.save()
    if last is not None and last <= len(stages):
        StageTemplate.objects.filter(retired_at__isnull=False).update(position=len(stages) + 1)


def _free_code(name: str, taken: set[str]) -> str:
    base = slugify(name)[:_CODE_LENGTH] or "etapa"
    code, number = base, 2
    while code in taken or code == FINISHED:
        code, number = f"{base}-{number}", number + 1
    return code
