"""The stages of projects from a spreadsheet: states and dates, by the same service as at the desk."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.projects import permissions
from tequio.accountability.projects.events import StageChanged
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.services import dates, progress
from tequio.accountability.projects.services.loading import columns
from tequio.accountability.projects.types import STAGE_STATE_LABELS, StageState
from tequio.core.text import plain
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit import services as audit
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services import attempt
from tequio.foundation.loads.types import LoadKind, RowSaid, RowState, Setting, Written

_DATES = ("planned_end", "started_on", "ended_on")
_FIELDS = ("state", *_DATES)


class StageWriter:
    """Moves stages and their dates."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._offices = permissions.reported_offices(setting.actor)
        self._states = {plain(str(label)): state for state, label in STAGE_STATE_LABELS.items()}
        self._states |= {state.value: state for state in StageState}
        self._events: list[Event] = []

    def write(self, rows: Sequence[RowSaid]) -> None:
        folios = {row.values["folio"] for row in rows}
        kept: dict[tuple[str, str], Stage] = {}
        offices: dict[str, int] = {}
        for stage in Stage.objects.filter(project__folio__in=folios).select_related("project"):
            offices[stage.project.folio] = stage.project.office_id
            for name in (plain(stage.name), plain(stage.code)):
                kept[stage.project.folio, name] = stage
        for row in rows:
            row.label = f"{row.values['folio']} · {row.values['stage']}"
            stage_kept = kept.get((row.values["folio"], plain(row.values["stage"])))
            self._refuse(row, stage_kept, offices)
            if not row.problems and stage_kept is not None:
                self._write(row, stage_kept)

    def finish(self) -> Sequence[Event]:
        return self._events

    def _refuse(self, row: RowSaid, stage: Stage | None, offices: Mapping[str, int]) -> None:
        folio = row.values["folio"]
        if folio not in offices:
            row.refuse("folio", _("No hay un proyecto con ese folio."))
        elif self._offices is not None and offices[folio] not in self._offices:
            row.refuse("folio", _("Ese proyecto es de otra área."))
        elif stage is None:
            row.refuse("stage", _("Ese proyecto no tiene una etapa con ese nombre."))
        if row.values["state"] and plain(row.values["state"]) not in self._states:
            labels = ", ".join(str(label) for label in STAGE_STATE_LABELS.values())
            row.refuse("state", _("Puede ser: %(states)s.") % {"states": labels})

    def _write(self, row: RowSaid, stage: Stage) -> None:
        before = _standing(stage)
        told = {name: row.values[name].isoformat() for name in _DATES if row.values[name]}
        state = self._state(row, stage)
        if state == stage.state and all(before[name] == value for name, value in told.items()):
            row.state = RowState.UNCHANGED
            return
        if state == stage.state and self._moves_a_past_day(row, stage):
            row.refuse(
                "started_on", _("Esa etapa ya tiene otra fecha real. Corríjala en la página del proyecto.")
            )
            return
        with audit.gathering() as events:
            if not attempt(row, lambda: self._move(row, stage, state)):
                return
        self._events += events
        stage.refresh_from_db()
        row.state, row.subject = RowState.CHANGED, f"project:{stage.project_id}"
        row.written = {"stage": stage.pk, "before": before, "after": _standing(stage)}

    def _state(self, row: RowSaid, stage: Stage) -> StageState:
        if row.values["state"]:
            return self._states[plain(row.values["state"])]
        if row.values["ended_on"]:
            return StageState.DONE
        if row.values["started_on"] and stage.state == StageState.PENDING:
            return StageState.IN_PROGRESS
        return StageState(stage.state)

    def _moves_a_past_day(self, row: RowSaid, stage: Stage) -> bool:
        return any(
            row.values[name] and getattr(stage, name) and row.values[name] != getattr(stage, name)
            for name in ("started_on", "ended_on")
        )

    def _move(self, row: RowSaid, stage: Stage, state: StageState) -> None:
        today = timezone.localdate(self._setting.at)
        started, ended = row.values["started_on"], row.values["ended_on"]
        if state is StageState.DONE and started and stage.state == StageState.PENDING:
            self._call(row, stage, StageState.IN_PROGRESS, started, None)
        on = ended if state is StageState.DONE else started
        self._call(
            row, stage, state, on or stage.ended_on or stage.started_on or today, row.values["planned_end"]
        )

    def _call(self, row: RowSaid, stage: Stage, state: StageState, on: date, planned: date | None) -> None:
        progress.change_stage(
            project_id=stage.project_id,
            code=stage.code,
            state=state,
            on=on,
            at=self._setting.at,
            planned_end=planned if planned != stage.planned_end else None,
            reason=row.values["reason"] or "",
            actor=self._setting.actor_id,
        )


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows whose stage was moved since."""
    stages = Stage.objects.in_bulk([row.written["stage"] for row in rows])
    last: dict[int, Any] = {}
    for row in rows:  # of one stage, the last row that wrote it
        last.setdefault(row.written["stage"], row.written["after"])
    moved = {pk for pk, after in last.items() if pk not in stages or _standing(stages[pk]) != after}
    reason = _("Alguien movió esta etapa después de la carga.")
    return {row.number: reason for row in rows if row.written["stage"] in moved}


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Put stages back as they stood; a promised day that goes back is a line of the public log too (PROJ-9)."""
    events: list[Event] = []
    projects = set()
    for row in rows:
        stage = Stage.objects.select_related("project").get(pk=row.written["stage"])
        before = {name: _day(name, value) for name, value in row.written["before"].items()}
        with audit.gathering() as told:
            if before["planned_end"] and stage.planned_end != before["planned_end"]:
                dates.promise(
                    stage,
                    before["planned_end"],
                    project=stage.project,
                    last=False,
                    reason=_("Se deshizo una carga masiva."),
                    at=setting.at,
                    actor=setting.actor_id,
                )
        for name, value in before.items():
            setattr(stage, name, value)
        stage.save(update_fields=list(_FIELDS))
        projects.add(stage.project_id)
        events += [*told, StageChanged(project_id=stage.project_id, stage=stage.code, state=stage.state)]
    for project in Project.objects.select_for_update().filter(pk__in=projects):
        stages = list(project.stages.all())
        project.promised_end = stages[-1].planned_end
        project.save(update_fields=["promised_end"])
        progress.keep_summary(project, stages)
    return events


