"""The knots of a project's thread that are known here and below: what was decided, and how it goes."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accountability.projects.models import Project, Stage
from tequio.accountability.projects.queries.reserve import result_of
from tequio.accountability.projects.types import HandoverResult, StageCode, StageState
from tequio.core import money
from tequio.foundation.web.hilo import Knot, Link, State
from tequio.participation.ballots.models import OptionResult
from tequio.participation.ballots.types import Outcome
from tequio.participation.feasibility import queries as feasibility

_REASON_SHOWN = 160  # characters


def short(project: Project) -> list[Knot]:
    """Return the whole thread in a few knots for a card, from the project's own row."""
    working = bool(project.physical_percent) or project.stage in (StageCode.EXECUTION, StageCode.DELIVERY)
    reached = [
        bool(project.proposal_id),
        bool(project.proposal_id),
        project.votes is not None,
        project.contracted_centavos > 0 or working or project.finished,
        project.stage == StageCode.DELIVERY or project.finished,
        project.finished,
    ]
    labels = [_("Propuesta"), _("Factibilidad"), _("Votación"), _("Contrato"), _("Obra"), _("Entrega")]
    knots = [(label, done) for label, done in zip(labels, reached, strict=True)]
    if not project.proposal_id:
        knots = knots[3:]
    return _line(knots)


def decided(project: Project) -> list[Knot]:
    """Return the knots from the proposal to the vote, in two queries; none for a project nobody voted."""
    if project.proposal is None:
        return []
    return [_proposed(project), *_judged(project), *_voted(project)]


def carried_out(project: Project) -> list[Knot]:
    """Return the knots of the work and the delivery, from the project as ``detail`` loads it."""
    if project.cancelled:
        return [*_reports_of_cancelled(project), _cancelled(project)]
    stages = {stage.code: stage for stage in project.stages.all()}
    work, delivery = stages.get(StageCode.EXECUTION), stages.get(StageCode.DELIVERY)
    knots = []
    if work:
        knots.append(_work(project, work))
    if delivery:
        knots.append(_delivery(project, delivery))
    return knots


def _reports_of_cancelled(project: Project) -> list[Knot]:
    """Return the works of a cancelled project if there were any."""
    if not _reports(project):
        return []
    return [Knot(_("Obra"), "done", _reported(project), None, _reports(project))]


def _cancelled(project: Project) -> Knot:
    """Say by which act it was cancelled and what takes its place."""
    cancelled = project.cancellation
    said = _("Acta %(number)s: %(reason)s") % {"number": cancelled.number, "reason": cancelled.reason}
    links = [Link(_("Leer el acta"), cancelled.act.url)]
    if cancelled.substitute:
        page = reverse("projects:detail", args=[cancelled.substitute.folio])
        links.append(Link(_("Lo sustituye: %(title)s") % {"title": cancelled.substitute.title}, page))
    return Knot(_("Cancelado"), "now", said, cancelled.decided_on, tuple(links))


def _line(knots: list[tuple[str, bool]]) -> list[Knot]:
    """Return knots whose first one not reached is the present one."""
    drawn, waiting = [], True
    for label, done in knots:
        state: State = "done" if done else "now" if waiting else "next"
        waiting = waiting and done
        drawn.append(Knot(label, state))
    return drawn


def _proposed(project: Project) -> Knot:
    proposal = project.proposal
    assert proposal is not None  # noqa: S101 - decided() asked before
    who = proposal.author_name or _("La comunidad")
    place = project.unit.name if project.unit else ""
    detail = _("%(who)s lo propuso para %(place)s.") if place else _("%(who)s lo propuso.")
    return Knot(
        _("Propuesta"),
        "done",
        detail % {"who": who, "place": place},
        proposal.submitted_at,
        (Link(_("Ver la propuesta"), f"/propuestas/{proposal.folio}/"),),
    )


def _judged(project: Project) -> list[Knot]:
    assert project.proposal is not None  # noqa: S101 - decided() asked before
    opinions = list(feasibility.published_opinions(project.proposal))
    if not opinions:
        return []
    first = opinions[0]
    said = ngettext("Un área dijo que sí.", "%(n)d áreas dijeron que sí.", len(opinions)) % {"n": len(opinions)}
    reasons = first.reasons if len(first.reasons) <= _REASON_SHOWN else f"{first.reasons[:_REASON_SHOWN]}…"
    quoted = f"{first.office.short_name}: «{reasons}»"
    cost = _("Costo estimado: %(cost)s.") % {"cost": money.exact(project.budget_centavos)}
    link = ngettext("%(n)d dictamen", "%(n)d dictámenes", len(opinions)) % {"n": len(opinions)}
    return [
        Knot(
            _("Factibilidad"),
            "done",
            f"{said} {quoted} {cost}",
            first.published_at,
            (Link(link, f"/propuestas/{project.proposal.folio}/#dictamenes"),),
        )
    ]


