from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from tequio.foundation.web.errors import DomainError


class UnknownCertificateKind(DomainError):
    """Nobody registered this kind of certificate."""


class KeyLost(DomainError):
    """The key that signs cannot be read: the installation's secret was changed without keeping the old one."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class NameMissing(DomainError):
    """A certificate says a full name."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NothingToClaim(DomainError):
    """The person did no such thing, or has its certificate already."""

    status = HTTPStatus.NOT_FOUND


class BatchBusy(DomainError):
    """The certificates of the same whole are being issued right now."""


class ReasonMissing(DomainError):
    """A revocation says why, in public."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class CannotReplace(DomainError):
    """Another stands in its place already, or its holder was erased."""


class ListRefused(DomainError):
    """Some line of a list cannot become a certificate; none did. ``problems`` says which and why."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, message: Any, *, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


class NotGiven(DomainError):
    """It was revoked or its holder was erased: nobody takes it home any more."""

    status = HTTPStatus.GONE
