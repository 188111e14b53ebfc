"""What one person may say in an exercise: how many, how fast, and never the same twice.

Decided on the rows of the person themselves, under the lock of who takes part. No service of others looks at
people to tell them from machines: see docs/rules/voices.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from tequio.core.text import plain
from tequio.participation.forums.models import Contribution, Forum, Participant
from tequio.participation.forums.models.voices import PUBLIC_STATES
from tequio.participation.forums.services.refusals import SaidAlready, TooFast, VoiceLimitReached

# So many in so long: somebody with much to say fits, a flood does not.
PACE = ((5, timedelta(minutes=10)), (20, timedelta(days=1)))
LEAST_SECONDS = 5  # between the first question and handing in: nobody reads faster
_COMPARED = 200  # of one person, the last so many


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said before, as far as the limits look at it."""

    at: datetime
    stands: bool
    words: str


def said_before(participant: Participant) -> list[Said]:
    """Return what a person handed in, newest first, withdrawn voices too. One query."""
    found = Contribution.objects.filter(participant=participant, submitted_at__isnull=False)
    rows = found.order_by("-submitted_at").values_list("submitted_at", "state", "title", "problem")
    return [Said(at, state in PUBLIC_STATES, _words(t, p)) for at, state, t, p in rows[:_COMPARED] if at]


def demand_room(forum: Forum, before: Sequence[Said], *, title: str, problem: str, at: datetime) -> None:
    """Refuse one voice too many, one too fast, or the same again.

    What was withdrawn gives its place back, but not its pace.

    Raises:
        VoiceLimitReached: with how many the exercise allows.
        TooFast: with how long to wait.
        SaidAlready: if the same person said it before.
    """
    standing = [said for said in before if said.stands]
    if forum.contributions_max is not None and len(standing) >= forum.contributions_max:
        raise VoiceLimitReached(
            _("En este foro cada persona aporta hasta %(most)s veces, y usted ya lo hizo. ¡Gracias!")
            % {"most": forum.contributions_max}
        )
    if _words(title, problem) in {said.words for said in standing}:
        raise SaidAlready(
            _("Usted ya dijo esto mismo y ya está registrado. Si quiere agregar algo, cambie el texto.")
        )
    for most, span in PACE:
        if sum(1 for said in before if said.at > at - span) >= most:
            raise TooFast(
                _("Lleva %(most)s aportaciones en poco tiempo. Lo que escribió sigue aquí: espere %(wait)s.")
                % {"most": most, "wait": _wait(span)}
            )


def demand_human_time(began: datetime, at: datetime) -> None:
    """Refuse what was answered faster than anybody reads.

    Raises:
        TooFast: what was written stays.
    """
    if at - began < timedelta(seconds=LEAST_SECONDS):
        raise TooFast(_("Eso fue muy rápido. Revise lo que escribió y envíelo otra vez en unos segundos."))


def _words(title: str, problem: str) -> str:
    return " ".join(plain(f"{title} {problem}").split())


def _wait(span: timedelta) -> object:
    return _("unos minutos") if span < timedelta(hours=1) else _("a mañana")
