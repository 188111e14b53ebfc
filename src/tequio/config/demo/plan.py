"""The plan that answered the forum of two years before: tree, indicators, and where each voice ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from tequio.accountability.plans import services
from tequio.accountability.plans.models import Element, Indicator, Measurement, Plan
from tequio.accountability.plans.services.tree import arrange
from tequio.accountability.plans.types import Direction, Level, PlanDraft, Verdict
from tequio.config.demo.exercise import World
from tequio.core.alignment import Outcome
from tequio.foundation.taxonomies.models import Concept
from tequio.participation.forums.models import Cluster, ClusterMember, Contribution, Forum
from tequio.participation.forums.types import ClusterState, ContributionState

_IN, _PART, _NO = Outcome.INCORPORATED, Outcome.PARTLY, Outcome.NOT
_FIRST_PAGE = 18


@dataclass(frozen=True, slots=True)
class Line:
    """A line of action, the themes of the forum that it answers, how, and why; without themes nobody asked."""

    title: str
    office: str
    themes: tuple[str, ...] = ()
    state: Outcome = _IN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis with one objective, its strategies with their lines, and the goals of the 2030 Agenda."""

    title: str
    objective: str
    strategies: tuple[tuple[str, tuple[Line, ...]], ...]
    goals: tuple[str, ...]


AXES = (
    Axis(
        "Bienestar cerca de la casa",
        "Que la salud, la escuela y la cultura queden cerca de donde se vive",
        (
            (
                "Llevar los servicios a los sectores",
                (
                    Line("Abrir en la tarde cuatro centros de salud", "SAL", ("salud",), _IN,
                         "Se contrata médico y enfermera para la tarde en los cuatro centros con más espera."),
                    Line("Conectar a internet las escuelas públicas", "EDU", ("educacion",), _PART,
                         "Se conectan las escuelas; las computadoras las compra el estado, no el municipio."),
                ),
            ),
            (
                "Cuidar a quienes cuidan",
                (
                    Line("Talleres y canchas techadas en cada sector", "CUL", ("cultura-deporte",), _IN,
                         "Habrá talleres en cada sector desde el segundo año y seis canchas con techo."),
                    Line("Sistema municipal de cuidados", "SAL", ("cuidados",), _PART,
                         "Empieza con dos estancias; la tercera depende de que haya terreno."),
                ),
            ),
        ),
        ("3", "4", "5"),
    ),
    Axis(
        "Agua, calles y árboles",
        "Que los servicios de todos los días funcionen en todas las colonias",
        (
            (
                "Agua segura y ciudad limpia",
                (
                    Line("Sustituir la red de agua de la parte alta", "AGU", ("agua",), _IN,
                         "La obra está en el programa de inversión de los tres años, por etapas."),
                    Line("Rutas de recolección con horario publicado", "SPM", ("limpia",), _IN,
                         "Las rutas y sus horas se publican; la composta empieza en el mercado."),
                    Line("Actualizar el atlas de riesgos", "DUR"),
                ),
            ),
            (
                "Calles para caminar",
                (
                    Line("Caminos seguros y transporte nocturno", "DUR", ("movilidad", "cuidados"), _PART,
                         "Se hacen los caminos; el horario del transporte lo autoriza el estado."),
                    Line("Arbolado en avenidas y rescate del arroyo", "SPM", ("areas-verdes",), _IN,
                         "Se plantan 4,000 árboles y el arroyo tiene proyecto ejecutivo el primer año."),
                ),
            ),
        ),
        ("6", "11", "13"),
    ),
    Axis(
        "Seguridad con las vecinas y los vecinos",
        "Que la gente pueda andar tranquila de día y de noche",
        (
            (
                "Prevenir antes que lamentar",
                (
                    Line("Espacios para jóvenes y casa de apoyo", "SEG", ("prevencion", "cultura-deporte"), _IN,
                         "Los espacios abren en las bibliotecas; la casa de apoyo se hace con el estado."),
                    Line("Alumbrado en andadores y paradas", "SPM", ("alumbrado",), _IN,
                         "Se cambian las lámparas de todos los andadores escolares el primer año."),
                    Line("Avisos y brigadas de protección civil", "SPM", ("proteccion-civil",), _IN,
                         "Se instalan avisos en el río y se equipa a las brigadas del cerro."),
                ),
            ),
        ),
        ("11", "16"),
    ),
    Axis(
        "Trabajo y campo",
        "Que haya con qué ganarse la vida aquí",
        (
            (
                "Oficios, mercados y parcelas",
                (
                    Line("Escuela de oficios y primer empleo", "EDU", ("empleo",), _IN,
                         "La escuela abre con seis oficios y diploma con validez oficial."),
                    Line("Mercado rehabilitado y permiso de negocio en un día", "DUR", ("comercio",), _PART,
                         "El permiso en un día, sí; del mercado, primero los baños y el techo."),
                    Line("Caminos sacacosechas y riego por goteo", "INF", ("campo",), _IN,
                         "Se reparan 40 kilómetros y se apoya el riego de parcelas de hasta 5 hectáreas."),
                    Line("Parque industrial del norte", "DUR"),
                ),
            ),
        ),
        ("2", "8"),
    ),
    Axis(
        "Gobierno que contesta",
        "Que las cuentas y los trámites se entiendan",
        (
            (
                "Abrir las cuentas y acercar los trámites",
                (
                    Line("Trámites en una sola vuelta", "INF", ("tramites",), _IN,
                         "Doce trámites se hacen en una vuelta y un módulo visita las comunidades."),
                    Line("Presupuesto y obras en palabras sencillas", "INF", ("transparencia",), _IN,
                         "Cada obra lleva su costo a la vista y el presupuesto se publica explicado."),
                    Line("Armonizar la contabilidad", "INF"),
                ),
            ),
        ),
        ("16",),
    ),
)  # fmt: skip
REFUSED = {
    "turismo": "El turismo se atiende en el programa regional del estado; este plan no le asigna dinero.",
    "policia": "El mando y las cámaras dependen del convenio estatal de seguridad; se le turnó la petición.",
}
_INDICATORS = (  # of which line, what, unit, from, to, and what was measured since, every half year
    (0, "Horas de consulta a la semana por la tarde", "horas", 0, 80, (16, 32, 44)),
    (4, "Viviendas de la parte alta con agua diaria", "por ciento", 41, 95, (48, 63)),
    (8, "Árboles vivos un año después de plantados", "árboles", 0, 4000, (900, 1650, 2480)),
    (10, "Lámparas apagadas en andadores escolares", "lámparas", 320, 20, (210, 96)),
    (15, "Días para dar un permiso de negocio", "días", 22, 1, (14, 6, 3)),
)
_GROUPS = {
    "Luz para caminar de noche": "alumbrado",
    "Sombra y árboles": "areas-verdes",
    "Rutas y huertas": "turismo",
}


