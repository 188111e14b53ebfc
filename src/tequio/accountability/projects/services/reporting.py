"""A report as it comes from a form, at a desk or on site: stored with its files, all or nothing, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import AttachmentChanged, ProjectPlaced
from tequio.accountability.projects.models import Activity, Attachment, Project
from tequio.accountability.projects.services.errors import PlanError, ProjectError
from tequio.accountability.projects.services.progress import Evidence, report_activity
from tequio.accountability.projects.services.standing import find_stage, locked
from tequio.accountability.projects.types import Moment
from tequio.core.geo import Point
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.services import Upload
from tequio.foundation.files.types import FileKind
from tequio.foundation.territory import queries as territory

_COARSE = 3  # decimals of a degree: some hundred metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an office reports. ``key`` is the form's: the same one twice is one report."""

    code: str
    title: str
    happened_on: date
    description: str = ""
    physical_percent: int | None = None
    photos: Sequence[Upload] = ()
    documents: Sequence[Upload] = ()
    moment: str = ""
    alt: str = ""
    internal: bool = False
    planned_id: int | None = None
    key: UUID | None = None
    place: Point | None = None


@transaction.atomic
def report(*, project_id: int, report: Report, at: datetime, actor: int | None = None) -> Activity:
    """Keep a report with its photographs and documents.

    The place is kept to some hundred metres and never published; the photographs lose what the camera wrote in
    them. Sent again with its key it changes nothing and gives back the first (PROJ-15).

    Raises:
        UnacceptedFileError, FileTooLargeError: if a file is not what it should be.
        ProjectError: if the key is of a report on another project; and what ``report_activity`` raises.
    """
    project = locked(project_id)
    stage = find_stage(list(project.stages.all()), report.code)
    if report.key and (sent := Activity.objects.select_related("stage").filter(key=report.key).first()):
        if sent.stage.project_id != project.pk:
            raise ProjectError(_("Ese reporte es de otro proyecto. Vuelva a abrir la página."), status=409)
        return sent
    alt = report.alt.strip() or report.title.strip()
    stored = [
        *_stored(report.photos, FileKind.IMAGE, report, alt, actor),
        *_stored(report.documents, FileKind.DOCUMENT, report, "", actor),
    ]
    return report_activity(
        stage_id=stage.pk,
        title=report.title,
        description=report.description,
        happened_on=report.happened_on,
        physical_percent=report.physical_percent,
        files=stored,
        planned_id=report.planned_id,
        key=report.key,
        place=(round(report.place.lon, _COARSE), round(report.place.lat, _COARSE)) if report.place else None,
        at=at,
        actor=actor,
    )


def _stored(
    uploads: Iterable[Upload], kind: FileKind, report: Report, alt: str, actor: int | None
) -> list[Evidence]:
    moment = (report.moment or _usual(report)) if kind is FileKind.IMAGE else ""
    return [
        Evidence(
            file=files.store(
                upload=upload, kind=kind, uploaded_by=actor, public=not report.internal, alt=alt
            ).pk,
            moment=moment,
        )
        for upload in uploads
    ]


def _usual(report: Report) -> str:
    """Return when a photograph was taken if nobody says: what is reported of works is during them."""
    return Moment.DURING.value if report.physical_percent else ""


@transaction.atomic
def change_attachment(
    *, attachment_id: int, public: bool, moment: str, alt: str, actor: int | None = None
) -> Attachment:
    """Say of an evidence whether anyone may see it, when it was taken, and what it shows.

    Raises:
        PlanError: if there is no such evidence.
        CancelledError: if the project was cancelled.
    """
    attachment = Attachment.objects.select_related("file", "activity__stage").filter(pk=attachment_id).first()
    if attachment is None:
        raise PlanError(_("No existe esa evidencia."), status=404)
    project = locked(attachment.activity.stage.project_id)
    attachment.moment = moment
    attachment.save(update_fields=["moment"])
    attachment.file.alt = alt.strip()
    attachment.file.save(update_fields=["alt"])
    files.publish(file=attachment.file, public=public)
    audit.record(AttachmentChanged(project_id=project.pk, attachment_id=attachment.pk), actor=actor)
    return attachment


@transaction.atomic
def place_project(*, project_id: int, point: Point, actor: int | None = None) -> Project:
    """Mark where a project stands; its unit of territory follows from the map in force, if it has none.

    Raises:
        CancelledError: if it was cancelled.
    """
    project = locked(project_id)
    project.lon, project.lat = point.lon, point.lat
    if project.unit_id is None and (version := territory.in_force(on=project.created_at.date())):
        project.unit = territory.locate(point, version=version)
    unit = project.unit.name if project.unit else ""
    project.search = Project.searchable(project.folio, project.title, unit, project.description)
    project.save(update_fields=["lon", "lat", "unit", "search"])
    audit.record(ProjectPlaced(project_id=project.pk), actor=actor)
    return project
