from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

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


class NotSupportable(DomainError):
    """The proposal takes no supports any more."""


class AlreadySigns(DomainError):
    """The person signs the proposal already, or was asked to, or asked to."""


class TooManyAuthors(DomainError):
    """The proposal has as many co-authors as fit."""


class InvitationGone(DomainError):
    """The link or the request was answered, taken back, or has expired."""

    status = HTTPStatus.GONE

    def __init__(self) -> None:
        super().__init__(
            _("Esta invitación ya no sirve: se usó, se retiró o venció. Pida otra a quien invitó.")
        )


class NotMergeable(DomainError):
    """Two proposals that cannot become one, or not any more."""


class WorkTaken(DomainError):
    """Another work of the catalogue has this name and unit."""
