"""Who may do what, in words."""

from django.utils.translation import gettext as _

from tequio.foundation.identity.types import ASSURANCE_LABELS
from tequio.participation.editions import queries
from tequio.participation.editions.services.schema import Access, Convocatoria
from tequio.participation.editions.types import ACTION_LABELS, ELIGIBILITY_LABELS, Action, Comments


def access_lines(rules: Convocatoria) -> list[str]:
    """Return one sentence for each act: who may do it, how they show who they are, and at what age."""
    told = {access.action: access for access in rules.access}
    general = {Action.PROPOSE: rules.proposals.who, Action.VOTE: rules.ballot.who}
    lines = []
    for action in Action:
        if action is Action.COMMENT and rules.comments is Comments.CLOSED:
            continue
        parts = [in_passing(ELIGIBILITY_LABELS[general[action]])] if action in general else []
        parts += _demands(told[action]) if action in told else []
        words = "; ".join(parts) or _("cualquier persona con cuenta")
        lines.append(f"{ACTION_LABELS[action]}: {words}.")
    return lines


def in_passing(label: object) -> str:
    """Return a label as it reads inside a sentence: its first letter small, unless it begins an acronym."""
    text = str(label)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _demands(access: Access) -> list[str]:
    ways = _(" o ").join(in_passing(ASSURANCE_LABELS[method]) for method in access.methods)
    found = [_("se identifica con: %(ways)s") % {"ways": ways}] if ways else []
    if age := _age(access):
        found.append(age)
    if access.minors_with_guardian:
        found.append(_("los menores participan con su madre, padre o tutor"))
    return found


def _age(access: Access) -> str:
    values = {"low": access.age_min, "high": access.age_max}
    if access.age_min is not None and access.age_max is not None:
        text = _("de %(low)s a %(high)s años") % values
    elif access.age_min is not None:
        text = _("desde %(low)s años") % values
    elif access.age_max is not None:
        text = _("hasta %(high)s años") % values
    else:
        return ""
    if access.age_on:
        text += " " + _("cumplidos al %(day)s") % {"day": queries.said_day(access.age_on)}
    return text
