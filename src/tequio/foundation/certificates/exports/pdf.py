"""A certificate as a tagged PDF (PDF/UA-1), set by Typst: the sheet that people frame."""

import json
from importlib import resources

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tequio.foundation.certificates import queries, types
from tequio.foundation.certificates.exports import qr
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.certificates.services import LANGUAGE
from tequio.foundation.web import appearance
from tequio.foundation.web.models import Appearance

_COLOUR = "#233f7a"  # the house's own, where the office has set none
_DAY = r"j \d\e F \d\e Y"


def pdf(certificate: Certificate) -> bytes:
    """Return the PDF of a certificate: the same certificate under the same look gives the same bytes."""
    look = appearance.current()
    shield = Appearance.objects.filter(pk=1).values_list("shield", flat=True).first()
    files = {"qr.svg": qr.svg(certificate, quiet=0)}
    if shield:
        files["shield"] = bytes(shield)
    else:
        drawn = resources.files("tequio.foundation.web").joinpath("static", "web", "shield.svg")
        files["shield"] = drawn.read_bytes()
    with translation.override(LANGUAGE):
        said = _said(certificate) | {
            "colour": look.colour or _COLOUR,
            "shield_format": "png" if shield else "svg",
        }
    files["main.typ"] = resources.files(__package__).joinpath("certificate.typ").read_bytes()
    return bytes(
        typst.compile(
            files,
            format="pdf",
            sys_inputs={"data": json.dumps(said, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(certificate.issued_at.timestamp()),
        )
    )


def _said(certificate: Certificate) -> dict[str, str]:
    """Return every text of the sheet, in Spanish."""
    address = queries.address(certificate.folio)
    happened = date_format(certificate.happened_on, _DAY)
    return {
        "issuer": certificate.issuer_name,
        "kind": str(types.kind_label(certificate.kind)),
        "given": _("otorga la presente a"),
        "name": certificate.holder_name,
        "did": _("por haber %(did)s") % {"did": certificate.did},
        "occasion": certificate.occasion,
        "topic": certificate.topic,
        "happened": happened,
        "folio_label": _("Folio"),
        "folio": certificate.folio,
        "issued": _("Expedida el %(when)s") % {"when": date_format(localtime(certificate.issued_at), _DAY)},
        "check": _("Compruébela con la cámara de su teléfono o en"),
        "address": address,
        "shown_address": address.removeprefix("https://").removeprefix("http://"),
        "signed": _("Firmada electrónicamente. No necesita sello ni firma de puño y letra."),
        "qr_alt": _("Código QR para comprobar la constancia %(folio)s en %(address)s")
        % {"folio": certificate.folio, "address": address},
        "shield_alt": _("Escudo de %(name)s") % {"name": certificate.issuer_name},
    }
