"""Named reads of proposals. Drafts and hidden proposals never leave here except to their author."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tequio.core import flow, money
from tequio.core.text import plain
from tequio.foundation.accounts.models import User
from tequio.foundation.messaging.types import Place
from tequio.foundation.territory.models import Unit
from tequio.foundation.web.hilo import Knot
from tequio.participation.editions import queries as editions
from tequio.participation.editions.models import Edition, SizeClass
from tequio.participation.editions.types import PhaseKind
from tequio.participation.proposals.models import Proposal
from tequio.participation.proposals.types import STATE_LABELS, Filters, ProposalState

DECIDED = frozenset({ProposalState.FEASIBLE.value, ProposalState.INFEASIBLE.value})
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Choices:
    """What the explorer's filters offer in an edition."""

    categories: list[tuple[str, str]]
    sizes: list[tuple[str, str]]
    units: list[tuple[str, list[tuple[int, str]]]]  # by level, as people call it in the plural
    states: list[tuple[str, object]]


class _Matches(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def explorer(edition: Edition, filters: Filters | None = None) -> QuerySet[Proposal]:
    """Return the public proposals of the edition that pass the filters, by folio, ready for cards.

    One query, two more for the photos, and one for the names of places if there is a text.
    """
    asked = filters or Filters()
    found = Proposal.objects.public().filter(edition=edition).for_cards()
    if asked.category:
        found = found.filter(category__code=asked.category)
    if asked.size:
        found = found.filter(size__code=asked.size)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.unit:
        found = found.filter(
            Q(site=asked.unit) | Q(site__parent=asked.unit) | Q(site__parent__parent=asked.unit)
        )
    return found.filter(_said(asked.text, edition)) if asked.text.strip() else found


def _said(text: str, edition: Edition) -> Q:
    """Return what a text asks for: a folio, words of the proposal, its author's public name, or its colonia."""
    asked = plain(text)
    wanted = Q(folio=text.strip().upper()) | Q(site__in=_places(asked, edition))
    words = re.findall(r"[a-z0-9]+", asked)[:MOST_WORDS]
    if not words:
        return wanted
    document = Func(
        "title", "problem", "solution", "place", "author_name",
        function="proposals_document", output_field=TextField(),
    )  # fmt: skip
    query = Func(
        Value(text),
        Value(" & ".join(words[:-1])),
        Value(words[-1]),
        function="proposals_query",
        output_field=TextField(),
    )
    found = Proposal.objects.filter(_Matches(document, query))
    return wanted | Q(pk__in=found.order_by().values("pk"))


def _places(asked: str, edition: Edition) -> set[int]:
    """Return the units whose name has the text, and everything that lies in them."""
    units = list(edition.territory.units.values_list("pk", "parent", "name").order_by("level__rank"))
    found = {pk for pk, _parent, name in units if asked in plain(name)}
    for pk, parent, _name in units:  # from the top down: a colonia follows its sector
        if parent in found:
            found.add(pk)
    return found


def choices(edition: Edition) -> Choices:
    """Return what the explorer's filters offer. Three queries."""
    levels: dict[str, list[tuple[int, str]]] = {}
    for unit in _units(edition).filter(level__rank__gt=0):
        levels.setdefault(unit.level.name_plural, []).append((unit.pk, unit.name))
    return Choices(
        categories=[(c.code, c.name) for c in edition.categories.all()],
        sizes=[(s.code, s.name) for s in edition.sizes.all()],
        units=list(levels.items()),
        states=[
            (s.value, STATE_LABELS[s])
            for s in (ProposalState.SUBMITTED, ProposalState.FEASIBLE, ProposalState.INFEASIBLE)
        ],
    )


def colonias(edition: Edition) -> list[Unit]:
    """Return the units of the finest level of the edition's map, by name."""
    units = list(_units(edition))
    finest = max((unit.level.rank for unit in units), default=0)
    return [unit for unit in units if unit.level.rank == finest]


def outlines(edition: Edition, *, rank: int | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Return name and light GeoJSON of the units of a rank (None: the finest). One query."""
    drawn = edition.territory.units.annotate(outline=Coalesce("sketch", "geometry")).order_by("name")
    rows = list(drawn.values_list("level__rank", "name", "outline"))
    wanted = max((row[0] for row in rows), default=0) if rank is None else rank
    return [(name, outline) for found, name, outline in rows if found == wanted]


def _units(edition: Edition) -> QuerySet[Unit]:
    found = edition.territory.units.select_related("level").defer("geometry", "sketch")
    return found.order_by("level__rank", "name")


def by_folio(folio: str) -> Proposal | None:
    """Return the public proposal with this folio, or None."""
    return Proposal.objects.public().for_cards().filter(folio=typed(folio)).first()


def any_by_folio(folio: str) -> Proposal | None:
    """Return the proposal with this folio whatever its state, for the office and its author, or None."""
    return Proposal.objects.for_cards().filter(folio=typed(folio)).first()


def typed(folio: str) -> str:
    """Return a folio as the database may be asked for it: no NUL, which PostgreSQL refuses."""
    return folio.replace("\0", "")


def own(author: User, pk: int) -> Proposal | None:
    """Return one of the author's own proposals, drafts too; of somebody else's, None."""
    return (
        Proposal.objects.for_cards()
        .select_related("edition__territory", "proponent_unit")
        .filter(pk=pk, author=author)
        .first()
    )


def draft_of(author: User, edition: Edition) -> Proposal | None:
    """Return the author's unfinished draft in the edition, or None."""
    mine = Proposal.objects.filter(author=author, edition=edition, state=ProposalState.DRAFT)
    return mine.order_by("-pk").first()


def feasible(edition: Edition) -> QuerySet[Proposal]:
    """Return what may go on the ballot: the feasible proposals of the edition, by folio, with their cost."""
    return Proposal.objects.public().filter(edition=edition, state=ProposalState.FEASIBLE).for_cards()


def of_author(author: User) -> QuerySet[Proposal]:
    """Return everything of one author, drafts and hidden ones too, newest first."""
    return Proposal.objects.filter(author=author).for_cards().order_by("-pk")


def count_public(edition: Edition) -> int:
    """Return how many proposals of the edition anyone may see."""
    return Proposal.objects.public().filter(edition=edition).count()


def counts_by_category(edition: Edition) -> list[tuple[str, int]]:
    """Return how many public proposals each category has, the most first. One query."""
    rows = Proposal.objects.public().filter(edition=edition).values_list("category__name")
    return [(name, n) for name, n in rows.annotate(n=Count("pk")).order_by("-n", "category__name")]


def moderation(edition: Edition | None = None, *, hidden: bool | None = None) -> QuerySet[Proposal]:
    """Return the submitted proposals for the moderator, newest first; only the hidden or the shown if asked."""
    found = Proposal.objects.exclude(state=ProposalState.DRAFT).for_cards().order_by("-submitted_at", "-pk")
    if edition:
        found = found.filter(edition=edition)
    return found if hidden is None else found.filter(hidden_at__isnull=not hidden)


def knots(proposal: Proposal, at: datetime) -> list[Knot]:
    """Return the thread of a proposal: registered, judged, voted, carried out."""
    phases = {phase.kind: phase for phase in editions.phases(proposal.edition)}
    if proposal.state == ProposalState.WITHDRAWN:
        return [
            Knot(_("Propuesta registrada"), "done", date=proposal.submitted_at),
            Knot(_("Retirada por quien la propuso"), "now"),
        ]
    return [
        Knot(_("Propuesta registrada"), "done", date=proposal.submitted_at),
        _judged(proposal, phases.get(PhaseKind.FEASIBILITY)),
        *_to_come(proposal, phases, at),
    ]


def _judged(proposal: Proposal, phase: flow.Phase | None) -> Knot:
    label = _("Factibilidad")
    if proposal.state == ProposalState.FEASIBLE:
        return Knot(label, "done", _("Se puede hacer."))
    if proposal.state == ProposalState.INFEASIBLE:
        return Knot(label, "done", _("No se puede hacer. Las razones están en los dictámenes."))
    detail = _("Las áreas del gobierno la revisan. Todos los dictámenes se publican juntos.")
    return Knot(label, "now", detail, phase.opens if phase else None)


def _to_come(proposal: Proposal, phases: dict[str, flow.Phase], at: datetime) -> list[Knot]:
    if proposal.state == ProposalState.INFEASIBLE:
        return []
    voting = phases.get(PhaseKind.VOTING)
    ready = proposal.state == ProposalState.FEASIBLE and voting is not None
    moment = voting.moment(at) if ready and voting else flow.Moment.BEFORE
    states = {flow.Moment.BEFORE: "next", flow.Moment.OPEN: "now", flow.Moment.AFTER: "done"}
    return [
        Knot(_("Votación"), states[moment], date=voting.opens if voting else None),  # type: ignore[arg-type]
        Knot(_("Obra o servicio"), "next"),
    ]


def size_label(size: SizeClass) -> str:
    """Return a size with its cap as people say it: ``Comunitario, hasta $1 millón``."""
    return gettext("%(name)s, hasta %(cap)s") % {"name": size.name, "cap": said(size.cap_centavos)}


def said(centavos: int) -> str:
    """Return an amount as people say it, in the person's language."""
    figure, scale = money.spoken(centavos)
    words = {
        "": "",
        "mil": pgettext("money", "mil"),
        "millón": pgettext("money", "millón"),
        "millones": pgettext("money", "millones"),
    }
    return f"{figure} {words[scale]}".strip()


def places(ids: Iterable[int]) -> dict[int, Place]:
    """Return the title and page of each of these proposals that anyone may see. One query."""
    found = Proposal.objects.public().filter(pk__in=ids).values_list("pk", "title", "folio")
    return {pk: Place(title, reverse("proposals:detail", args=[folio])) for pk, title, folio in found}
