"""The tree of a plan from a spreadsheet: one row per element, in reading order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accountability.plans.events import ElementKept, ElementRemoved
from tequio.accountability.plans.models import Element, Plan
from tequio.accountability.plans.queries.datasets import element_index
from tequio.accountability.plans.services.plans import locked
from tequio.accountability.plans.services.tree import arrange, misplaced, write
from tequio.accountability.plans.types import LEVEL_LABELS, ElementDraft, Level
from tequio.core.text import plain
from tequio.foundation.accounts.models import Office, User
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.types import Event
from tequio.foundation.loads.services import attempt
from tequio.foundation.loads.types import (
    CellKind,
    Column,
    LoadKind,
    RowSaid,
    RowState,
    Scope,
    Setting,
    Written,
)

_LEVELS = {plain(str(label)): level for level, label in LEVEL_LABELS.items()} | {
    "eje": Level.AXIS,
    "objetivo": Level.OBJECTIVE,
    "estrategia": Level.STRATEGY,
    "linea": Level.ACTION,
    "linea de accion": Level.ACTION,
    "accion": Level.ACTION,
}


class TreeWriter:
    """Writes elements; each hangs on the last one above it in the file, unless the row says another."""

    def __init__(self, setting: Setting) -> None:
        self._plan: Plan | None = locked(int(setting.scope)) if setting.scope.isdigit() else None
        self._known = element_index(self._plan.pk) if self._plan else {}
        self._offices = _offices()
        self._open: list[Element] = []
        self._events: list[Event] = []

    def write(self, rows: Sequence[RowSaid]) -> None:
        for row in rows:
            row.label = f"{row.values['code']} · {row.values['title']}"
            if self._plan is None:
                row.refuse("", _("Elija el plan al que pertenecen las filas."))
            else:
                self._row(self._plan, row)

    def finish(self) -> Sequence[Event]:
        if self._plan is not None and self._events:
            arrange(self._plan)
        return self._events

    def _row(self, plan: Plan, row: RowSaid) -> None:
        level = _LEVELS.get(plain(row.values["level"]))
        if level is None:
            labels = ", ".join(str(label) for label in LEVEL_LABELS.values())
            row.refuse("level", _("Puede ser: %(levels)s.") % {"levels": labels})
        office = self._offices.get(plain(row.values["office"])) if row.values["office"] else None
        if row.values["office"] and office is None:
            row.refuse("office", _("No hay un área con ese nombre o clave."))
        parent = self._above(row, level) if level else ""
        if row.problems or level is None:
            return
        kept = self._known.get(plain(row.values["code"]))
        draft = ElementDraft(
            level=level,
            code=row.values["code"],
            title=row.values["title"],
            parent=parent,
            text=row.values["text"] or "",
            office_id=office,
            page=row.values["page"],
            concepts=tuple(kept.concepts.values_list("pk", flat=True)) if kept else (),
        )
        self._write(plan, row, draft, kept)

    def _above(self, row: RowSaid, level: Level) -> str:
        """Return the code of what the row hangs on, and note why it hangs on nothing."""
        while self._open and Level(self._open[-1].level).rank >= level.rank:
            self._open.pop()
        parent = row.values["parent"] or (self._open[-1].code if self._open else "")
        if bool(parent) == (level is Level.AXIS):
            row.refuse("level", misplaced(level))
        return str(parent)

    def _write(self, plan: Plan, row: RowSaid, draft: ElementDraft, kept: Element | None) -> None:
        before = _standing(kept) if kept else None
        made: list[Element] = []
        if not attempt(row, lambda: made.append(write(plan, draft, kept)[0])):
            return
        element = made[0]
        self._known[plain(element.code)] = element
        self._open.append(element)
        after = _standing(element)
        if before == after:
            row.state = RowState.UNCHANGED
            return
        row.state = RowState.CHANGED if kept else RowState.NEW
        row.subject = f"plan_element:{element.pk}"
        row.written = {"element": element.pk, "plan": plan.pk, "before": before, "after": after}
        self._events.append(ElementKept(plan_id=plan.pk, element_id=element.pk, code=element.code))


def _standing(element: Element) -> dict[str, Any]:
    return {
        "parent": element.parent.code if element.parent else "",
        "title": element.title,
        "text": element.text,
        "office_id": element.office_id,
        "page": element.page,
    }


def _offices() -> dict[str, int]:
    found: dict[str, int] = {}
    for pk, *names in Office.objects.filter(active=True).values_list("pk", "code", "name", "short_name"):
        found |= {plain(str(name)): pk for name in names}
    return found


def blocked(rows: Sequence[Written]) -> Mapping[int, Any]:
    """Return the rows that were changed since, or on whose element something hangs by now."""
    mine = {row.written["element"] for row in rows if row.state == RowState.NEW.value}
    found = Element.objects.select_related("parent").in_bulk([row.written["element"] for row in rows])
    hung = set(Element.objects.filter(parent__in=mine).exclude(pk__in=mine).values_list("parent_id", flat=True))
    used = set(Element.objects.filter(pk__in=mine, decisions__isnull=False).values_list("pk", flat=True))
    used |= set(Element.objects.filter(pk__in=mine, indicators__isnull=False).values_list("pk", flat=True))
    reasons: dict[int, Any] = {}
    for row in rows:
        pk = row.written["element"]
        if pk not in found or _standing(found[pk]) != row.written["after"]:
            reasons[row.number] = _("Alguien cambió este renglón después de la carga.")
        elif pk in hung | used:
            reasons[row.number] = _("Ya hay renglones, indicadores o aportaciones en él.")
    return reasons


def undo(rows: Sequence[Written], setting: Setting) -> Sequence[Event]:
    """Take back new elements, and put changed ones back as they stood."""
    del setting
    events: list[Event] = []
    for row in rows:
        element = Element.objects.select_related("plan").get(pk=row.written["element"])
        plan = element.plan
        before = row.written["before"]
        if before is None:
            code = element.code
            element.delete()
            events.append(ElementRemoved(plan_id=plan.pk, code=code))
            continue
        draft = ElementDraft(
            level=Level(element.level),
            code=element.code,
            concepts=tuple(element.concepts.values_list("pk", flat=True)),
            **before,
        )
        write(plan, draft, element)
        events.append(ElementKept(plan_id=plan.pk, element_id=element.pk, code=element.code))
    for plan in Plan.objects.filter(pk__in={row.written["plan"] for row in rows}):
        arrange(plan)
    return events


def current(actor: User) -> Iterable[Mapping[str, Any]]:
    """Return the elements of the newest plan, to edit and load."""
    del actor
    plan = Plan.objects.order_by("-created_at").first()
    if plan is None:
        return
    for element in plan.elements.select_related("parent", "office"):
        yield {
            "level": element.get_level_display(),
            "code": element.code,
            "title": element.title,
            "text": element.text,
            "office": element.office.short_name if element.office else None,
            "page": element.page,
            "parent": element.parent.code if element.parent else None,
        }


def _plans() -> Iterable[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Plan.objects.order_by("-created_at").values_list("pk", "name")]


COLUMNS = (
    Column(
        name="level",
        label=gettext_lazy("Nivel"),
        help=gettext_lazy("Eje, objetivo, estrategia o línea de acción."),
        required=True,
        choices=lambda _user: [str(label) for label in LEVEL_LABELS.values()],
        example="Eje",
    ),
    Column(
        name="code",
        label=gettext_lazy("Clave"),
        help=gettext_lazy("Única en el plan: 1, 1.1, 1.1.1."),
        synonyms=("numero", "no", "codigo"),
        required=True,
        example="1",
    ),
    Column(
        name="title",
        label=gettext_lazy("Título"),
        help=gettext_lazy("En una frase."),
        synonyms=("nombre", "descripcion corta"),
        required=True,
        example="Ciudad que cuida",
    ),
    Column(
        name="text",
        label=gettext_lazy("Texto"),
        help=gettext_lazy("Lo que dice el plan."),
        synonyms=("descripcion", "contenido"),
    ),
    Column(
        name="office",
        label=gettext_lazy("Área"),
        help=gettext_lazy("Clave o nombre del área responsable."),
        synonyms=("dependencia", "area responsable", "secretaria"),
        choices=lambda _user: Office.objects.filter(active=True).values_list("short_name", flat=True),
    ),
    Column(
        name="page",
        label=gettext_lazy("Página"),
        help=gettext_lazy("Del plan impreso."),
        synonyms=("pag",),
        kind=CellKind.NUMBER,
        example="24",
    ),
    Column(
        name="parent",
        label=gettext_lazy("Cuelga de"),
        help=gettext_lazy("Clave del renglón de arriba. Vacío: del último renglón de un nivel más alto."),
        synonyms=("padre", "pertenece a"),
    ),
)
PLAN = LoadKind(
    slug="plan",
    title=gettext_lazy("Renglones de un plan de desarrollo"),
    description=gettext_lazy("Cada fila es un eje, objetivo, estrategia o línea de acción, en su orden."),
    permissions=(Permission.MANAGE_PLAN,),
    columns=COLUMNS,
    begin=TreeWriter,
    blocked=blocked,
    undo=undo,
    current=current,
    scope=Scope(label=gettext_lazy("Plan"), help=gettext_lazy("Al que pertenecen las filas."), choices=_plans),
    order=60,
)
