"""Projects in OC4IDS: one package for each project, rewritten when it changes, and one of the whole city.

Files are written from rows alone, so the same rows always give the same bytes.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import orjson
from django.conf import settings
from django.core.files.storage import storages

from tequio.accountability.contracting.queries import for_project_facts, project_facts
from tequio.accountability.contracting.services import shelf
from tequio.accountability.contracting.types import DEMONSTRATION_PROJECT_PREFIX
from tequio.accountability.projects.models import Project
from tequio.core.oc4ids import build, packages, schema
from tequio.core.ocds.validation import structure
from tequio.foundation.jobs.app import LATER, queue_once
from tequio.publishing.opendata.models import PublishedFile
from tequio.publishing.opendata.services import publish_file

PUBLISH_PROJECT = "contracting.publish_project"  # the names of the tasks
PUBLISH_PROJECTS = "contracting.publish_projects"
WAIT = timedelta(seconds=20)  # for other projects to come along
CITY = f"{shelf.DATASET}/proyectos-oc4ids.json"
_BEGINS, _ENDS = b'"projects":[\n', b"\n]}\n"  # around the projects of a package of ours


def prefix() -> str:
    """Return the registered OC4IDS prefix, or the demonstration one that is nobody's."""
    return settings.OC4IDS_PREFIX or DEMONSTRATION_PROJECT_PREFIX


def project_key(folio: str) -> str:
    """Return the key of the file of one project."""
    return f"{shelf.DATASET}/proyectos/{folio}.json"


def project_path(folio: str) -> str:
    """Return the address of the file of one project within this site."""
    return shelf.path(project_key(folio))


def wake_project(project_id: int) -> None:
    """Queue the file of a project, and a little later the city's, once for all that changes together."""
    once = f"publish-project-{project_id}"
    queue_once(PUBLISH_PROJECT, once=once, priority=LATER, project_id=project_id)
    queue_once(PUBLISH_PROJECTS, wait=WAIT, priority=LATER)


def put_project(*, project_id: int) -> None:
    """Write the file of one project as it stands. Run again, it writes the same bytes.

    Raises:
        Project.DoesNotExist: if there is no such project.
    """
    _put(for_project_facts().get(pk=project_id))


def put_projects(*, at: datetime) -> int:
    """Write the package of all projects from their files; those that have none yet get it first.

    Args:
        at: now, which dates the file where no project does.

    Returns:
        How many projects it holds.
    """
    known = dict(PublishedFile.objects.filter(subject="proyectos").values_list("key", "updated_at"))
    missing = [one for one in _folios() if project_key(one) not in known]
    for folio in missing:
        _put(for_project_facts().get(folio=folio))
    folios = list(_folios())
    if not folios:
        return 0
    dates = PublishedFile.objects.filter(key__in=[project_key(one) for one in folios])
    newest = max(dates.values_list("updated_at", flat=True), default=at)
    content = packages.project_package(shelf.envelope(CITY, newest), _written(folios))
    publish_file(key=CITY, dataset=shelf.DATASET, media_type=shelf.JSON, content=content, at=newest, valid=None)
    return len(folios)


def _folios() -> Iterator[str]:
    return Project.objects.order_by("folio").values_list("folio", flat=True).iterator(chunk_size=2000)


def _written(folios: list[str]) -> Iterator[bytes]:
    """Yield each project as its own file says it."""
    for folio in folios:
        with storages["public"].open(project_key(folio)) as file:
            content = file.read()
        yield content[content.index(_BEGINS) + len(_BEGINS) : -len(_ENDS)]


def _put(project: Project) -> None:
    facts = project_facts(project, prefix=prefix(), address=_address)
    document = build.encode(build.project(facts))
    key = project_key(project.folio)
    date = max(
        (release.date for process in project.processes.all() for release in process.releases.all()),
        default=project.created_at,
    )
    publish_file(
        key=key,
        dataset=shelf.DATASET,
        media_type=shelf.JSON,
        content=b"".join(packages.project_package(shelf.envelope(key, date), [document])),
        at=date,
        valid=_validator().is_valid(orjson.loads(document)),
    )


def _address(ocid: str, number: int) -> str:
    return shelf.address(shelf.key(ocid, f"entrega-{number}.json"))


@cache
def _validator() -> structure.Validator:
    return structure.compiled(schema.project_schema())
