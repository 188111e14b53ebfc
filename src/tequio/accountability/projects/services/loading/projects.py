"""Projects from a spreadsheet: what is new is made, what differs is changed, and both can be taken back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.projects import permissions
from tequio.accountability.projects.events import ProjectCreated, ProjectRemoved
from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.services import creation
from tequio.accountability.projects.services.loading import columns
from tequio.accountability.projects.services.loading.lookups import Lookups
from tequio.core.text import plain
from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.types import LoadKind, RowSaid, RowState, Setting, Written
from tequio.foundation.territory.models import Unit

_FOLIO = re.compile(r"[^/\s]{1,40}")
_FIELDS = (
    "title", "budget_centavos", "description", "category_id", "unit_id", "lat", "lon", "office_id",
    "promised_end", "votes",
)  # fmt: skip
_PORTION = 500


class ProjectWriter:
    """Makes and changes projects, a portion of rows in a constant number of queries."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._lookups = Lookups(setting)
        self._offices = permissions.loaded_offices(setting.actor)
        self._templates = creation.templates()
        self._folios = creation.folios(setting.at.year)
        self._seen: dict[str, int] = {}  # folio or plain title -> row
        self._events: list[Event] = []

    def write(self, rows: Sequence[RowSaid]) -> None:
        kept = self._kept(rows)
        made: list[tuple[RowSaid, Project]] = []
        changed: list[Project] = []
        for row in rows:
            row.label = f"{row.values['folio'] or ''} {row.values['title'] or ''}".strip()
            said = self._lookups.values(row)
            project = kept.get(row.values["folio"] or plain(row.values["title"] or ""))
            self._refuse_repeated(row)
            if project is None:
                self._make(row, said, made)
            else:
                self._change(row, said, project, changed)
        self._save(made, changed)

    def finish(self) -> Sequence[Event]:
        return self._events

    def _kept(self, rows: Sequence[RowSaid]) -> dict[str, Project]:
        """Return the projects that the rows are about, by folio, or by plain title where they have no folio."""
        folios = {row.values["folio"] for row in rows if row.values["folio"]}
        found = {one.folio: one for one in Project.objects.select_for_update().filter(folio__in=folios)}
        untold = {plain(row.values["title"]) for row in rows if not row.values["folio"]}
        if untold:
            wanted = [pk for title, pk in self._lookups.titles.items() if title in untold]
            same = Project.objects.select_for_update().filter(pk__in=wanted)
            found |= {plain(one.title): one for one in same}
        return found

    def _refuse_repeated(self, row: RowSaid) -> None:
        key = row.values["folio"] or plain(row.values["title"])
        if key in self._seen:
            name = "folio" if row.values["folio"] else "title"
            message = _("Ya está en la fila %(row)s. Deje una sola, o dé a cada una su folio.")
            row.refuse(name, message % {"row": self._seen[key]})
        self._seen.setdefault(key, row.number)

    def _make(self, row: RowSaid, said: dict[str, Any], made: list[tuple[RowSaid, Project]]) -> None:
        folio = row.values["folio"]
        if folio and not _FOLIO.fullmatch(folio):
            row.refuse("folio", _("El folio lleva hasta 40 letras y números, sin espacios ni diagonales."))
        if not row.values["title"]:
            row.refuse("title", _("No hay un proyecto con ese folio. Para crearlo falta su nombre."))
        if said.get("budget_centavos") is None and not _refused(row, "budget"):
            row.refuse("budget", _("Falta el presupuesto: es un proyecto nuevo."))
        said.setdefault("office_id", self._lookups.default_office)
        self._refuse_office(row, said["office_id"])
        if row.problems:
            return
        category = self._lookups.category(said.get("category_id"))
        project = Project(
            folio=folio or next(self._folios),
            edition=self._lookups.edition,
            drawing=category.drawing if category else "park",
            created_at=self._setting.at,
            stage=self._templates[0].code,
            stage_name=self._templates[0].name,
            **{"description": ""} | said,
        )
        project.search = self._search(project)
        row.state = RowState.NEW
        made.append((row, project))

    def _change(self, row: RowSaid, said: dict[str, Any], project: Project, changed: list[Project]) -> None:
        self._refuse_office(row, project.office_id)
        if "office_id" in said:
            self._refuse_office(row, said["office_id"])
        if self._lookups.edition and project.edition_id != self._lookups.edition.pk:
            row.refuse("folio", _("Ese folio es de un proyecto de otra edición."))
        if row.problems:
            return
        row.label = f"{project.folio} {project.title}"
        after = {name: value for name, value in said.items() if getattr(project, name) != value}
        if not after:
            row.state = RowState.UNCHANGED
            return
        before = {name: getattr(project, name) for name in after}
        for name, value in after.items():
            setattr(project, name, value)
        project.search = self._search(project)
        row.state, row.subject = RowState.CHANGED, f"project:{project.pk}"
        row.written = {"project": project.pk, "before": _plain(before), "after": _plain(after)}
        changed.append(project)

    def _refuse_office(self, row: RowSaid, office_id: int) -> None:
        if self._offices is not None and office_id not in self._offices and not _refused(row, "office"):
            row.refuse("office", _("Es de otra área: su cuenta solo carga proyectos de la suya."))

    def _search(self, project: Project) -> str:
        unit = self._lookups.unit_name(project.unit_id)
        return Project.searchable(project.folio, project.title, unit, project.description)

    def _save(self, made: Sequence[tuple[RowSaid, Project]], changed: Sequence[Project]) -> None:
        Project.objects.bulk_create([project for _row, project in made])
        Stage.objects.bulk_create(
            stage for _row, project in made for stage in creation.stages(project, self._templates)
        )
        Project.objects.bulk_update(changed, [*_FIELDS, "search"], batch_size=_PORTION)
        for row, project in made:
            row.label = f"{project.folio} {project.title}"
            row.subject = f"project:{project.pk}"
            after = {name: getattr(project, name) for name in _FIELDS}
            row.written = {"project": project.pk, "before": None, "after": _plain(after)}
            self._events.append(ProjectCreated(project_id=project.pk, folio=project.folio))


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows of projects on which something was built or changed since, and what."""
    ids = [row.written["project"] for row in rows]
    projects = Project.objects.in_bulk(ids)
    built = _built_upon(ids)
    found: dict[int, Any] = {}
    for row in rows:
        project = projects.get(row.written["project"])
        if project is None:
            found[row.number] = _("El proyecto ya no existe.")
        elif row.written["before"] is None and project.pk in built:
            found[row.number] = _(
                "El proyecto ya tiene contrataciones, avances o algo más. Cancélelo en su página."
            )
        elif _plain({name: getattr(project, name) for name in row.written["after"]}) != row.written["after"]:
            found[row.number] = _("Alguien cambió este proyecto después de la carga.")
    return found


def _built_upon(ids: Sequence[int]) -> set[int]:
    """Return which of these projects something hangs from, besides stages that have not begun."""
    found: set[int] = set()
    for relation in Project._meta.related_objects:  # noqa: SLF001 - Django's documented API
        if relation.related_model is Stage:
            begun = Stage.objects.filter(project_id__in=ids).exclude(state="pending")
            found |= set(begun.values_list("project_id", flat=True))
        else:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": ids})  # noqa: SLF001 - the same
            found |= set(rows.values_list(name, flat=True))
    return found


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Take back rows: new projects go, with their stages; of changed ones stands what stood before."""
    del setting
    ids = [row.written["project"] for row in rows]
    projects = Project.objects.select_for_update().in_bulk(ids)
    gone = [projects[row.written["project"]] for row in rows if row.written["before"] is None]
    for row in rows:
        project = projects[row.written["project"]]
        for name, value in (row.written["before"] or {}).items():
            day = name == "promised_end" and value
            setattr(project, name, date.fromisoformat(value) if day else value)
    kept = [projects[row.written["project"]] for row in rows if row.written["before"] is not None]
    places = Unit.objects.filter(pk__in={one.unit_id for one in kept if one.unit_id})
    names = dict(places.values_list("pk", "name"))
    for one in kept:
        one.search = Project.searchable(one.folio, one.title, names.get(one.unit_id or 0, ""), one.description)
    Project.objects.bulk_update(kept, [*_FIELDS, "search"], batch_size=_PORTION)
    Stage.objects.filter(project__in=gone).delete()
    Project.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return [ProjectRemoved(project_id=one.pk, folio=one.folio) for one in gone]


