"""The builder with what people type by mistake: never a 500, and always a word on what to do."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tequio.config.demo.factories.accounts import make_caro
from tequio.config.demo.factories.editions import make_edition
from tequio.participation.editions.models import Edition

pytestmark = pytest.mark.django_db

BASE = "/escritorio/ediciones/pp2026/"
DATES = ["0001-01-01", "0001-01-01T00:00", "9999-12-31", "9999-12-31T23:59"]
WRONG = [
    "abc",
    "-1",
    "0",
    "200",
    "9" * 40,
    "1e999999",
    "1e-999999",
    "NaN",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
]


@pytest.fixture
def edition(client):
    client.force_login(make_caro())
    return make_edition(phase=None, published=False)


def pages(client):
    """Return the address of every step of the builder, as the workbench links them."""
    tasks = [task for _title, group in client.get(BASE).context["groups"] for task in group]
    return [task.address for task in tasks] + [f"{BASE}formula/"]


def test_no_field_of_the_builder_breaks_with_what_is_typed(client, edition):
    for address in pages(client):
        page = client.get(address)
        names = [bound.html_name for bound in page.context["form"] if bound.name != "file"]
        for wrong in WRONG:
            answer = client.post(address, dict.fromkeys(names, wrong))
            assert answer.status_code in {302, 409, 422}, (address, wrong)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "sent", "said"),
    [
        ("partes/tamanos/", {"name": "X", "cap_centavos": "mil pesos"}, "solo con números"),
        ("partes/tamanos/", {"name": "X", "cap_centavos": "-5"}, "de cero o más"),
        ("partes/tamanos/", {"name": "X", "cap_centavos": "1e999999"}, "solo con números"),
        ("partes/tamanos/", {"name": "X", "cap_centavos": "9" * 20}, "que quepa en un presupuesto"),
        (
            "calendario/",
            {"voting_opens": "2031-05-02T00:00", "voting_closes": "2031-05-01T00:00"},
            "Revise las dos fechas",
        ),
        (
            "calendario/",
            {"voting_opens": "9999-12-31T23:00", "voting_closes": "9999-12-31T23:59"},
            "Revise el año",
        ),
        ("reglas/participacion/", {"vote_age_min": "200"}, "120"),
    ],
)
def test_each_says_what_to_do(client, edition, address, sent, said):
    answer = client.post(BASE + address, sent)
    assert answer.status_code in {409, 422}
    assert said in answer.content.decode()


def workbook():
    """Return a workbook where a figure is a formula, with the result that Excel keeps beside it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, (code, figure) in enumerate([("clave", "cifra"), ("C1", 1), ("C2", 2), ("C3", 3)]):
            sheet.write_row(number, 0, [code, figure])
        sheet.write_formula(1, 1, "=2-1", None, 1)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bom.csv", "\ufeffclave;cifra\r\nC1;1\r\npeñon alto;2\r\nEL MIRADOR;3\r\n".encode(), "Suman $100"),
        ("latin.csv", "clave;cifra\nC1;1\nPeñón Alto;2\nC3;3\n".encode("latin-1"), "Suman $100"),
        ("otra.csv", b"clave,cifra\nC1,1\nC2,2\nC99,3\n", "«C99» no es la clave"),
        ("vacio.csv", b"", "vac"),
        ("formulas.xlsx", workbook(), "Suman $100"),
    ],
)
def test_figures_of_any_file_are_read_or_told(client, edition, name, content, said):
    level = edition.territory.levels.get(code="colonia")
    sent = {"level": level.pk, "total_centavos": "100", "kind": "predial", "source": "X", "ver": "1"}
    answer = client.post(f"{BASE}formula/", sent | {"file": SimpleUploadedFile(name, content)})
    assert said in answer.content.decode()
