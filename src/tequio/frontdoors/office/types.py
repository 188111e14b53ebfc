"""How the office speaks: of deadlines, of the hour, of how much there is to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 3  # days; nearer deadlines are drawn in marigold
MORNING, AFTERNOON, NIGHT = 5, 12, 19  # the hours at which the greeting changes


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date as words and as the kind of badge that carries it; colour never says it alone."""

    words: str
    kind: str


def deadline(due: date | None, today: date) -> Deadline:
    """Say how far away a due date is, as a colleague would."""
    if due is None:
        return Deadline(_("sin plazo"), "info")
    days = (due - today).days
    if days < 0:
        return Deadline(
            ngettext("venció hace %(n)d día", "venció hace %(n)d días", -days) % {"n": -days}, "late"
        )
    if days == 0:
        return Deadline(_("vence hoy"), "late")
    if days == 1:
        return Deadline(_("vence mañana"), "now")
    return Deadline(_("en %(n)d días") % {"n": days}, "now" if days <= SOON else "info")


def greeting(hour: int) -> str:
    """Return the greeting for an hour of the day (0 to 23)."""
    if MORNING <= hour < AFTERNOON:
        return _("Buenos días")
    if AFTERNOON <= hour < NIGHT:
        return _("Buenas tardes")
    return _("Buenas noches")


def in_words(count: int) -> str:
    """Return a small number as a word that opens a sentence, a larger one in figures."""
    words = [
        _("Dos"),
        _("Tres"),
        _("Cuatro"),
        _("Cinco"),
        _("Seis"),
        _("Siete"),
        _("Ocho"),
        _("Nueve"),
        _("Diez"),
    ]
    return words[count - 2] if 2 <= count <= len(words) + 1 else str(count)  # noqa: PLR2004 - the list starts at two


def workload(count: int) -> str:
    """Return the sentence that says how much is pending."""
    if count == 0:
        return _("Nada pendiente.")
    if count == 1:
        return _("Un pendiente.")
    return _("%(count)s pendientes.") % {"count": in_words(count)}


def urgency(dues: Sequence[date | None], today: date) -> str:
    """Return the sentence under the greeting: what is late, what is due today, what comes next."""
    dated = [due for due in dues if due is not None]
    late, now = sum(due < today for due in dated), sum(due == today for due in dated)
    said = []
    if late:
        said.append(
            _("Uno ya venció.") if late == 1 else _("%(count)s ya vencieron.") % {"count": in_words(late)}
        )
    if now:
        said.append(_("Uno vence hoy.") if now == 1 else _("%(count)s vencen hoy.") % {"count": in_words(now)})
    if not said and dated:
        said.append(
            _("Nada vence hoy. Lo más próximo: %(when)s.") % {"when": deadline(min(dated), today).words}
        )
    return " ".join(said)
