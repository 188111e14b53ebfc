"""Who somebody is, as far as an act needs it: by several means, keeping nothing that is not needed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.core.curp import Flaw


class Assurance(StrEnum):
    """The means by which somebody shows who they are. An edition says which ones each act accepts."""

    NONE = "none"  # nobody is asked
    CONTACT = "contact"  # a code sent to an e-mail or a phone
    CURP = "curp"  # a CURP that holds together with the data it is made of
    DOCUMENT = "document"  # an identity document seen by a person, and destroyed afterwards
    IN_PERSON = "in_person"  # seen at a counter
    ROLL = "roll"  # found on a roll that the municipality loaded
    OIDC = "oidc"  # vouched for by an identity provider


ASSURANCE_LABELS = {
    Assurance.NONE: _("Sin identificarse"),
    Assurance.CONTACT: _("Código por correo o teléfono"),
    Assurance.CURP: _("CURP comprobada"),
    Assurance.DOCUMENT: _("Identificación revisada por una persona"),
    Assurance.IN_PERSON: _("En persona, en un módulo"),
    Assurance.ROLL: _("Estar en el padrón"),
    Assurance.OIDC: _("Cuenta de un proveedor de identidad"),
}


# What stands in place of the name of who asked to be erased.
ERASED_NAME = _("Persona que pidió borrar sus datos")


class KeyKind(StrEnum):
    """What a kept HMAC was made of. The text itself is kept nowhere."""

    CURP = "curp"
    PHONE = "phone"
    ROLL = "roll"  # the key of a roll that is not the CURP


class Source(StrEnum):
    """Where a fact about a person comes from, from the weakest to the strongest."""

    DECLARED = "declared"
    ROLL = "roll"
    CURP = "curp"
    DOCUMENT = "document"
    COUNTER = "counter"


class CaseReason(StrEnum):
    """Why the office must look at somebody's identification."""

    DUPLICATE = "duplicate"
    NOT_ON_ROLL = "not_on_roll"


CASE_LABELS = {
    CaseReason.DUPLICATE: _("La misma clave en dos cuentas"),
    CaseReason.NOT_ON_ROLL: _("No está en el padrón"),
}


class CaseOutcome(StrEnum):
    """What the office decided."""

    KEPT = "kept"  # nothing changes: the key stays where it was
    MOVED = "moved"  # the key goes to the account that asked


OUTCOME_LABELS = {
    CaseOutcome.KEPT: _("La clave se queda donde estaba"),
    CaseOutcome.MOVED: _("La clave es de quien la pidió"),
}


class Decision(StrEnum):
    """What became of an identity document that somebody sent."""

    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"  # nobody looked at it in time; the image is gone


DECISION_LABELS = {
    Decision.APPROVED: _("Aceptada"),
    Decision.REFUSED: _("No aceptada"),
    Decision.EXPIRED: _("Nadie la revisó a tiempo"),
}


class RollState(StrEnum):
    """Where a roll stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    REPLACED = "replaced"


class RollKey(StrEnum):
    """What a roll is searched by."""

    CURP = "curp"
    OTHER = "other"


FLAW_WORDS = {
    Flaw.LENGTH: _("La CURP tiene 18 letras y números. Cuente los que escribió."),
    Flaw.CHARACTERS: _("Hay una letra donde va un número, o al revés. Revise la O y el 0, la I y el 1."),
    Flaw.DATE: _("Los seis números del centro no son una fecha de nacimiento."),
    Flaw.SEX: _("La letra del sexo debe ser H, M o X."),
    Flaw.STATE: _("Las dos letras del estado de nacimiento no son de ningún estado."),
    Flaw.LETTERS: _("Las letras del nombre no pueden ser esas. Cópielas de su CURP."),
    Flaw.WORD: _("El principio forma una palabra que RENAPO cambia por una X. Cópielo de su CURP."),
    Flaw.CHECK_DIGIT: _("El último número no corresponde con los demás: hay un dato mal copiado."),
    Flaw.OTHER_NAMES: _("La CURP no va con ese nombre. Escríbalo como está en su acta de nacimiento."),
    Flaw.OTHER_DATE: _("La CURP dice otra fecha de nacimiento."),
    Flaw.OTHER_SEX: _("La CURP dice otro sexo."),
    Flaw.OTHER_STATE: _("La CURP dice otro estado de nacimiento."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """What an act asks of a person.

    Attributes:
        methods: values of ``Assurance``, any of which is enough; empty: an account is.
        age_min, age_max: whole years, both included; None where there is no limit.
        age_on: the day on which ages are reckoned; None: the day of the act.
        minors_with_guardian: whether those under eighteen need a guardian's consent.
    """

    methods: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    age_on: date | None = None
    minors_with_guardian: bool = False


def _never(scope: str) -> bool:
    del scope
    return False


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """An act that a person may come to do once, without an account.

    Attributes:
        code: its short name.
        label: what it is, to finish «Solo para…» (a lazy translation).
        views: the names of the routes that the act is made of. A light session opens these and no others.
        scope: from the arguments of a route, the thing within which the act stands (an edition's slug).
        offered: whether that thing accepts people without an account.
        nameless: whether it accepts people who show nothing at all.
        does: those of its routes whose form does the act; who shows nothing begins with it, on no other page.
    """

    code: str
    label: Any
    views: frozenset[str]
    scope: Callable[[Mapping[str, Any]], str]
    offered: Callable[[str], bool]
    nameless: Callable[[str], bool] = _never
    does: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class FolioOwner:
    """Whose something with a folio is: an account, or who left no more than a contact.

    Attributes:
        user_id: the account, or None.
        email, phone: the contact that was left with it; empty where there is none.
        url: its page; empty if it has none that its owner may open.
    """

    user_id: int | None
    email: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FolioKind:
    """Something that has a folio and an owner. A context registers its own in ``apps.ready``.

    Attributes:
        code: its short name.
        label: what it is, to finish «el folio de…» (a lazy translation).
        find: from a folio in capitals without spaces, its owner, or None.
    """

    code: str
    label: Any
    find: Callable[[str], FolioOwner | None]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has shown that a contact is theirs, and the account that has it, if any.

    Attributes:
        user_id: the account, or None.
        email, phone: the contact; one of them is empty.
    """

    user_id: int | None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """Something that a context keeps about people, for the download of one's data and for erasure.

    Attributes:
        code: its short name, a key of the download.
        label: what it is, in the plural (a lazy translation).
        read: from a person's id, the rows as plain values.
        stays: why it stays after an erasure; empty if it goes.
        held: from a person's id, why an erasure must wait for now, or None.
        release: takes back what waits at somebody's address, the last time that it is known.
        of_contact: from who has shown a contact, the rows that hang on it and on no account.
        files: from who has shown a contact, the files that are theirs: name and content.
    """

    code: str
    label: Any
    read: Callable[[int], list[dict[str, Any]]]
    stays: Any = ""
    held: Callable[[int], Any | None] | None = None
    release: Callable[[str], None] | None = None
    of_contact: Callable[[Holder], list[dict[str, Any]]] | None = None
    files: Callable[[Holder], Iterable[tuple[str, bytes]]] | None = None
