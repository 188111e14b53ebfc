"""Whether a project goes on, as facts: its pauses, its cancellation, its handover, with their public acts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from tequio.accountability.contracting.queries.facts.addresses import file_address
from tequio.accountability.projects.models import Cancellation, Project
from tequio.accountability.projects.types import HANDOVER_RESULT_LABELS, HandoverResult
from tequio.core.ocds.facts import DocumentFacts, MilestoneFacts
from tequio.foundation.files.models import StoredFile

# What ``milestones`` and ``documents`` read, from a project.
ONE = ("cancellation__act",)
MANY = ("pauses", "handovers__act")


def milestones(project: Project) -> Iterator[MilestoneFacts]:
    """Yield when the project stopped, went on, was cancelled and was received, and why. Nobody is named."""
    for one in project.pauses.all():
        yield _reached(f"pausa-{one.pk}", _("El proyecto se detuvo"), one.started_on, one.reason)
        if one.ended_on:
            yield _reached(f"reanudacion-{one.pk}", _("El proyecto continuó"), one.ended_on)
    if cancelled := cancellation(project):
        title = _("El proyecto se canceló (acta %(number)s)") % {"number": cancelled.number}
        yield _reached("cancelacion", title, cancelled.decided_on, cancelled.reason)
    for received in project.handovers.all():
        label = str(HANDOVER_RESULT_LABELS[HandoverResult(received.result)])
        title = _("Entrega a la comunidad: %(result)s") % {"result": label}
        yield _reached(f"recepcion-{received.pk}", title, received.signed_on, received.text)


def documents(project: Project) -> Iterator[DocumentFacts]:
    """Yield the public acts of the cancellation and of the handover."""
    if cancelled := cancellation(project):
        title = _("Acta de cancelación %(number)s") % {"number": cancelled.number}
        yield from _act("acta-cancelacion", title, cancelled.act, "cancellationDetails", cancelled.decided_on)
    for received in project.handovers.all():
        key, title = f"acta-recepcion-{received.pk}", _("Acta de entrega a la comunidad")
        yield from _act(key, title, received.act, "completionCertificate", received.signed_on)


def cancellation(project: Project) -> Cancellation | None:
    """Return by which act the project was cancelled, if it was."""
    found: Cancellation | None = getattr(project, "cancellation", None)
    return found


def _reached(key: str, title: str, on: date, description: str = "") -> MilestoneFacts:
    return MilestoneFacts(id=key, title=title, type="reporting", description=description, met=on, status="met")


def _act(key: str, title: str, file: StoredFile | None, kind: str, on: date) -> Iterator[DocumentFacts]:
    if file is not None and file.public:
        yield DocumentFacts(
            id=key, title=title, url=file_address(file.pk), type=kind, format=file.content_type, published=on
        )
