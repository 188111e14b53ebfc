"""Plans with a small tree, indicators and decisions, through the services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tequio.accountability.plans import services
from tequio.accountability.plans.models import Element, Indicator, Plan
from tequio.accountability.plans.types import Direction, ElementDraft, IndicatorDraft, Level, PlanDraft, Verdict
from tequio.config.demo.factories import forums as forum_factory
from tequio.config.demo.factories.accounts import make_office
from tequio.core.alignment import Outcome
from tequio.foundation.territory.models import Version
from tequio.participation.forums.models import Cluster, ClusterMember, Contribution, Forum
from tequio.participation.forums.types import ClusterState, PhaseKind

WRITTEN = datetime(2026, 9, 1, 18, tzinfo=UTC)
ROWS = (
    (Level.AXIS, "1", "", "Bienestar para todas las personas"),
    (Level.OBJECTIVE, "1.1", "1", "Que nadie se quede sin atención médica"),
    (Level.STRATEGY, "1.1.1", "1.1", "Acercar la salud a las colonias"),
    (Level.ACTION, "1.1.1.1", "1.1.1", "Ampliar el horario de los centros de salud"),
    (Level.ACTION, "1.1.1.2", "1.1.1", "Llevar brigadas médicas a las colonias"),
    (Level.AXIS, "2", "", "Servicios y medio ambiente"),
    (Level.ACTION, "2.1", "2", "Reforestar andadores y camellones"),
)


def make_plan(forum: Forum | None = None, *, published: bool = True, rows: bool = True, **written: Any) -> Plan:
    """Return a plan that answers an exercise, with a tree of two axes and three lines of action."""
    values: dict[str, Any] = {
        "name": "Plan municipal de desarrollo",
        "first_year": 2027,
        "last_year": 2030,
    }
    draft = PlanDraft(**(values | written))
    plan = services.create_plan(draft=draft, forums=[(forum or forum_factory.forum()).pk])
    if rows:
        office = make_office()
        for page, (level, code, parent, title) in enumerate(ROWS, 10):
            make_element(
                plan, level=level, code=code, parent=parent, title=title, office_id=office.pk, page=page
            )
    if published and rows:
        plan = services.publish_plan(plan_id=plan.pk, at=WRITTEN)
    return plan


def make_element(plan: Plan, **written: Any) -> Element:
    """Return one more element of a plan; an axis unless said."""
    number = plan.elements.count() + 1
    values: dict[str, Any] = {"level": Level.AXIS, "code": f"E{number}", "title": f"Eje {number}"}
    return services.keep_element(plan_id=plan.pk, draft=ElementDraft(**(values | written)))


def action(plan: Plan, code: str = "1.1.1.1") -> Element:
    """Return a line of action of a plan."""
    return plan.elements.get(code=code)


def make_indicator(plan: Plan, *, code: str = "1.1.1.1", **written: Any) -> Indicator:
    """Return an indicator of a line of action, from 10 to 50 hours."""
    values: dict[str, Any] = {
        "name": "Horas de atención a la semana",
        "unit": "horas",
        "formula": "Suma de las horas en que hay médico.",
        "direction": Direction.UP,
        "baseline": Decimal(10),
        "baseline_on": date(2026, 1, 1),
        "target": Decimal(50),
        "target_on": date(2030, 12, 31),
        "source": "Registro de los centros de salud",
    }
    draft = IndicatorDraft(**(values | written))
    return services.keep_indicator(plan_id=plan.pk, element_id=action(plan, code).pk, draft=draft)


def decide(
    plan: Plan,
    *voices: Contribution,
    state: Outcome = Outcome.INCORPORATED,
    codes: tuple[str, ...] = ("1.1.1.1",),
    at: datetime = WRITTEN,
    published: bool = False,
    reason: str = "Se amplía el horario con médicos por la tarde.",
) -> list[int]:
    """Decide where voices end; with ``published``, publish it too."""
    chosen = () if state is Outcome.NOT else tuple(action(plan, code).pk for code in codes)
    found = services.decide(
        plan_id=plan.pk,
        contributions=[voice.pk for voice in voices],
        verdict=Verdict(state=state, reason=reason, actions=chosen),
        at=at,
    )
    if published:
        services.publish_decisions(plan_id=plan.pk, at=at)
    return found


def make_cluster(forum: Forum, *voices: Contribution, name: str = "Médico por la tarde") -> Cluster:
    """Return a group of voices that a person confirmed."""
    cluster = Cluster.objects.create(
        forum=forum, name=name, state=ClusterState.CONFIRMED.value, created_at=WRITTEN, decided_at=WRITTEN
    )
    ClusterMember.objects.bulk_create(ClusterMember(cluster=cluster, contribution=voice) for voice in voices)
    return cluster


@dataclass(frozen=True, slots=True)
class HalfAnswered:
    """A plan that has answered one voice of its exercise; two more, of one group, wait."""

    plan: Plan
    waiting: Contribution
    group: Cluster
    indicator: Indicator

    def places(self) -> dict[str, str]:
        """Return the parts of the addresses of its pages."""
        return {
            "plan": self.plan.slug,
            "plan_waiting": str(self.waiting.folio),
            "plan_row": str(action(self.plan).pk),
            "plan_indicator": str(self.indicator.pk),
            "plan_group": str(self.group.pk),
        }


def make_half_answered(territory: Version) -> HalfAnswered:
    """Return a published plan of an exercise that ended, with one voice answered and two to decide."""
    forum = forum_factory.forum(
        slug="foro-del-plan", name="Foro del plan", territory=territory, phase=PhaseKind.RETURN
    )
    answered, waiting, other = (
        forum_factory.contribution(forum, title=title)
        for title in ("Médico por la tarde", "Árboles en el andador", "Camellones con sombra")
    )
    plan = make_plan(forum)
    indicator = make_indicator(plan)
    decide(plan, answered, published=True)
    group = make_cluster(forum, waiting, other, name="Sombra para caminar")
    return HalfAnswered(plan, waiting, group, indicator)
