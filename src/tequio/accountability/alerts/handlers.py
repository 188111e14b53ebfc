"""Flags are computed after each publication and report; who answers for a project hears of new ones."""

from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tequio.accountability.alerts import permissions, services
from tequio.accountability.alerts.events import FlagsRaised
from tequio.accountability.alerts.models import Flag
from tequio.accountability.alerts.types import WORDS, explain
from tequio.accountability.contracting.events import ReleasePublished
from tequio.accountability.contracting.models import Process
from tequio.accountability.projects.events import (
    ActivityReported,
    DateChanged,
    OfficeAssigned,
    ProjectCancelled,
    ProjectPaused,
    ProjectReceived,
    ProjectResumed,
    StageChanged,
)
from tequio.core.redflags import Code, State
from tequio.foundation.accounts import queries as accounts
from tequio.foundation.accounts.types import Permission
from tequio.foundation.audit.registry import on
from tequio.foundation.audit.types import Event
from tequio.foundation.messaging import services as notices
from tequio.foundation.messaging.types import Audience, Cadence, Kind, Letter, key, register

_explained = lazy(explain, str)
_CHANGES: tuple[type[Event], ...] = (
    ActivityReported,
    StageChanged,
    OfficeAssigned,
    DateChanged,
    ProjectPaused,
    ProjectResumed,
    ProjectCancelled,
    ProjectReceived,
)

register(
    Kind(
        code="alerts.raised",
        label=_("Se enciende una alerta de un proyecto de su área"),
        audience=Audience.STAFF,
        subject=_("{alerta}: {titulo}"),
        body=_(
            "Se encendió la alerta «{alerta}» en «{titulo}».\n\n{explicacion}\n\n"
            "Una alerta no es una acusación. Si hay una razón, respóndala en público; si el dato está mal, "
            "corríjalo."
        ),
        samples={
            "alerta": _("Sin noticias"),
            "titulo": _("Árboles para el andador"),
            "explicacion": _("Lo último que se reportó es del 2 de octubre, hace 45 días."),
        },
        cadence=Cadence.DAILY,
    )
)


@on(ReleasePublished)
def look_after_a_release(event: ReleasePublished) -> None:
    found = Process.objects.filter(pk=event.process_id).values_list("project_id", flat=True).first()
    if found is not None:
        services.wake(found)


def look_after_a_change(event: Any) -> None:
    """Have the flags of the event's project computed again."""
    services.wake(event.project_id)


for _kind in _CHANGES:
    on(_kind)(look_after_a_change)


@on(FlagsRaised)
def tell_of_the_flags(event: FlagsRaised) -> None:
    """Tell the liaisons of the office and the coordination of each flag that is still raised (FLAG-51)."""
    ids = [int(pk) for pk in event.flags.split(",")]
    found = Flag.objects.filter(pk__in=ids, state=State.RAISED).select_related("project")
    everywhere = accounts.staff_of(None, Permission.MANAGE_PROJECTS)
    staff: dict[tuple[int, Permission], set[int]] = {}
    letters = []
    for flag in found:
        place = flag.office_id, permissions.duty(flag)
        if place not in staff:
            staff[place] = accounts.staff_of(*place)
        letters.append(_letter(flag, staff[place] | everywhere))
    notices.notify_all(kind="alerts.raised", letters=letters)


def _letter(flag: Flag, recipients: set[int]) -> Letter:
    code = Code(flag.code)
    return Letter(
        recipients=recipients,
        subject_key=key("project", flag.project_id),
        context={
            "alerta": WORDS[code].title,
            "titulo": flag.project.title,
            "explicacion": _explained(code, flag.evidence),
            "enlace": reverse("alerts:answer", args=[flag.pk]),
        },
        event_key=f"flag:{flag.pk}:{flag.raised_at:%Y%m%d%H%M%S}",
    )