def hold(world: World, forum: Forum) -> Plan:
    """Make the plan that answers an exercise that ended, and publish it with all that was decided."""
    actor = world.people.cast.caro.pk
    written = world.now - timedelta(days=600)
    draft = PlanDraft(
        name=f"Plan municipal de desarrollo {forum.year + 1}–{forum.year + 4}",
        first_year=forum.year + 1,
        last_year=forum.year + 4,
        summary="Lo que el gobierno se propuso después de escuchar, y dónde terminó cada voz del foro.",
    )
    plan = services.create_plan(draft=draft, forums=[forum.pk], actor=actor)
    lines = _write(plan, {code: office.pk for code, office in world.people.offices.items()})
    _measure(
        lines, began=date(forum.year + 1, 1, 1), ends=date(forum.year + 4, 12, 31), at=world.now, actor=actor
    )
    services.publish_plan(plan_id=plan.pk, at=written, actor=actor)
    voices = _voices(forum)
    _gather(forum, voices, at=written, actor=actor)
    _decide(plan, lines, voices, at=written, actor=actor)
    services.publish_decisions(plan_id=plan.pk, at=written + timedelta(days=10), actor=actor)
    return plan


def _write(plan: Plan, offices: dict[str, int]) -> list[tuple[Line, Element]]:
    """Write the tree in a few inserts; return its lines with their rows, in reading order."""
    goals = {one.code: one for one in Concept.objects.filter(scheme__slug="ods", broader=None)}
    made: list[tuple[Line, Element]] = []
    position = 0

    def row(level: Level, code: str, title: str, parent: Element | None, office: str = "") -> Element:
        nonlocal position
        position += 1
        return Element.objects.create(
            plan=plan,
            level=level.value,
            code=code,
            title=title,
            parent=parent,
            office_id=offices.get(office),
            page=_FIRST_PAGE + position,
            position=position,
        )

    for a, axis in enumerate(AXES, 1):
        top = row(Level.AXIS, f"{a}", axis.title, None)
        top.concepts.set([goals[code] for code in axis.goals if code in goals])
        objective = row(Level.OBJECTIVE, f"{a}.1", axis.objective, top)
        for s, (title, lines) in enumerate(axis.strategies, 1):
            strategy = row(Level.STRATEGY, f"{a}.1.{s}", title, objective)
            for n, line in enumerate(lines, 1):
                made.append((line, row(Level.ACTION, f"{a}.1.{s}.{n}", line.title, strategy, line.office)))
    arrange(plan)
    return made


