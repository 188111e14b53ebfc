from enum import StrEnum

from django.utils.translation import gettext_lazy as _


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