def _voted(project: Project) -> list[Knot]:
    result = result_of(project)
    if result is None:
        return []
    url = f"/ediciones/{result.count.edition.slug}/resultados/"
    won = result.outcome == Outcome.WINNER
    detail = _won(result) if won else _in_reserve(project, result)
    link = Link(_("Por qué ganó") if won else _("Ver los resultados"), url)
    return [Knot(_("Votación"), "done", detail, result.count.published_at, (link,))]


def _won(result: OptionResult) -> str:
    detail = _("Ganó con %(votes)s votos; participaron %(ballots)s personas.") % {
        "votes": f"{result.votes:,}",
        "ballots": f"{result.count.ballots:,}",
    }
    margin = result.reason.get("margin")
    if isinstance(margin, int) and margin and not result.reason.get("by_points"):
        words = ngettext("Le sobró %(n)s para quedar dentro.", "Le sobraron %(n)s para quedar dentro.", margin)
        detail = f"{detail} {words % {'n': f'{margin:,}'}}"
    return detail


def _in_reserve(project: Project, result: OptionResult) -> str:
    """Say how an option that did not win came to be done: in the place of one that was cancelled."""
    said = _("Quedó en el lugar %(rank)d de su bolsa, con %(votes)s votos.") % {
        "rank": result.rank,
        "votes": f"{result.votes:,}",
    }
    if not hasattr(project, "takes_the_place"):
        return said
    title = project.takes_the_place.project.title
    return f"{said} {_('Toma el lugar de «%(title)s», que se canceló.') % {'title': title}}"


def _work(project: Project, stage: Stage) -> Knot:
    if stage.state == StageState.DONE:
        return Knot(_("Obra"), "done", _reported(project), stage.ended_on, _reports(project))
    if stage.state == StageState.IN_PROGRESS and project.paused:
        detail = f"{_reported(project)} {_compared(project)}".strip()
        return Knot(_("Obra"), "now", detail, _("en pausa"), _reports(project))
    if stage.state == StageState.IN_PROGRESS:
        when = _("en curso, %(percent)d %%") % {"percent": project.physical_percent}
        detail = f"{_reported(project)} {_compared(project)}".strip()
        return Knot(_("Obra"), "now", detail, when, _reports(project))
    return Knot(_("Obra"), "next", _("Todavía no empieza."), _promised(stage.planned_end))


def _reported(project: Project) -> str:
    """Say when the office last reported, and with how many pictures."""
    activities = [a for s in project.stages.all() for a in s.activities.all()]
    if not activities:
        return _("El área todavía no reporta avances.")
    last = max(activities, key=lambda activity: (activity.happened_on, activity.pk))
    photos = sum(1 for a in last.attachments.all() if a.file.kind == "image" and a.file.public)
    if not photos:
        return _("Último reporte: %(title)s.") % {"title": last.title.rstrip(".")}
    return ngettext(
        "Último reporte: %(title)s, con %(n)d fotografía.",
        "Último reporte: %(title)s, con %(n)d fotografías.",
        photos,
    ) % {"title": last.title.rstrip("."), "n": photos}


def _compared(project: Project) -> str:
    """Say whether more was paid than built."""
    if not project.contracted_centavos or not project.paid_centavos:
        return ""
    paid = project.paid_centavos * 100 // project.contracted_centavos
    if paid > project.physical_percent:
        return _("Pagado %(paid)d %%: se ha pagado más de lo construido.") % {"paid": paid}
    return _("Pagado %(paid)d %%: se paga menos de lo construido.") % {"paid": paid}


def _reports(project: Project) -> tuple[Link, ...]:
    number = sum(len(stage.activities.all()) for stage in project.stages.all())
    if not number:
        return ()
    return (Link(ngettext("%(n)d avance", "%(n)d avances", number) % {"n": number}, "#avances"),)


def _delivery(project: Project, stage: Stage) -> Knot:
    if stage.state == StageState.DONE:
        return Knot(_("Entrega"), "done", _received(project), stage.ended_on, _acts(project))
    state: State = "now" if stage.state == StageState.IN_PROGRESS else "next"
    detail = _("La recibe la comunidad, con acta.")
    return Knot(_("Entrega"), state, detail, _promised(stage.planned_end or project.promised_end))


def _received(project: Project) -> str:
    """Say how the work was received; those delivered before signatures were asked for say no more."""
    handovers = list(project.handovers.all())
    if any(one.result == HandoverResult.OBSERVATIONS for one in handovers):
        return _("La comunidad lo recibió con observaciones.")
    if handovers and all(one.result == HandoverResult.UNSIGNED for one in handovers):
        return _("Se entregó sin firma de la comunidad.")
    return _("La comunidad ya lo recibió.")


def _acts(project: Project) -> tuple[Link, ...]:
    return (Link(_("Cómo se recibió"), "#recepcion"),) if project.handovers.all() else ()


def _promised(day: date | None) -> str:
    if day is None:
        return _("sin fecha prometida")

    return _("prometida para el %(day)s") % {"day": date_format(day, "j b Y")}