def _measure(lines: list[tuple[Line, Element]], *, began: date, ends: date, at: datetime, actor: int) -> None:
    """Write the indicators, with what was measured of each every half year until now."""
    indicators = Indicator.objects.bulk_create(
        Indicator(
            element=lines[line][1],
            name=name,
            unit=unit,
            formula="Conteo al último día de cada semestre.",
            direction=(Direction.UP if end > start else Direction.DOWN).value,
            baseline=Decimal(start),
            baseline_on=began,
            target=Decimal(end),
            target_on=ends,
            source="Registro administrativo del área responsable",
            office=lines[line][1].office,
            position=1,
        )
        for line, name, unit, start, end, _taken in _INDICATORS
    )
    Measurement.objects.bulk_create(
        Measurement(indicator=one, on=on, value=Decimal(value), at=at, by_id=actor)
        for one, (*_said, taken) in zip(indicators, _INDICATORS, strict=True)
        for n, value in enumerate(taken, 1)
        if (on := began + timedelta(days=182 * n)) <= at.date()
    )


def _voices(forum: Forum) -> dict[str, list[Contribution]]:
    """Return the voices of an exercise by the code of their theme, in the order of their folios."""
    found: dict[str, list[Contribution]] = {}
    rows = Contribution.objects.filter(forum=forum, state=ContributionState.SUBMITTED.value, hidden_at=None)
    for voice in rows.select_related("theme").order_by("folio"):
        if voice.theme is not None:
            found.setdefault(voice.theme.code, []).append(voice)
    return found


def _gather(forum: Forum, voices: dict[str, list[Contribution]], *, at: datetime, actor: int) -> None:
    """Keep a few groups of voices that a person confirmed."""
    for name, theme in _GROUPS.items():
        cluster = Cluster.objects.create(
            forum=forum,
            name=name,
            state=ClusterState.CONFIRMED.value,
            created_at=at,
            decided_at=at,
            decided_by_id=actor,
        )
        members = (ClusterMember(cluster=cluster, contribution=voice) for voice in voices.get(theme, []))
        ClusterMember.objects.bulk_create(members)


def _decide(
    plan: Plan,
    lines: list[tuple[Line, Element]],
    voices: dict[str, list[Contribution]],
    *,
    at: datetime,
    actor: int,
) -> None:
    """Decide each theme at once; what no line and no refusal answers is left for the analyst to decide."""
    verdicts = {theme: Verdict(state=_NO, reason=reason) for theme, reason in REFUSED.items()}
    for line, row in lines:
        for theme in line.themes:
            said = verdicts.get(theme) or Verdict(state=line.state, reason=line.reason, office_id=row.office_id)
            verdicts[theme] = replace(said, actions=(*said.actions, row.pk))
    for theme, verdict in verdicts.items():
        chosen = [voice.pk for voice in voices.get(theme, [])]
        if chosen:
            services.decide(plan_id=plan.pk, contributions=chosen, verdict=verdict, at=at, actor=actor)
