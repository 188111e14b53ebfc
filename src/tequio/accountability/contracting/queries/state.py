"""How the published data stands, as the hourly look kept it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tequio.accountability.contracting.models import DataState, HistoryImport, Process, Publication
from tequio.accountability.contracting.queries.gate import GateRow, gate
from tequio.accountability.contracting.queries.rules import DEPTH_LABELS, RuleWords, Words, rule_words

GROUP_LABELS: dict[str, Words] = {
    "who": _("Quién compra"),
    "what": _("Qué se compra"),
    "whom": _("A quién"),
    "how_much": _("Cuánto cuesta"),
    "when": _("Cuándo"),
    "how": _("Con qué procedimiento"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many processes say something."""

    code: str
    label: Words
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A rule that had something to say, and how often."""

    words: RuleWords
    count: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """The figures of the public page."""

    at: datetime
    published: int
    releases: int
    coherent: int
    held: int
    groups: tuple[Share, ...]
    rules: tuple[Spoken, ...]
    together: tuple[Spoken, ...]

    @property
    def coherent_percent(self) -> int:
        """Return the share of processes with nothing that contradicts itself, in whole percent."""
        return self.coherent * 100 // self.published if self.published else 100

    def plain(self) -> dict[str, Any]:
        """Return the figures in plain values, for JSON."""
        return {
            "date": self.at.isoformat(timespec="seconds"),
            "processes": self.published,
            "releases": self.releases,
            "withoutContradictions": self.coherent,
            "heldBack": self.held,
            "complete": {one.code: one.count for one in self.groups},
            "findings": {one.words.code: one.count for one in self.rules},
            "dataset": [{"code": one.words.code, "value": one.about} for one in self.together],
        }

    def rows(self) -> Iterator[tuple[str, int | str]]:
        """Yield the figures one per row, for CSV."""
        yield str(_("Fecha")), self.at.isoformat(timespec="seconds")
        yield str(_("Procesos publicados")), self.published
        yield str(_("Versiones")), self.releases
        yield str(_("Procesos sin contradicciones")), self.coherent
        yield str(_("Procesos detenidos")), self.held
        yield from ((str(one.label), one.count) for one in self.groups)
        yield from ((str(one.words.title), one.count) for one in (*self.rules, *self.together))


def state() -> State | None:
    """Return the figures of the last look, or None if there was none. One query."""
    kept = DataState.objects.first()
    if kept is None:
        return None
    figures = kept.figures
    published = figures["published"]
    rules = sorted(figures["rules"].items(), key=lambda item: (-item[1], item[0]))
    return State(
        at=kept.at,
        published=published,
        releases=figures["releases"],
        coherent=figures["coherent"],
        held=figures["held"],
        groups=tuple(
            Share(code, label, figures["groups"][code], _percent(figures["groups"][code], published))
            for code, label in GROUP_LABELS.items()
        ),
        rules=tuple(Spoken(rule_words(code), count) for code, count in rules),
        together=tuple(
            Spoken(rule_words(one["code"]), one["count"], one["about"]) for one in figures["dataset"]
        ),
    )


def _percent(count: int, published: int) -> int:
    return count * 100 // published if published else 0


def gate_by_depth() -> list[tuple[Words, list[GateRow]]]:
    """Return every rule of the gate, in groups by how deep it looks. Two queries."""
    rows = gate()
    return [
        (label, [one for one in rows if one.words.rule.depth is depth]) for depth, label in DEPTH_LABELS.items()
    ]


def concerned(code: str) -> list[Process]:
    """Return the first processes of whose last check a rule had something to say. One query."""
    found = Publication.objects.filter(findings__contains=[{"code": code}]).select_related("process")
    return [one.process for one in found.order_by("process__ocid")[:50]]


def histories() -> list[HistoryImport]:
    """Return the latest imports of histories."""
    return list(HistoryImport.objects.select_related("office", "created_by")[:50])


def history_import(history_id: UUID) -> HistoryImport | None:
    """Return one import of a history, or None."""
    return HistoryImport.objects.select_related("office", "file").filter(pk=history_id).first()
