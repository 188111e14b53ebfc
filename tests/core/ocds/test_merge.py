import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.core.ocds import merge


def release(day, **fields):
    return {
        "ocid": "ocds-abc123-1",
        "id": str(day),
        "date": f"2026-01-{day:02d}T00:00:00Z",
        "tag": ["tender"],
        **fields,
    }


def merged(*releases):
    found = merge.compiled(releases)
    return {name: value for name, value in found.items() if name not in {"ocid", "id", "date", "tag"}}


def test_releases_are_merged_by_instant_whatever_their_zone_or_place():
    """MERGE-1."""
    early = release(2, language="es") | {"date": "2026-01-02T23:00:00-06:00"}  # the 3rd in UTC
    late = release(3, language="en") | {"date": "2026-01-03T05:30:00Z"}

    assert [one["language"] for one in merge.in_order([late, early])] == ["es", "en"]
    assert merged(late, early) == {"language": "en"}


def test_a_compiled_release_says_what_it_is():
    """MERGE-2."""
    assert merge.compiled([release(1), release(2)]) == {
        "ocid": "ocds-abc123-1",
        "id": "ocds-abc123-1-2026-01-02T00:00:00Z",
        "date": "2026-01-02T00:00:00Z",
        "tag": ["compiled"],
    }


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        pytest.param({"a": 1}, {}, {"a": 1}, id="MERGE-3 unsaid"),
        pytest.param({"a": 1}, {"a": 2}, {"a": 2}, id="MERGE-3 newer"),
        pytest.param({"a": 1}, {"a": None}, {}, id="MERGE-4 value"),
        pytest.param({}, {"a": None}, {}, id="MERGE-4 first"),
        pytest.param({"tender": {"id": "1"}}, {"tender": None}, {"tender": {"id": "1"}}, id="MERGE-4 object"),
        pytest.param({"awards": [{"id": 1}]}, {"awards": None}, {"awards": [{"id": 1}]}, id="MERGE-4 list"),
        pytest.param({"a": {"x": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}, id="MERGE-5 fields"),
        pytest.param({"a": {"x": 1}}, {"a": {}}, {"a": {"x": 1}}, id="MERGE-5 empty"),
        pytest.param({}, {"a": {"b": {}}}, {}, id="MERGE-5 empty inside"),
        pytest.param({"a": {"x": 1}}, {"a": {"x": None}}, {"a": {}}, id="MERGE-5 all gone"),
        pytest.param(
            {"awards": [{"id": "1", "title": "x"}, {"id": "2"}]},
            {"awards": [{"id": "3"}, {"id": "1", "status": "active"}]},
            {"awards": [{"id": "1", "title": "x", "status": "active"}, {"id": "2"}, {"id": "3"}]},
            id="MERGE-6 by id",
        ),
        pytest.param(
            {"awards": [{"id": 1, "title": "x"}]},
            {"awards": [{"id": "1", "title": "y"}]},
            {"awards": [{"id": 1, "title": "y"}]},
            id="MERGE-6 number and text",
        ),
        pytest.param({"awards": [{"id": "1"}]}, {"awards": []}, {"awards": [{"id": "1"}]}, id="MERGE-6 empty"),
        pytest.param(
            {"extra": [{"id": 1}]}, {"extra": [{"id": 2}]}, {"extra": [{"id": 1}, {"id": 2}]}, id="MERGE-6 ours"
        ),
        pytest.param(
            {"tender": {"submissionMethod": ["written", "inPerson"]}},
            {"tender": {"submissionMethod": ["written"]}},
            {"tender": {"submissionMethod": ["written"]}},
            id="MERGE-7 values",
        ),
        pytest.param(
            {"tender": {"submissionMethod": ["written"]}},
            {"tender": {"submissionMethod": []}},
            {"tender": {"submissionMethod": []}},
            id="MERGE-7 emptied",
        ),
        pytest.param(
            {"parties": [{"id": "1", "additionalIdentifiers": [{"id": "a"}, {"id": "b"}]}]},
            {"parties": [{"id": "1", "additionalIdentifiers": [{"id": "c"}]}]},
            {"parties": [{"id": "1", "additionalIdentifiers": [{"id": "c"}]}]},
            id="MERGE-7 marked",
        ),
        pytest.param(
            {"tender": {"amendment": {"changes": [{"property": "a"}]}}},
            {"tender": {"amendment": {"changes": [{"property": "b"}]}}},
            {"tender": {"amendment": {"changes": [{"property": "b"}]}}},
            id="MERGE-7 things without id",
        ),
        pytest.param(
            {"awards": [{"title": "x"}]},
            {"awards": [{"title": "x"}, {}]},
            {"awards": [{"title": "x"}, {"title": "x"}]},
            id="MERGE-8",
        ),
        pytest.param(
            {},
            {"awards": [{"id": "1", "title": "x", "status": "active"}, {"id": "1", "title": None}]},
            {"awards": [{"id": "1", "status": "active"}]},
            id="MERGE-9",
        ),
    ],
)
def test_merging(old, new, result):
    assert merged(release(1, **old), release(2, **new)) == result