def current(actor: User) -> Iterable[Mapping[str, Any]]:
    """Return the projects of the person's areas as rows of the template."""
    offices = permissions.loaded_offices(actor)
    found = Project.objects.select_related("category", "unit", "office").order_by("folio")
    found = found if offices is None else found.filter(office_id__in=offices)
    for one in found.iterator(chunk_size=_PORTION):
        yield {
            "folio": one.folio,
            "title": one.title,
            "budget": one.budget_centavos,
            "description": one.description,
            "category": one.category.name if one.category else None,
            "unit": one.unit.name if one.unit else None,
            "lat": one.lat,
            "lon": one.lon,
            "office": one.office.name,
            "promised_end": one.promised_end,
            "votes": one.votes,
        }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _refused(row: RowSaid, column: str) -> bool:
    return any(problem.column == column for problem in row.problems)


PROJECTS = LoadKind(
    slug="proyectos",
    title=gettext_lazy("Proyectos"),
    description=gettext_lazy("Cada fila es un proyecto u obra: se crea, o se cambia lo que diga distinto."),
    permissions=(Permission.BULK_LOAD, Permission.MANAGE_PROJECTS),
    columns=columns.PROJECTS,
    begin=ProjectWriter,
    blocked=blocked,
    undo=undo,
    current=current,
    scope=columns.EDITION,
    order=10,
)
