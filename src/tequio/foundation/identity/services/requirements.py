"""Asking of a person what an act needs, and sending them where they can show it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.core.curp import age_on as age
from tequio.foundation.accounts.models import User
from tequio.foundation.identity import queries
from tequio.foundation.identity.services.errors import NotAssured, NotEligible
from tequio.foundation.identity.types import ASSURANCE_LABELS, Assurance, Requirement
from tequio.foundation.territory.models import Version

_SALT = "identity.requirement"
FULL_AGE = 18


def demand(
    *,
    person: User | None,
    methods: Sequence[str],
    age_min: int | None,
    age_max: int | None,
    age_on: date | None,
    minors_with_guardian: bool,
    at: datetime,
) -> None:
    """Let a person through who has shown what an act asks for; else say what is missing, and where to go.

    The cases are numbered in docs/rules/identity.md (IDENT-1 to IDENT-9).

    Args:
        person: who acts; None for somebody who has not signed in.
        methods: values of ``Assurance``, any of which is enough. None of them: an account is, but not that of
            somebody who came to take part only once.
        age_min: whole years, included.
        age_max: whole years, included.
        age_on: the day on which ages are reckoned; None: the day of ``at`` in the municipality's time zone.
        minors_with_guardian: whether those under eighteen need a guardian's consent.
        at: now.

    Raises:
        NotAssured: with ``url``, where the person can show what is missing.
        NotEligible: if their age is outside the window.
    """
    need = Requirement(
        methods=tuple(methods),
        age_min=age_min,
        age_max=age_max,
        age_on=age_on,
        minors_with_guardian=minors_with_guardian,
    )
    asks_age = age_min is not None or age_max is not None or minors_with_guardian
    if person is None:
        if Assurance.NONE in need.methods and not asks_age:
            return
        raise NotAssured(_("Primero díganos quién es."), url=reverse("account_login"))
    _demand_means(person, need)
    if asks_age:
        _demand_age(person, need, at)


def demand_home(*, person: User, version: Version) -> None:
    """Let through who lives in the territory.

    Raises:
        NotAssured: if it is not known where they live, or it is not on this map.
    """
    if queries.home_unit(person, version) is None:
        raise NotAssured(
            _("Esto es para quien vive en el municipio. Díganos en qué colonia vive."),
            url=reverse("identity:home"),
        )


def url_for(need: Requirement) -> str:
    """Return the page that says what is asked and takes the person through it."""
    return f"{reverse('identity:need')}?{urlencode({'pide': token(need)})}"


def token(need: Requirement) -> str:
    """Return a requirement as signed text for an address."""
    day = need.age_on.isoformat() if need.age_on else None
    values = [list(need.methods), need.age_min, need.age_max, day, need.minors_with_guardian]
    return signing.dumps(values, salt=_SALT)


def from_token(text: str) -> Requirement:
    """Return the requirement that an address carries; an empty one where it carries none of ours."""
    try:
        methods, age_min, age_max, day, guardian = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return Requirement()
    return Requirement(
        methods=tuple(methods),
        age_min=age_min,
        age_max=age_max,
        age_on=date.fromisoformat(day) if day else None,
        minors_with_guardian=guardian,
    )


def _demand_means(person: User, need: Requirement) -> None:
    if not need.methods:
        if queries.is_guest(person):
            raise NotAssured(
                _("Esto pide una cuenta. Puede quedarse con la que ya empezó."), url=reverse("identity:keep")
            )
        return
    if any(queries.holds(person, means) for means in need.methods):
        return
    if queries.waits(person):
        raise NotAssured(
            _("Alguien de la oficina tiene que revisar su identificación. Le avisaremos cuando lo haga."),
            url=url_for(need),
        )
    if Assurance.CONTACT in need.methods and queries.is_guest(person) and not queries.has_mail(person):
        raise NotAssured(_("Para esto le mandamos un código."), url=reverse("identity:once"))
    raise NotAssured(
        _("Para esto hay que mostrar quién es usted: %(means)s.") % {"means": said(need.methods)},
        url=url_for(need),
    )


def said(methods: Sequence[str]) -> str:
    """Return the means as people say them, one or another."""
    labels: list[Any] = [ASSURANCE_LABELS[Assurance(means)] for means in methods]
    words = [f"{str(label)[:1].lower()}{str(label)[1:]}" if n else str(label) for n, label in enumerate(labels)]
    return _(" o ").join(words)


def _demand_age(person: User, need: Requirement, at: datetime) -> None:
    found = queries.profile(person)
    if found is None or found.born_on is None:
        raise NotAssured(_("Falta su fecha de nacimiento."), url=url_for(need))
    years = age(found.born_on, need.age_on or timezone.localdate(at))
    if need.age_min is not None and years < need.age_min:
        raise NotEligible(_("Esto es para personas de %(n)d años o más.") % {"n": need.age_min})
    if need.age_max is not None and years > need.age_max:
        raise NotEligible(_("Esto es para personas de hasta %(n)d años.") % {"n": need.age_max})
    if need.minors_with_guardian and years < FULL_AGE and not queries.has_guardian(person):
        raise NotAssured(
            _("Falta el consentimiento de su madre, padre o tutora."), url=reverse("identity:guardian")
        )
