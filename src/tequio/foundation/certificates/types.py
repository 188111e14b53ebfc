"""What contexts say of the certificates that they can vouch for, and the words of the states."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from tequio.foundation.accounts.models import User


class BatchState(StrEnum):
    """Where the issuing of many certificates stands."""

    WORKING = "working"  # in the background
    DONE = "done"
    REVOKED = "revoked"  # all of them, as a mistake


BATCH_LABELS = {
    BatchState.WORKING: _("Expidiendo"),
    BatchState.DONE: _("Expedidas"),
    BatchState.REVOKED: _("Revocadas"),
}


class Standing(StrEnum):
    """What a certificate is worth now."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"  # revoked, and another stands in its place


STANDING_LABELS = {
    Standing.VALID: _("Vigente"),
    Standing.REVOKED: _("Revocada"),
    Standing.REPLACED: _("Sustituida"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateKind:
    """One kind of certificate.

    Attributes:
        slug: stable name, such as ``proposed``.
        label: what it is called, for the office and the person (a lazy translation).
        description: for what it is given, one sentence (a lazy translation).
    """

    slug: str
    label: Any
    description: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """That somebody did something: what a certificate is issued upon.

    Attributes:
        kind: the slug of a registered kind.
        scope: key of the whole within which it was done, such as ``forum:3``.
        subject: key of what was done, such as ``contribution:41``; with kind and holder it names one.
        holder_id: the account of who did it, or None.
        holder_name: the full name, as it stands on the certificate.
        email, phone: where the holder can be reached, or empty.
        topic: on what, in Spanish, such as the pillar and the theme.
        did: what completes «Por haber…», in Spanish: «presentado una propuesta».
        happened_on: the day, in the municipality's time zone.
        occasion: what the whole is called: the forum, the meeting, the committee.
    """

    kind: str
    scope: str
    subject: str
    holder_id: int | None
    holder_name: str
    email: str = ""
    phone: str = ""
    topic: str
    did: str
    happened_on: date
    occasion: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """One whole for which certificates can be issued: a forum, a meeting.

    Attributes:
        key: as in ``Claim.scope``, with the kind where a source gives several: ``forum:3``.
        label: what it is called.
        note: when it was, or how it stands, in a few words.
    """

    key: str
    label: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateSource:
    """Where certificates of one kind come from. A context above registers it in ``apps.ready``.

    Attributes:
        slug: stable name, such as ``forum-proposed``.
        label: everyone whom a batch reaches: «Quienes propusieron en un foro» (a lazy translation).
        kinds: slugs of the kinds that it gives.
        scopes: the wholes for which this person may issue.
        claims: everything that was done in a whole; read in portions, so it may be an iterator.
        count: how many claims that is.
        mine: what one person did and may ask a certificate of, by their id.
    """

    slug: str
    label: Any
    kinds: tuple[str, ...]
    scopes: Callable[["User"], Iterable[Scope]]
    claims: Callable[[str], Iterable[Claim]]
    count: Callable[[str], int]
    mine: Callable[[int], Iterable[Claim]]


_kinds: dict[str, CertificateKind] = {}
_sources: dict[str, CertificateSource] = {}


def register_kind(*kinds: CertificateKind) -> None:
    """Make kinds of certificate known."""
    for kind in kinds:
        _kinds[kind.slug] = kind


def register_source(*sources: CertificateSource) -> None:
    """Make known where certificates come from."""
    for source in sources:
        _sources[source.slug] = source


def kinds() -> list[CertificateKind]:
    """Return every kind, in the order in which they were registered."""
    return list(_kinds.values())


def kind_label(slug: str) -> Any:
    """Return what a kind is called; of one whose context is gone, its slug."""
    found = _kinds.get(slug)
    return found.label if found else slug


def sources() -> list[CertificateSource]:
    """Return every source, in the order in which they were registered."""
    return list(_sources.values())


def source(slug: str) -> CertificateSource | None:
    """Return the source with this slug, or None."""
    return _sources.get(slug)


COMMITTEE = "committee"
HONOUR = "recognition"
BY_HAND = (COMMITTEE, HONOUR)  # kinds that the office writes itself

register_kind(
    CertificateKind(
        slug=COMMITTEE,
        label=_("Constancia de comité"),
        description=_("Por formar parte de un comité o de un consejo."),
    ),
    CertificateKind(
        slug=HONOUR,
        label=_("Reconocimiento"),
        description=_("Por una participación que la oficina registra por escrito."),
    ),
)
