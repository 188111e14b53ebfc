"""What changed in the city's contracts, for feed readers (Atom, RFC 4287)."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accountability.contracting.models import Release
from tequio.accountability.contracting.types import TAG_LABELS
from tequio.core.ocds.values import stamp
from tequio.foundation.web import appearance
from tequio.frontdoors.api import queries
from tequio.frontdoors.api.views.answers import endpoint, given

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
_NOTHING_YET = datetime(2000, 1, 1, tzinfo=UTC)


@endpoint()
def feed(request: HttpRequest) -> HttpResponseBase:
    found = queries.latest(limit=ENTRIES)
    newest = found[0].date if found else _NOTHING_YET
    content = _document(found, newest)
    return given(request, content, modified=newest, media_type="application/atom+xml; charset=utf-8")


def _document(found: list[Release], newest: datetime) -> bytes:
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": "es-MX"})
    city, mine = appearance.current().name, settings.PUBLIC_URL + reverse("api:feed")
    _add(root, "id", mine)
    _add(root, "title", _("Contratos de %s") % city)
    _add(root, "subtitle", _("Cada cambio publicado de una contratación."))
    _add(root, "updated", stamp(newest))
    _add(root, "rights", "CC BY 4.0")
    _add(_add(root, "author"), "name", city)
    _add(root, "link", rel="self", type="application/atom+xml", href=mine)
    _add(root, "link", rel="alternate", type="text/html", href=f"{settings.PUBLIC_URL}/datos/")
    for release in found:
        _entry(root, release)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, release: Release) -> None:
    process = release.process
    page = settings.PUBLIC_URL + reverse("contracting:process", args=[process.ocid])
    data = settings.PUBLIC_URL + reverse("contracting:release", args=[process.ocid, release.number])
    said = ", ".join(str(TAG_LABELS.get(tag, tag)) for tag in release.tags)
    entry = _add(root, "entry")
    _add(entry, "id", data)
    _add(entry, "title", f"{process.title}: {said}")
    _add(entry, "updated", stamp(release.date))
    _add(entry, "published", stamp(release.date))
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    _add(entry, "link", rel="enclosure", type="application/json", href=data)
    _add(
        entry,
        "summary",
        _("Proyecto %(folio)s, %(title)s. %(what)s.")
        % {
            "folio": process.project.folio,
            "title": process.project.title,
            "what": said,
        },
    )
    for tag in release.tags:
        _add(entry, "category", term=tag, label=str(TAG_LABELS.get(tag, tag)))
    _add(entry, "category", term=process.project.folio, scheme=f"{settings.PUBLIC_URL}/proyectos/")


def _add(to: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(to, f"{{{ATOM}}}{name}", attributes)
    element.text = _plain(text) or None
    return element


def _plain(text: str) -> str:
    """Return a text without the control characters that no XML may hold (XML 1.0, 2.2)."""
    return "".join(one for one in text if one >= " " or one in "\t\n")