def _day(name: str, value: str | None) -> Any:
    return date.fromisoformat(value) if value and name != "state" else value


def current(actor: User) -> Iterable[Mapping[str, Any]]:
    """Return the stages of the projects of the person's areas that are not over, to edit and load."""
    offices = permissions.reported_offices(actor)
    found = Stage.objects.select_related("project").order_by("project__folio", "position")
    found = found if offices is None else found.filter(project__office_id__in=offices)
    for stage in found.iterator(chunk_size=500):
        yield {
            "folio": stage.project.folio,
            "title": stage.project.title,
            "stage": stage.name,
            "state": str(STAGE_STATE_LABELS[StageState(stage.state)]),
            "planned_end": stage.planned_end,
            "started_on": stage.started_on,
            "ended_on": stage.ended_on,
        }


def _standing(stage: Stage) -> dict[str, Any]:
    days = {name: getattr(stage, name) for name in _DATES}
    return {"state": stage.state} | {name: day.isoformat() if day else None for name, day in days.items()}


STAGES = LoadKind(
    slug="etapas",
    title=gettext_lazy("Etapas de proyectos"),
    description=gettext_lazy("Cada fila es una etapa de un proyecto: su estado y sus fechas."),
    permissions=(Permission.REPORT_PROGRESS, Permission.MANAGE_PROJECTS),
    columns=columns.STAGES,
    begin=StageWriter,
    blocked=blocked,
    undo=undo,
    current=current,
    order=20,
)
