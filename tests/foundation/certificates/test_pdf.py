"""The sheet is a PDF that a screen reader reads: PDF/UA-1, as Typst checked it and as we read it ourselves."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pypdf
import pytest
from pypdf.generic import ContentStream, IndirectObject
from tests.foundation.certificates.conftest import AT

from tequio.foundation.certificates import services
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.web import appearance
from tequio.foundation.web.models import Appearance

pytestmark = pytest.mark.django_db
PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Tj", b"TJ", b"'", b'"', b"Do", b"sh"}
PART = "{http://www.aiim.org/pdfua/ns/id/}part"


@pytest.fixture
def made(doings, ana) -> Certificate:
    doings.add(ana, name="María de la Luz Hernández Ejemplo")
    return services.issue(claims=doings.claims, by=None, at=AT).certificates[0]


def read(certificate: Certificate) -> pypdf.PdfReader:
    import io

    return pypdf.PdfReader(io.BytesIO(services.sheet(certificate)))


def elements(node):
    """Every element of the tree of tags, each with its parent before it."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for one in node:
            yield from elements(one)
    elif isinstance(node, dict):
        yield node
        yield from elements(node.get("/K", []))


def test_it_is_tagged_says_its_language_and_shows_its_title(made):
    root = read(made).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("es")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    found = ET.fromstring(re.sub(r"<\?xpacket.*?\?>", "", metadata))  # noqa: S314 - our own file
    parts = [node.text for node in found.iter(PART)] + [node.get(PART) for node in found.iter()]
    assert "1" in parts
    assert "Constancia de prueba · María de la Luz Hernández Ejemplo" in metadata


def test_what_has_no_words_has_words_in_their_place(made):
    reader = read(made)
    figures = [one for one in elements(reader.root_object["/StructTreeRoot"]) if one.get("/S") == "/Figure"]
    alternatives = [str(one.get("/Alt", "")) for one in figures]
    assert len(alternatives) == 2
    assert any(text.startswith("Escudo de") for text in alternatives)
    assert any(made.folio in text and "QR" in text for text in alternatives)


def test_nothing_is_painted_outside_the_tags_or_the_decoration(made):
    reader = read(made)
    marked = set()
    for page in reader.pages:
        depth = 0
        assert "/StructParents" in page
        assert page["/Tabs"] == "/S"
        for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
                if "/MCID" in properties:
                    marked.add(int(properties["/MCID"]))
            elif operator == b"EMC":
                depth -= 1
            elif operator in PAINTS:
                assert depth > 0, operator
        assert depth == 0
    tree = reader.root_object["/StructTreeRoot"]
    assert marked == set(_contents(tree))  # each marked content stands in the tree, once


def test_it_is_read_in_order_and_says_everything(made):
    text = " ".join(read(made).pages[0].extract_text().split())
    said = [
        "Constancia de prueba",
        "otorga la presente a",
        "María de la Luz Hernández Ejemplo",
        "por haber presentado una propuesta",
        "Foro de prueba",
        "Agua · 14 de junio de 2026",
        made.folio,
        "Expedida el 25 de junio de 2026",
        f"/constancias/{made.folio}/",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    kinds = [one.get("/S") for one in elements(read(made).root_object["/StructTreeRoot"])]
    assert {"/P", "/Figure", "/Link"} <= set(kinds)


def test_the_same_certificate_gives_the_same_bytes(made):
    assert services.sheet(made) == services.sheet(Certificate.objects.get(pk=made.pk))
    assert services.qr(made) == services.qr(made)


def test_it_wears_the_municipality_s_shield_and_colour(made):
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#883311").save(out, "PNG")
    plain = services.sheet(made)
    Appearance.objects.create(
        pk=1, name="Otro nombre", colour="#7a2333", shield=appearance.draw_shield(out.getvalue())
    )
    appearance.forget()
    dressed = services.sheet(made)
    appearance.forget()
    assert plain != dressed
    text = pypdf.PdfReader(io.BytesIO(dressed)).pages[0].extract_text()
    assert "Otro nombre" not in text  # the name is that of the day on which it was issued


@pytest.mark.parametrize("length", [1, 120])
def test_any_length_fits_on_one_sheet(doings, length):
    doings.add(name="Ñandú " * (length // 6) + "X")
    import dataclasses

    doings.claims[0] = dataclasses.replace(
        doings.claims[0],
        did="escrito " * (length // 4),
        topic="Tema " * (length // 5),
        occasion="Foro " * (length // 4),
        happened_on=date(2026, 9, 30),
    )
    made = services.issue(claims=doings.claims, by=None, at=AT).certificates[0]
    assert len(read(made).pages) == 1


def _contents(node):
    """The numbers of the marked contents that the tree of tags holds."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for one in node:
            yield from _contents(one)
    elif isinstance(node, dict):
        if node.get("/Type") == "/MCR":
            yield int(node["/MCID"])
        else:
            yield from _contents(node.get("/K", []))
    elif isinstance(node, int):
        yield int(node)
