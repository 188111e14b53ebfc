"""A certificate as a tagged PDF (PDF/UA-1), set by Typst: the sheet that people frame."""

import base64
import json
from importlib import resources

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tequio.foundation.certificates import queries, types
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.certificates.services.issuing import LANGUAGE
from tequio.foundation.certificates.services.qr import qr
from tequio.foundation.web import appearance
from tequio.foundation.web.models import Appearance

_COLOUR = "#233f7a"  # the house's own, where the office has set none
_DAY = r"j \d\e F \d\e Y"


def sheet(certificate: Certificate) -> bytes:
    """Return the PDF of a certificate: the same certificate under the same look gives the same bytes."""
    with translation.override(LANGUAGE):
        said = _said(certificate) | {
            "colour": appearance.current().colour or _COLOUR,
            "qr": qr(certificate, quiet=0).decode(),
            "shield": _shield(),
        }
    return bytes(
        typst.compile(
            resources.files(__package__).joinpath("certificate.typ").read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(said, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(certificate.issued_at.timestamp()),
        )
    )


def _shield() -> str:
    """Return the municipality's shield as SVG, the only form in which it can be handed over as text."""
    png = Appearance.objects.filter(pk=1).values_list("shield", flat=True).first()
    if not png:
        drawn = resources.files("tequio.foundation.web").joinpath("static", "web", "shield.svg")
        return drawn.read_text()
    side, data = appearance.SHIELD_SIDE, base64.b64encode(bytes(png)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<image width="{side}" height="{side}" href="data:image/png;base64,{data}"/></svg>'
    )


def _said(certificate: Certificate) -> dict[str, str]:
    """Return every text of the sheet, in Spanish."""
    address = queries.address(certificate.folio)
    happened = date_format(certificate.happened_on, _DAY).lower()  # Spanish says months in lower case
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
        "issued": _("Expedida el %(when)s")
        % {"when": date_format(localtime(certificate.issued_at), _DAY).lower()},
        "check": _("Compruébela con la cámara de su teléfono o en"),
        "address": address,
        "shown_address": address.removeprefix("https://").removeprefix("http://"),
        "signed": _("Firmada electrónicamente. No necesita sello ni firma de puño y letra."),
        "qr_alt": _("Código QR para comprobar la constancia %(folio)s en %(address)s")
        % {"folio": certificate.folio, "address": address},
        "shield_alt": _("Escudo de %(name)s") % {"name": certificate.issuer_name},
    }
