"""Winners become projects, and who follows one hears of each step."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.accountability.projects import queries, services
from tequio.accountability.projects.events import ActivityReported, OfficeAssigned, StageChanged
from tequio.accountability.projects.models import Activity, Project, Stage
from tequio.accountability.projects.types import StageState
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Cadence, Kind, key, register
from tequio.participation.ballots.events import ResultsPublished

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
