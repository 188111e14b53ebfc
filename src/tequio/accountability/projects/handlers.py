"""Winners become projects, and who follows one hears of each step."""

from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.events import (
    ActivityReported,
    DateChanged,
    OfficeAssigned,
    ProjectCancelled,
    ProjectPaused,
    ProjectReceived,
    ProjectResumed,
    ProjectSubstituted,
    StageChanged,
)
from tequio.accountability.projects.models import (
    Activity,
    Cancellation,
    DateChange,
    Handover,
    Pause,
    Project,
    Stage,
)
from tequio.accountability.projects.types import HANDOVER_RESULT_LABELS, HandoverResult, StageState
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.identity.events import PersonErased
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Cadence, Kind, key, register
from tequio.foundation.web.templatetags.tequio import day_long
from tequio.participation.ballots.events import ResultsPublished

_day = lazy(day_long, str)
_TITLE = {"titulo": _("Árboles para el andador")}

register(
    Kind(
        code="projects.stage_done",
        label=_("Termina una etapa de un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("{titulo}: terminó {etapa}"),
        body=_("El proyecto «{titulo}» terminó la etapa «{etapa}». Vea en su página lo que sigue."),
        samples=_TITLE | {"etapa": _("Contratación")},
    ),
    Kind(
        code="projects.delivered",
        label=_("Se entrega un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("Se entregó: {titulo}"),
        body=_("El proyecto «{titulo}» está terminado y entregado. Vaya a verlo y compárelo con lo prometido."),
        samples=_TITLE,
    ),
    Kind(
        code="projects.progress",
        label=_("Se reporta un avance de un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("Avance de {titulo}"),
        body=_("{avance}\n\n{detalle}"),
        samples=_TITLE | {"avance": _("Se plantaron 40 árboles"), "detalle": _("Falta el riego.")},
        cadence=Cadence.DAILY,
    ),
    Kind(
        code="projects.date_changed",
        label=_("Cambia una fecha prometida de un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("{titulo}: nueva fecha para {etapa}"),
        body=_(
            "La etapa «{etapa}» de «{titulo}» iba a terminar el {antes}.\n\n"
            "Ahora se promete para el {despues}. {razon}"
        ),
        samples=_TITLE
        | {
            "etapa": _("Ejecución"),
            "antes": _("viernes 22"),
            "despues": _("viernes 29"),
            "razon": _("Llovió dos semanas."),
        },
    ),
    Kind(
        code="projects.paused",
        label=_("Se pone en pausa un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("En pausa: {titulo}"),
        body=_("El proyecto «{titulo}» está en pausa desde el {dia}. {razon}"),
        samples=_TITLE | {"dia": _("viernes 22"), "razon": _("Falta un permiso.")},
    ),
    Kind(
        code="projects.resumed",
        label=_("Se reanuda un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("Se reanudó: {titulo}"),
        body=_("El proyecto «{titulo}» siguió el {dia}. Vea en su página las fechas nuevas."),
        samples=_TITLE | {"dia": _("viernes 22")},
    ),
    Kind(
        code="projects.cancelled",
        label=_("Se cancela un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("Se canceló: {titulo}"),
        body=_("El proyecto «{titulo}» se canceló por el acta {acta}. {razon}"),
        samples=_TITLE | {"acta": "12", "razon": _("El terreno no es municipal.")},
    ),
    Kind(
        code="projects.substituted",
        label=_("Otro proyecto toma el lugar de uno cancelado"),
        audience=Audience.FOLLOWER,
        subject=_("Otro proyecto toma el lugar de {titulo}"),
        body=_("«{sustituto}» seguía en la lista de reserva y toma el lugar de «{titulo}», que se canceló."),
        samples=_TITLE | {"sustituto": _("Luz en el andador")},
    ),
    Kind(
        code="projects.to_receive",
        label=_("Se termina la obra que usted propuso"),
        audience=Audience.AUTHOR,
        subject=_("Ya puede recibir {titulo}"),
        body=_(
            "La obra de «{titulo}», que usted propuso, está terminada. Vaya a verla y diga si está como se"
            " prometió: su firma permite entregarla."
        ),
        samples=_TITLE,
    ),
    Kind(
        code="projects.received",
        label=_("Se recibe la obra de un proyecto"),
        audience=Audience.FOLLOWER,
        subject=_("{titulo}: {resultado}"),
        body=_("La obra de «{titulo}» se firmó el {dia}: {resultado}. {texto}"),
        samples=_TITLE | {"resultado": _("Recibido"), "dia": _("viernes 22"), "texto": _("Falta una banca.")},
    ),
    Kind(
        code="projects.assigned",
        label=_("Su área se encarga de un proyecto"),
        audience=Audience.STAFF,
        subject=_("Su área se encarga de {titulo}"),
        body=_("{area} responde desde ahora por el proyecto «{titulo}»: sus etapas, sus avances y sus fechas."),
        samples=_TITLE | {"area": _("Servicios Públicos")},
        cadence=Cadence.DAILY,
    ),
)


@on(ResultsPublished)
def create_projects(event: ResultsPublished) -> None:
    services.create_from_results(count_id=event.count_id)


@on(StageChanged)
def tell_of_the_stage(event: StageChanged) -> None:
    """Tell the followers that a stage ended; the last one means that the work was delivered."""
    stage = (
        Stage.objects.select_related("project")
        .filter(project=event.project_id, code=event.stage, state=StageState.DONE)
        .first()
    )
    if stage is None or event.state != StageState.DONE:
        return
    event_key = f"stage:{event.project_id}:{event.stage}:{stage.ended_on}"
    if stage.project.finished:
        _tell(stage.project, "projects.delivered", event_key)
    else:
        _tell(stage.project, "projects.stage_done", event_key, etapa=stage.name)


@on(StageChanged)
def ask_who_proposed_it(event: StageChanged) -> None:
    """Ask who proposed a work to receive it, once, when only its delivery is left."""
    project = Project.objects.prefetch_related("stages", "handovers").get(pk=event.project_id)
    if project.finished or project.cancelled or project.handovers.all() or not queries.is_built(project):
        return
    notices.notify(
        kind="projects.to_receive",
        recipients=queries.proponents(project),
        subject_key=key("project", project.pk),
        context={"titulo": project.title, "enlace": reverse("projects:receive", args=[project.folio])},
        event_key=f"to-receive:{project.pk}",
    )


@on(ActivityReported)
def tell_of_the_progress(event: ActivityReported) -> None:
    """Tell the followers what was done."""
    activity = Activity.objects.select_related("stage__project").filter(pk=event.activity_id).first()
    if activity is not None:
        _tell(
            activity.stage.project,
            "projects.progress",
            f"activity:{activity.pk}",
            avance=activity.title,
            detalle=activity.description,
        )


@on(DateChanged)
def tell_of_the_date(event: DateChanged) -> None:
    """Tell the followers that a promised date changed, and why."""
    change = DateChange.objects.select_related("project").filter(pk=event.change_id).first()
    if change is not None:
        _tell(
            change.project,
            "projects.date_changed",
            f"date:{change.pk}",
            etapa=change.stage_name,
            antes=_day(change.before),
            despues=_day(change.after),
            razon=change.reason,
        )


@on(ProjectPaused)
def tell_of_the_pause(event: ProjectPaused) -> None:
    """Tell the followers that the project is paused, and why."""
    pause = Pause.objects.select_related("project").filter(pk=event.pause_id).first()
    if pause is not None:
        day = _day(pause.started_on)
        _tell(pause.project, "projects.paused", f"pause:{pause.pk}", dia=day, razon=pause.reason)


@on(ProjectResumed)
def tell_that_it_goes_on(event: ProjectResumed) -> None:
    """Tell the followers that the project goes on."""
    pause = Pause.objects.select_related("project").filter(pk=event.pause_id).first()
    if pause is not None:
        _tell(pause.project, "projects.resumed", f"resumed:{pause.pk}", dia=_day(pause.ended_on))


@on(ProjectCancelled)
def tell_of_the_cancellation(event: ProjectCancelled) -> None:
    """Tell the followers that the project will not be done, and why."""
    found = Cancellation.objects.select_related("project").filter(project=event.project_id).first()
    if found is not None:
        _tell(
            found.project,
            "projects.cancelled",
            f"cancelled:{found.project_id}",
            acta=found.number,
            razon=found.reason,
        )


@on(ProjectSubstituted)
def tell_of_the_substitute(event: ProjectSubstituted) -> None:
    """Tell who followed the cancelled project, and who follows its substitute, that one takes its place."""
    found = (
        Cancellation.objects.select_related("project", "substitute").filter(project=event.project_id).first()
    )
    if found is None or found.substitute is None:
        return
    recipients = queries.followers(found.project) | queries.followers(found.substitute)
    notices.notify(
        kind="projects.substituted",
        recipients=recipients,
        subject_key=key("project", found.substitute.pk),
        context={
            "titulo": found.project.title,
            "sustituto": found.substitute.title,
            "enlace": reverse("projects:detail", args=[found.substitute.folio]),
        },
        event_key=f"substituted:{found.project_id}:{found.substitute.pk}",
    )


@on(ProjectReceived)
def tell_that_it_was_received(event: ProjectReceived) -> None:
    """Tell the followers how the work was received; never by whom."""
    found = Handover.objects.select_related("project").filter(pk=event.handover_id).first()
    if found is not None:
        _tell(
            found.project,
            "projects.received",
            f"received:{found.pk}",
            resultado=HANDOVER_RESULT_LABELS[HandoverResult(found.result)],
            dia=_day(found.signed_on),
            texto=found.text,
        )


@on(PersonErased)
def forget_who_signed(event: PersonErased) -> None:
    """Take an erased person off the works that they received."""
    services.forget_person(user_id=event.user_id)


@on(OfficeAssigned)
def tell_the_office(event: OfficeAssigned) -> None:
    """Tell the people of the office that the project is theirs, unless it went on to another meanwhile."""
    project = (
        Project.objects.select_related("office").filter(pk=event.project_id, office=event.office_id).first()
    )
    if project is None:
        return
    notices.notify(
        kind="projects.assigned",
        recipients=accounts.staff_of(event.office_id, Permission.REPORT_PROGRESS),
        subject_key=key("project", project.pk),
        context={
            "titulo": project.title,
            "area": project.office.name,
            "enlace": reverse("projects:desk", args=[project.folio]),
        },
        event_key=f"project-office:{project.pk}:{event.office_id}",
    )


def _tell(project: Project, kind: str, event_key: str, **more: Any) -> int:
    page = reverse("projects:detail", args=[project.folio])
    return notices.notify(
        kind=kind,
        recipients=queries.followers(project),
        subject_key=key("project", project.pk),
        context={"titulo": project.title, "enlace": page, **more},
        event_key=event_key,
    )
