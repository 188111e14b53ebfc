"""docs/rules/publishing.md, DATASET and STATE: all processes together."""

from decimal import Decimal

import pytest

from tequio.core.ocds.validation.completeness import GROUPS, complete
from tequio.core.ocds.validation.dataset import FEWEST, Figures, dataset, figures


def one(number, **changed):
    plain = {
        "ocid": f"ocds-abc123-{number}",
        "title": f"Obra {number}",
        "tender_id": str(number),
        "buyer": "municipio",
        "category": ("works", "goods")[number % 2],
        "amount": Decimal(1000 + number),
        "stages": ("tender",),
        "related": (),
    }
    return Figures(**(plain | changed))


def many(**changed):
    return [one(number, **changed) for number in range(FEWEST)]


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        pytest.param([one(1), one(2, tender_id="1")], "tender_id_repeated", id="DATASET-1"),
        pytest.param([one(1), one(2, ocid="OCDS-abc123-1")], "ocid_repeated", id="DATASET-2"),
        pytest.param([one(1, related=("ocds-abc123-9",))], "related_missing", id="DATASET-3"),
        pytest.param([], "ocid_vanished", id="DATASET-4"),
        pytest.param([one(7, stages=())], "phase_vanished", id="DATASET-5"),
        pytest.param([one(7, title="Otra")], "title_changed", id="DATASET-6"),
        pytest.param([*many(), one(99, amount=Decimal(10**9))], "value_concentration", id="DATASET-7"),
        pytest.param(many(amount=Decimal(5)), "value_repetition", id="DATASET-8"),
        pytest.param([one(n, buyer=f"b{n}") for n in range(101)], "buyer_repetition", id="DATASET-9"),
        pytest.param(many(category="works"), "category_share", id="DATASET-10"),
    ],
)
def test_what_is_odd_of_all_together(now, rule):
    then = one(7)

    assert rule in {found.code for found in dataset(now, {then.ocid: then.as_dict()})}


def test_a_city_in_order_has_nothing_to_look_at():
    now = many()
    assert dataset(now, {item.ocid: item.as_dict() for item in now}) == []


def test_a_whole_process_says_everything(release):
    """STATE-2."""
    found = figures(release)

    assert (found.tender_id, found.amount, "contracts" in found.stages) == (
        release["tender"]["id"],
        Decimal(942180),
        True,
    )
    assert complete(release) == list(GROUPS)
    assert complete({"tender": {"title": "x"}}) == ["whom", "how_much"]
