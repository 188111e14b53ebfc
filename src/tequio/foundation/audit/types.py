from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

kinds: dict[str, type["Event"]] = {}  # every event type that has been imported, by its stable name


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened. Contexts subclass it in their ``events.py``, in the past tense.

    Fields are plain values (text, integers, booleans, ISO dates) and never personal data: an event is kept
    for ever. ``sentence`` says it in words, with the fields in braces: ``_("Se registró {folio}")``.
    """

    sentence: ClassVar[Any] = ""

    def __init_subclass__(cls) -> None:
        kinds[cls.kind()] = cls

    @classmethod
    def kind(cls) -> str:
        """Return the event's stable name, such as ``proposals.ProposalSubmitted``."""
        context = cls.__module__.partition(".events")[0].rsplit(".", 1)[-1]
        return f"{context}.{cls.__name__}"


class Problem(StrEnum):
    """What is wrong at the first bad place of the chain."""

    CHANGED = "changed"
    UNLINKED = "unlinked"
    MISSING = "missing"
    CUT = "cut"
    FORGED = "forged"
    HEADLESS = "headless"


PROBLEM_LABELS = {
    Problem.CHANGED: _("el contenido de este registro fue cambiado"),
    Problem.UNLINKED: _("este registro no sigue al anterior: fue cambiado o movido"),
    Problem.MISSING: _("falta este registro: fue borrado"),
    Problem.CUT: _("faltan este registro y los que le seguían: se cortó el final"),
    Problem.FORGED: _("este registro fue agregado por fuera"),
    Problem.HEADLESS: _("se perdió la marca del último registro"),
}


@dataclass(frozen=True, slots=True)
class ChainState:
    """What ``queries.verify`` found: how many events were checked, and the first bad position, if any.

    Attributes:
        checked: events that are sound, counted from the first.
        bad_position: the first position that is wrong; None when the chain is whole.
        problem: what is wrong there.
        head_hash: the hash of the last event, in hexadecimal. Note it down somewhere else: whoever rewrites the
            whole database cannot rewrite your note.
    """

    checked: int
    bad_position: int | None
    problem: Problem | None
    head_hash: str

    @property
    def whole(self) -> bool:
        """Return whether nothing was changed, deleted or moved."""
        return self.bad_position is None

    @property
    def words(self) -> str:
        """Return what is wrong, as a person says it."""
        return str(PROBLEM_LABELS[self.problem]) if self.problem else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One event as the page and the exports show it."""

    position: int
    at: datetime
    kind: str
    words: str
    actor: int | None
    payload: dict[str, object]
    hash: str
