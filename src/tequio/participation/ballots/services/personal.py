"""What ballots keep about people, and voting as an act that may be done without an account."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.foundation.identity import services as identity
from tequio.foundation.identity.types import Act, Holding
from tequio.participation.ballots.models import Participation
from tequio.participation.editions.queries import said
from tequio.participation.editions.services import takes_guests
from tequio.participation.editions.types import Action, PhaseKind

_STEPS = ("where", "choose", "issue", "receipt")


def votes(user_id: int) -> list[dict[str, Any]]:
    """Return in which editions a person voted. For what, nobody knows."""
    rows = Participation.objects.filter(person_id=user_id).select_related("edition")
    return [{"edition": row.edition.name, "receipt": str(row.pk)[:8].upper()} for row in rows]


def waits_for_the_close(user_id: int) -> str | None:
    """Return why an erasure waits: until voting closes, the roll must know who has voted."""
    phases = Participation.objects.filter(
        person_id=user_id,
        edition__phases__kind=PhaseKind.VOTING.value,
        edition__phases__closes__gt=timezone.now(),
    )
    closes = (
        phases.order_by("-edition__phases__closes").values_list("edition__phases__closes", flat=True).first()
    )
    if closes is None:
        return None
    return _(
        "Usted ya votó y la votación sigue abierta. Para que nadie vote dos veces, sus datos se pueden borrar"
        " desde el %(when)s."
    ) % {"when": said(closes)}


identity.register_holding(
    Holding(
        code="votes",
        label=gettext_lazy("Constancias de que votó, sin su nombre y sin decir por qué"),
        read=votes,
        stays=gettext_lazy("Cuadran cuántas personas votaron con cuántas boletas hay en la urna."),
        held=waits_for_the_close,
    )
)
identity.register_act(
    Act(
        code="vote",
        label=gettext_lazy("votar en esta edición"),
        views=frozenset(f"ballots:{step}" for step in _STEPS),
        scope=lambda kwargs: str(kwargs.get("slug", "")),
        offered=lambda slug: takes_guests(slug, Action.VOTE),
    )
)
