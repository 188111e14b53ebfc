from http import HTTPStatus
from typing import Any

from tequio.foundation.web.errors import DomainError


class ProposalIncomplete(DomainError):
    """The draft lacks answers. ``missing`` maps each step to its sentence."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, missing: dict[str, Any]) -> None:
        super().__init__(next(iter(missing.values())))
        self.missing = missing


class CostOverCap(DomainError):
    """It costs more than its size or its envelope allows."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class OutsideTheCity(DomainError):
    """The pin falls outside the edition's territory."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class LimitReached(DomainError):
    """The person has as many proposals as the rules allow."""


class NotEditable(DomainError):
    """The proposal is no longer its author's to change."""


class ReasonMissing(DomainError):
    """A public act needs its reason."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class TooManyPhotos(DomainError):
    """The proposal has as many photos as fit."""
