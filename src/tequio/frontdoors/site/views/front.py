"""How the front page says what its queries found: sentences before labels."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accountability.projects import queries as projects
from tequio.accountability.projects.models import Project
from tequio.accountability.projects.types import Figures, StageCode
from tequio.foundation.web import maps
from tequio.foundation.web.templatetags.tequio import money
from tequio.frontdoors.site import queries
from tequio.frontdoors.site.types import Card, Figure, Home, Invitation
from tequio.participation.editions.types import PHASE_LABELS, PhaseKind


def home(*, at: datetime) -> Home:
    """Return the front page as it stands at ``at``."""
    now = queries.open_now(at=at)
    places = queries.places(now.edition.territory if now else None)
    drawn = maps.figure(
        _("Mapa del municipio con los proyectos"),
        places.shapes,
        places.pins,
        table_url=reverse("site:map"),
        caption=_("Cada marca es un proyecto."),
    )
    cards = tuple(card(project) for project in queries.latest_projects())
    return Home(invitation(now), drawn, figures(queries.totals(), now), cards)


def invitation(now: queries.OpenNow | None) -> Invitation:
    """Return what a person can do now, in the words of the phase that is open."""
    if now is None:
        return Invitation(
            _("Lo que se decide entre todos, a la vista de todos"),
            _("Hoy no hay ninguna etapa abierta. Siga lo que ya se decidió, hasta el último peso."),
            _("Ver los proyectos"),
            "/proyectos/",
            _("Ver las ediciones"),
            "/ediciones/",
        )
    here = f"/ediciones/{now.edition.slug}/"
    amount = money(now.money_centavos)
    look, look_url = _("Ver la edición"), here
    if now.proposals:
        look = ngettext("Ver %(n)s propuesta", "Ver las %(n)s propuestas", now.proposals) % {"n": now.proposals}
        look_url = f"{here}propuestas/"
    headline, lead, action, url = _words(here, amount)[now.kind]
    return Invitation(headline, lead, action, url, look, look_url, PHASE_LABELS[now.kind], now.closes)


def _words(here: str, amount: str) -> dict[PhaseKind, tuple[str, str, str, str]]:
    """Return what each phase invites to: headline, lead, action and its address."""
    return {
        PhaseKind.VOTING: (
            _("Usted decide en qué se gastan %(money)s") % {"money": amount},
            _("Vote en cuatro minutos. Después, siga su proyecto hasta el último peso."),
            _("Votar ahora"),
            f"{here}votar/",
        ),
        PhaseKind.REGISTRATION: (
            _("Proponga en qué gastar %(money)s") % {"money": amount},
            _("Cuente qué hace falta en su colonia y márquelo en el mapa. Le respondemos por escrito."),
            _("Proponer"),
            f"{here}proponer/",
        ),
        PhaseKind.RESULTS: (
            _("Ya se contaron los votos"),
            _("Vea qué ganó en su colonia y por qué. Cualquiera puede volver a contar."),
            _("Ver los resultados"),
            f"{here}resultados/",
        ),
        PhaseKind.FEASIBILITY: (
            _("Estamos revisando lo que usted propuso"),
            _("Cada área dice si se puede hacer y por qué. Las respuestas se publican todas a la vez."),
            _("Ver la edición"),
            here,
        ),
        PhaseKind.EXECUTION: (
            _("Lo que se decidió se está haciendo"),
            _("Siga cada proyecto: quién responde, cuánto se ha pagado y cuánto está construido."),
            _("Ver los proyectos"),
            "/proyectos/",
        ),
        PhaseKind.SUPPORT: (
            _("Apoye lo que le hace falta a su colonia"),
            _("Lea las propuestas y apoye las que le parezcan buenas. Con apoyos pasan a revisión."),
            _("Ver las propuestas"),
            f"{here}propuestas/",
        ),
        PhaseKind.APPEALS: (
            _("¿No está de acuerdo con un dictamen?"),
            _("Quien propuso puede inconformarse. El área responde por escrito, con sus razones."),
            _("Ver la edición"),
            here,
        ),
    }


def figures(sums: Figures, now: queries.OpenNow | None = None) -> tuple[Figure, ...]:
    """Return the four big figures. Each leads to its rows."""
    board = "/tableros/"
    first = Figure(f"{sums.projects:,}", _("proyectos decididos por la gente"), "/proyectos/")
    if now and now.voters:
        said = ngettext("persona ya votó", "personas ya votaron", now.voters)
        first = Figure(f"{now.voters:,}", said, f"/ediciones/{now.edition.slug}/")
    return (
        first,
        Figure(
            _("%(part)s de %(whole)s") % {"part": sums.finished, "whole": sums.projects},
            _("ya entregados"),
            f"{board}#etapas",
        ),
        Figure(money(sums.contracted), _("contratados"), f"{board}#dinero"),
        Figure(money(sums.paid), _("pagados, peso por peso"), f"{board}#dinero"),
    )


def card(project: Project) -> Card:
    """Return the card of a project."""
    state, tone = _state(project)
    return Card(
        title=project.title,
        url=f"/proyectos/{project.folio}/",
        place=project.unit.name if project.unit else "",
        drawing=project.drawing,
        state=state,
        tone=tone,
        note=_note(project),
        knots=tuple(projects.short(project)),
        budget_centavos=project.budget_centavos,
        folio=project.folio,
    )


def _state(project: Project) -> tuple[str, str]:
    if project.finished:
        return _("Entregado"), "done"
    if project.stage in {StageCode.EXECUTION, StageCode.DELIVERY}:
        return _("En obra"), "now"
    return _("En contratación"), "info"


def _note(project: Project) -> str:
    if project.finished:
        return _("Terminado y entregado")
    if project.physical_percent:
        return _("%(percent)s %% construido") % {"percent": project.physical_percent}
    return _("Responde %(office)s") % {"office": project.office.short_name}
