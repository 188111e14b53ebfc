"""Where the publisher is killed, and what it is compared with: for the test and the benchmark."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("publisher_program.py")
_SERVICES = "tequio.accountability.contracting.services"
_SHELF = "tequio.publishing.opendata.adapters.shelf"

# Point: module, function, before or after it, at which call of it in one process.
POINTS = {
    "release-not-committed": (f"{_SERVICES}.publication", "_draft", "after", 1),
    "release-stored-no-file": (f"{_SERVICES}.publication", "append_release", "after", 1),
    "file-half-written": (_SHELF, "_copy", "after", 2),
    "file-replaced-row-not": (_SHELF, "replace", "after", 3),
    "between-two-files": (_SHELF, "replace", "before", 4),
    "files-in-place-no-record": (f"{_SERVICES}.shelf", "keep_records", "before", 1),
    "record-kept-not-settled": (f"{_SERVICES}.publication", "_settle", "before", 1),
    "piece-written-not-in-place": (f"{_SERVICES}.city.pieces", "keep", "before", 2),
    "pieces-in-place-segment-not": (f"{_SERVICES}.city.segments", "save", "before", 2),
    "set-ready-not-shown": (f"{_SERVICES}.city.manifest", "switch", "before", 1),
    "set-shown-plain-names-old": (f"{_SERVICES}.city.manifest", "refresh", "before", 1),
    "half-of-the-plain-names": (f"{_SERVICES}.city.manifest", "publish_file", "after", 3),
}

FILL = """
import django; django.setup()
from tequio.config.demo.factories.contracting import make_contract, make_payment
for _ in range(3):
    make_payment(make_contract())
"""
UNDISTURBED = """
import django; django.setup()
from django.utils import timezone
from tequio.accountability.contracting.models import Process, Publication, Segment
from tequio.accountability.contracting import services
from tequio.accountability.contracting.services import shelf
from tequio.accountability.projects.models import Project
from tequio.publishing.opendata.models import FileVersion, PublishedFile
FileVersion.objects.all().delete(); PublishedFile.objects.all().delete(); Segment.objects.all().delete()
Publication.objects.update(number=0)
for process in Process.objects.all():
    shelf.put(process_id=process.pk)
services.publish_city(at=timezone.now())
services.publish_years(at=timezone.now())
for project in Project.objects.all():
    services.oc4ids.put_project(project_id=project.pk)
services.oc4ids.put_projects(at=timezone.now())
"""


def python(code, env):
    """Run some code in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def files(folder):
    """Return every published file of the contracts with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "contrataciones").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def differences(disturbed, undisturbed):
    """Return the names of the files that are not the same. Pieces of earlier sets may still stand."""
    extra = {name for name in disturbed.keys() - undisturbed.keys() if "/conjunto/" not in name}
    return sorted(extra | {name for name in undisturbed if disturbed.get(name) != undisturbed[name]})
