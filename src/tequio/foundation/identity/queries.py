"""Reads about people's identification: how they have shown who they are, and where they live."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from tequio.core import geo
from tequio.core.curp import age_on
from tequio.foundation.accounts.models import User
from tequio.foundation.identity.models import (
    Case,
    DocumentReview,
    Guardianship,
    Key,
    Profile,
    Proof,
    Registration,
    Roll,
    RollEntry,
)
from tequio.foundation.identity.types import Assurance, KeyKind, RollKey, RollState
from tequio.foundation.territory import queries as territory
from tequio.foundation.territory.models import Unit, Version

_FULL_AGE = 18
_ROLL_KINDS = {RollKey.CURP.value: KeyKind.CURP, RollKey.OTHER.value: KeyKind.ROLL}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person has shown who they are, for their own page.

    Attributes:
        means: values of ``Assurance`` that hold.
        profile: what is known of them, or None.
        waiting: whether the office must look at something first.
        review: the last document they sent, or None.
        guardian: whether a guardian has consented.
    """

    means: frozenset[str]
    profile: Profile | None
    waiting: bool
    review: DocumentReview | None
    guardian: bool

    @property
    def guest(self) -> bool:
        """Whether they came to do one thing, without an account."""
        return self.profile is not None and self.profile.guest


def profile(person: User) -> Profile | None:
    """Return what is known of a person. One query."""
    return Profile.objects.select_related("unit__level").filter(user_id=person.pk).first()


def is_guest(person: User) -> bool:
    """Return whether the person came to do one thing, without an account."""
    return Profile.objects.filter(user_id=person.pk, guest=True).exists()


def holds(person: User, means: str) -> bool:
    """Return whether one means of showing who they are holds for a person. One or two queries."""
    if means == Assurance.NONE:
        return True
    if means == Assurance.CONTACT and has_mail(person):
        return True
    if means == Assurance.ROLL:
        return on_roll(person)
    if means == Assurance.OIDC:
        return has_provider(person)
    return Proof.objects.filter(user_id=person.pk, means=means).exists()


def has_mail(person: User) -> bool:
    """Return whether the person has shown that an e-mail address is theirs."""
    return bool(EmailAddress.objects.filter(user_id=person.pk, verified=True).exists())


def has_provider(person: User) -> bool:
    """Return whether an identity provider vouches for the person."""
    found = apps.get_model("socialaccount", "SocialAccount").objects.filter(user_id=person.pk)
    return bool(found.exists())


def active_roll() -> Roll | None:
    """Return the roll in use, or None."""
    return Roll.objects.filter(state=RollState.ACTIVE.value).first()


def on_roll(person: User) -> bool:
    """Return whether one of the person's keys is on the roll in use."""
    return roll_entry(person) is not None


def roll_entry(person: User) -> RollEntry | None:
    """Return the person's line on the roll in use, with its unit, or None."""
    roll = active_roll()
    if roll is None:
        return None
    kind = _ROLL_KINDS[roll.key].value
    mine = Key.objects.filter(user_id=person.pk, kind=kind, digest=OuterRef("digest"))
    return roll.entries.select_related("unit").filter(Exists(mine)).first()


def waits(person: User) -> bool:
    """Return whether the office must look at something of the person's: a case or a document."""
    return (
        Case.objects.filter(user_id=person.pk, closed_at=None).exists()
        or DocumentReview.objects.filter(user_id=person.pk, decided_at=None).exists()
    )


def standing(person: User) -> Standing:
    """Return how a person has shown who they are. Constant queries."""
    return Standing(
        means=frozenset(means.value for means in Assurance if holds(person, means.value)),
        profile=profile(person),
        waiting=waits(person),
        review=DocumentReview.objects.filter(user_id=person.pk).order_by("-sent_at").first(),
        guardian=has_guardian(person),
    )


def has_guardian(person: User) -> bool:
    """Return whether the person's guardian has consented."""
    return Guardianship.objects.filter(minor_id=person.pk).exists()


def is_minor(found: Profile | None, *, on: object) -> bool:
    """Return whether somebody is under eighteen on a day; False where their birth date is not known."""
    return found is not None and found.born_on is not None and age_on(found.born_on, on) < _FULL_AGE  # type: ignore[arg-type]


def home_unit(person: User, version: Version) -> Unit | None:
    """Return the unit of this map where the person lives, or None if it is not known or not on this map.

    From what they declared or was proved on whatever map was in force then: the unit itself; else the one with
    the same level and code; else the only one called so; else the one where the middle of the old one falls.
    """
    found = profile(person)
    if found is None or found.unit is None:
        return None
    return carried(found.unit, version)


def carried(unit: Unit, version: Version) -> Unit | None:
    """Return the unit of another map that stands for this one, or None (docs/rules/identity.md, IDENT-14)."""
    if unit.version_id == version.pk:
        return unit
    level = unit.level.code
    same = version.units.filter(level__code=level, code=unit.code).first()
    if same is not None:
        return same
    called = territory.named(unit.name, version=version, level=level)
    if len(called) == 1:
        return called[0]
    if unit.centre_lon is None or unit.centre_lat is None:
        return None
    return territory.locate(geo.Point(unit.centre_lon, unit.centre_lat), version=version, level=level)


def homes(version: Version) -> QuerySet[Unit]:
    """Return the places where somebody may live: the units of the finest level, by name."""
    level = territory.lowest_level(version)
    return version.units.filter(level=level).defer("geometry", "sketch").order_by("name")


def documents() -> QuerySet[DocumentReview]:
    """Return the documents that wait for a decision, the oldest first."""
    return DocumentReview.objects.filter(decided_at=None).select_related("user").order_by("sent_at")


def waiting(*, most: int) -> list[tuple[str, int]]:
    """Return what waits for the office, the oldest first: ``document`` or ``case``, and its id. One query."""
    sent = DocumentReview.objects.filter(decided_at=None).annotate(what=Value("document"), since=F("sent_at"))
    opened = Case.objects.filter(closed_at=None).annotate(what=Value("case"), since=F("opened_at"))
    columns = ("since", "what", "pk")
    both = sent.order_by().values_list(*columns).union(opened.order_by().values_list(*columns))
    return [(what, pk) for _since, what, pk in both.order_by("since")[:most]]


def document(pk: int) -> DocumentReview | None:
    """Return a document that waits for a decision, or None."""
    waiting = DocumentReview.objects.filter(pk=pk, decided_at=None)
    return waiting.select_related("user__identity__unit", "file").first()


def cases() -> QuerySet[Case]:
    """Return the open cases, the oldest first."""
    return Case.objects.filter(closed_at=None).select_related("user", "holder").order_by("opened_at")


def rolls() -> QuerySet[Roll]:
    """Return every roll that was loaded, the newest first."""
    return Roll.objects.all()


def registrations(*, made_by: int | None = None, text: str = "") -> QuerySet[Registration]:
    """Return who was registered at counters, the newest first."""
    found = Registration.objects.select_related("user", "made_by")
    if made_by is not None:
        found = found.filter(made_by_id=made_by)
    return found.filter(Q(folio__iexact=text) | Q(user__name__icontains=text)) if text else found
