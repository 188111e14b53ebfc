"""What certificates keep about a person: for one's data, for an erasure, and for who has a folio and a code.

The context of certificates stands below and cannot register it itself.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.certificates import queries as certificates
from tequio.foundation.certificates import services as issuing
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.identity.services import folios, holdings
from tequio.foundation.identity.types import FolioKind, FolioOwner, Holder, Holding


def of_person(user_id: int) -> list[dict[str, Any]]:
    """Return what is kept of the certificates of an account."""
    return certificates.plain_rows(certificates.of_holder(user_id))


def of_contact(holder: Holder) -> list[dict[str, Any]]:
    """Return what is kept of the certificates that were issued to a contact without an account."""
    return certificates.plain_rows(certificates.of_contact(holder.email, holder.phone))


def everything_of(holder: Holder) -> list[Certificate]:
    """Return the certificates of who has shown a contact: of the account that has it, and of the contact."""
    own = certificates.of_holder(holder.user_id) if holder.user_id is not None else ()
    return [*own, *certificates.of_contact(holder.email, holder.phone)]


def files(holder: Holder) -> Iterator[tuple[str, bytes]]:
    """Give the credentials that stand, each in a file."""
    for row in everything_of(holder):
        if row.revoked_at is None and row.credential:
            yield f"constancia-{row.folio}.json", row.credential.encode()
            yield f"constancia-{row.folio}.pdf", issuing.sheet(row)


def is_of(holder: Holder, certificate: Certificate) -> bool:
    """Return whether a certificate is of who has shown a contact."""
    if certificate.holder_id is not None:
        return certificate.holder_id == holder.user_id
    by_mail = bool(holder.email) and certificate.email.lower() == holder.email.lower()
    return by_mail or (bool(holder.phone) and certificate.phone == holder.phone)


def owner_of_folio(folio: str) -> FolioOwner | None:
    """Return whose a certificate is, for who consults it by its folio."""
    found = certificates.by_folio(folio)
    if found is None or found.erased_at:
        return None
    return FolioOwner(
        user_id=found.holder_id,
        email=found.email,
        phone=found.phone,
        url=reverse("certificates:check", args=[found.folio]),
    )


folios.register(FolioKind(code="certificate", label=_("una constancia"), find=owner_of_folio))
holdings.register(
    Holding(
        code="certificates",
        label=_("Constancias, sin su nombre, sus iniciales ni su contacto"),
        read=of_person,
        stays=_("Quien tenga el papel debe poder comprobar por su folio que se expidió."),
        of_contact=of_contact,
        files=files,
    )
)
