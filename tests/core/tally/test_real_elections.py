"""Real elections of Pabulib count to their official winners."""

import csv

import pytest

from tequio.core.tally import counting
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.rules import UnsupportedRuleError

pytestmark = pytest.mark.reference

# Official lists that no declared rule gives: projects left out or in with no reason in the file.
UNEXPLAINED = {
    "Poland_Warszawa_2018_Las.pb",
    "Poland_Warszawa_2018_Ursynow_Wysoki_Poludniowy.pb",
    "Poland_Warszawa_2020_Bialoleka.pb",
}
IMPORTANT = {
    "Poland_Warszawa_2026.pb": 17,
    "Poland_Wroclaw_2017.pb": 5,
    "Poland_Katowice_2023.pb": 6,
    "Poland_Krakow_2021_Biezanow-Prokocim.pb": 8,
    "Poland_Lodz_2020_Chojny.pb": 4,
    "Poland_Swiecie_2023.pb": 17,
    "Poland_Wieliczka_2023_Green_Budget.pb": 30,
}


@pytest.fixture(scope="module")
def index(reference_data):
    with (reference_data / "pabulib" / "INDEX.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def winners(folder, name):
    election = read((folder / "pabulib" / name).read_bytes()).election
    told = counting.declared(election)
    return set(counting.count(election, told.rule, told.parameters).winners), set(election.selected or [])


@pytest.mark.parametrize("name", IMPORTANT)
def test_an_important_election_gives_its_official_winners(reference_data, name):
    found, official = winners(reference_data, name)
    assert found == official
    assert len(found) == IMPORTANT[name]


def test_every_other_election_with_recorded_winners_gives_them(reference_data, index):
    different = set()
    for row in index:
        if row["has_selected"] == "1" and row["file"] not in IMPORTANT:
            try:
                found, official = winners(reference_data, row["file"])
            except UnsupportedRuleError:
                assert row["rule"].startswith("unknown")
                continue
            if found != official:
                different.add(row["file"])
    assert different == UNEXPLAINED


def test_wieliczka_kept_equal_shares_because_more_people_preferred_it(reference_data):
    election = read(
        (reference_data / "pabulib" / "Poland_Wieliczka_2023_Green_Budget.pb").read_bytes()
    ).election
    result = counting.count(election, "equal-shares-add1-comparison")
    assert result.spent == 995_079_00
    assert result.selections[0].details["comparison"] == {
        "prefer_equal_shares": 1_615,
        "prefer_most_voted": 873,
        "kept": "equal_shares",
    }
