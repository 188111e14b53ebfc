"""No year, sector, colonia, label or amount of a city stands in code: rules are data (DESIGN §5.1)."""

import ast

import pytest
from tests.repository.labels import found

# Data by nature: the fictional city, the presets that reproduce real schemes, the page of invented components.
DATA = ("config/demo/", "presets", "frontdoors/site/views/showcase.py")
# Years that a law sets, with the law: they bind every city alike.
LAW = {
    (
        "core/workdays.py",
        "the year 2006",
    ),  # rest days move to Mondays: reform of LFT art. 74, DOF 17 January 2006
    ("core/workdays.py", "the year 2024"),  # LFT art. 74, VIII: 1 October of every sixth year from this one
    ("core/credentials/proofs.py", "the year «2022»"),  # in the name of the suite: eddsa-jcs-2022 (W3C)
}


def test_no_year_place_or_amount_of_a_city_is_in_code(modules, root):
    wrong = [
        f"{place}:{line} has {what}"
        for path, tree in modules.items()
        if not any(part in (place := path.relative_to(root / "src" / "tequio").as_posix()) for part in DATA)
        for line, what in found(tree)
        if (place, what) not in LAW
    ]
    assert wrong == [], "it belongs to an edition's rules, to a preset or to the demonstration"


@pytest.mark.parametrize(
    "code",
    [
        "if edition.year == 2026: pass",
        "opens = date(2023, 3, 23)",
        'slug = "pp2026"',
        'slug = "presupuesto-2026"',
        'closes = "2026-04-30"',
        'closes = "30/04/2023"',
        'name = f"Presupuesto 2026 de {city}"',
        'SECTORS = ["K1", "K2"]',
        'if unit.name == "Tampiquito": pass',
        'title = _("Decide San Pedro")',
        "def rules_of_san_pedro(): pass",
        "class Wieliczka: pass",
        'source = "Poland Warszawa"',
        "cap_centavos = 1_250",
        "add_size(cap_centavos=98_000)",
        "purse_centavos: int = 500",
        "purse = 12_500_000_00",
        "purse = 12.5",
        'label = "12.5 MDP"',
        'label = "$1,000,000"',
    ],
)
def test_what_belongs_to_data_is_found(code):
    assert list(found(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "if not 2000 <= year <= 2100: pass",
        "SIZE = 15 * 1024 * 2048",
        "LARGEST = 10**12",
        "MEMORY = 1_500_000_000",
        "pattern = r'[\\u2028]'",
        'schema = "https://example.org/draft/2020-12/schema"',
        "BOUND = 1_000_000_000",
        "row = (2101, 1947)",
        'def f():\n    """In 2023 San Pedro had 12.5 MDP for K1."""',
        'hint = _("Por ejemplo: pp2027")',
        'Column(example="2026-08-03")',
        'said = "no es una fecha. Escríbala como 2026-08-28 o 28/08/2026"',
        'place = "Valle de Tequio"',
        'zone = "America/Mexico_City"',
        "amount_centavos = 0",
        "parts_of_a_peso_centavos = 100",
        'digits = "120267"',
    ],
)
def test_what_is_no_label_is_left_alone(code):
    assert list(found(ast.parse(code))) == []