def test_a_versioned_release_keeps_every_value_once_with_its_release():
    """MERGE-10."""
    found = merge.versioned(
        [
            release(1, tender={"id": "1", "status": "active"}, awards=[{"id": "A", "title": "x"}]),
            release(2, tender={"id": "1", "status": "active"}, awards=[{"id": "A", "title": "y"}]),
            release(3, tender={"id": "1", "status": None}),
        ]
    )

    def value(day, said):
        return {
            "releaseID": str(day),
            "releaseDate": f"2026-01-{day:02d}T00:00:00Z",
            "releaseTag": ["tender"],
            "value": said,
        }

    assert found == {
        "ocid": "ocds-abc123-1",
        "tender": {"id": [value(1, "1")], "status": [value(1, "active"), value(3, None)]},
        "awards": [{"id": "A", "title": [value(1, "x"), value(2, "y")]}],
    }


def test_null_takes_no_history_from_an_object():
    """MERGE-4, MERGE-10."""
    found = merge.versioned([release(1, tender={"id": "1"}), release(2, tender=None)])

    assert list(found["tender"]) == ["id"]


@pytest.mark.parametrize(
    "releases",
    [
        pytest.param([], id="MERGE-11 none"),
        pytest.param([release(1), release(2) | {"ocid": "other"}], id="MERGE-11 ocids"),
        pytest.param([{"ocid": "x"}], id="MERGE-11 no date"),
        pytest.param([release(1) | {"date": None}], id="MERGE-11 null"),
        pytest.param([release(1) | {"date": "ayer"}], id="MERGE-11 no instant"),
        pytest.param([release(1) | {"date": "2026-01-01T00:00:00"}], id="MERGE-11 no zone"),
        pytest.param([release(1, a={"b": 1}), release(2, a={"b": {"c": 1}})], id="MERGE-11 value to object"),
        pytest.param([release(1, a={"b": 1}), release(2, a=[{"id": 1}])], id="MERGE-11 object to list"),
    ],
)
def test_what_cannot_be_merged_says_so(releases):
    with pytest.raises(merge.MergeError):
        merge.compiled(releases)


def test_merging_changes_none_of_the_releases():
    releases = [release(1, awards=[{"id": "1"}]), release(2, awards=[{"id": "1", "title": "x"}])]
    before = copy.deepcopy(releases)

    merge.compiled(releases)
    merge.versioned(releases)

    assert releases == before


texts = st.sampled_from(["a", "b", None])
things = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["1", "2", "3"])}, optional={"title": texts, "status": texts}),
    max_size=4,
)
histories = st.lists(
    st.fixed_dictionaries({}, optional={"awards": things, "language": texts, "tender": st.just({"id": "1"})}),
    min_size=1,
    max_size=5,
)


@given(histories, st.randoms())
def test_the_order_of_the_file_does_not_matter(history, dice):
    """MERGE-1."""
    releases = [release(day, **fields) for day, fields in enumerate(history, 1)]
    shuffled = dice.sample(releases, len(releases))

    assert merge.compiled(shuffled) == merge.compiled(releases)
    assert merge.versioned(shuffled) == merge.versioned(releases)


@given(histories)
def test_no_thing_of_a_list_ever_vanishes(history):
    """MERGE-6."""
    releases = [release(day, **fields) for day, fields in enumerate(history, 1)]
    said = {item["id"] for one in releases for item in one.get("awards", [])}

    assert {item["id"] for item in merge.compiled(releases).get("awards", [])} == said
    assert {item["id"] for item in merge.versioned(releases).get("awards", [])} == said


@given(histories)
def test_the_last_values_of_the_versioned_release_are_the_compiled_one(history):
    """MERGE-3, MERGE-10."""
    releases = [release(day, **fields) for day, fields in enumerate(history, 1)]
    language = merge.versioned(releases).get("language", [{"value": None}])[-1]["value"]

    assert merge.compiled(releases).get("language") == language


@pytest.mark.reference
def test_the_worked_example_of_the_standard_merges_to_its_record(reference_data: Path):
    folder = reference_data / "ocds" / "fictional-example" / "1.1"
    package = json.loads((folder / "ocds-213czf-000-00001.json").read_text())
    record = json.loads((folder / "record" / "ocds-213czf-000-00001-withversions.json").read_text())["records"][
        0
    ]

    ours = merge.compiled(package["releases"])

    theirs = record["compiledRelease"]
    assert {**ours, "id": "", "date": ""} == {**theirs, "id": "", "date": "", "tag": ["compiled"]}
