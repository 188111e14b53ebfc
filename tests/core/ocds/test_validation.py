"""What the check says of sound and unsound files."""

import io
import json
from pathlib import Path

import pytest

from tequio.core.ocds import merge
from tequio.core.ocds.reading import UnreadableError
from tequio.core.ocds.validation import NotOpenContractingError, Options, check, is_valid
from tequio.core.ocds.validation.stream import check_stream

FORCED = Options(assume_version=True, ignore_extensions=True)


def found(document, options=FORCED):
    return {(one.code, one.path) for one in check(document, options)}


def errors(document, options=FORCED):
    return {(one.code, one.path) for one in check(document, options) if one.severity == "error"}


def changed(package, path, value):
    """Return the package with one value of its release changed; ``...`` takes it away."""
    target = package["releases"][0]
    *steps, last = path
    for step in steps:
        target = target[step]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return package


def test_a_sound_package_has_nothing_to_mend(package):
    assert check(package) == []


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        pytest.param(["id"], ..., "required", "", id="CHECK-1 required"),
        pytest.param(["ocid"], "", "minLength", "/ocid", id="CHECK-1 minLength"),
        pytest.param(["tag"], [], "minItems", "/tag", id="CHECK-1 minItems"),
        pytest.param(["awards"], None, "type", "/awards", id="CHECK-1 null"),
        pytest.param(
            ["tender", "numberOfTenderers"], "2", "type", "/tender/numberOfTenderers", id="CHECK-1 text"
        ),
        pytest.param(
            ["tender", "numberOfTenderers"], 2.0, "type", "/tender/numberOfTenderers", id="CHECK-1 float"
        ),
        pytest.param(["date"], "2026-02-04", "date-time", "/date", id="CHECK-1 date"),
        pytest.param(
            ["planning", "budget", "uri"], "www.x.mx", "uri", "/planning/budget/uri", id="CHECK-1 uri"
        ),
        pytest.param(["tender", "status"], "abierta", "closed_codelist", "/tender/status", id="CHECK-1 closed"),
        pytest.param(["tag"], ["contrato"], "closed_codelist", "/tag/0", id="CHECK-1 closed list"),
        pytest.param(
            ["parties"], [{"id": "1"}, {"id": "1", "name": "x"}], "uniqueItems", "/parties", id="CHECK-1 ids"
        ),
        pytest.param(
            ["parties"], [{"name": "x"}, {"name": "x"}], "uniqueItems", "/parties", id="CHECK-1 equal"
        ),
    ],
)
def test_errors(package, path, value, code, where):
    assert errors(changed(package, path, value)) == {(code, f"/releases/0{where}")}


@pytest.mark.parametrize(
    ("path", "value", "code", "where"),
    [
        pytest.param(["color"], "rojo", "unknown_field", "/color", id="CHECK-2 unknown"),
        pytest.param(["ocid"], "OCDS-1", "bad_ocid", "/ocid", id="CHECK-2 ocid"),
        pytest.param(["tender", "title"], " ", "empty_value", "/tender/title", id="CHECK-2 blank"),
        pytest.param(["tender", "documents"], [], "empty_value", "/tender/documents", id="CHECK-2 empty list"),
        pytest.param(["tender", "status"], "", "empty_value", "/tender/status", id="CHECK-3"),
        pytest.param(
            ["tender", "documents"],
            [{"id": "1"}, {"id": "1", "title": "x"}],
            "repeated_id",
            "/tender/documents",
            id="CHECK-2 ids",
        ),
        pytest.param(
            ["tender", "amendment"],
            {"date": None},
            "deprecated_field",
            "/tender/amendment",
            id="CHECK-2 deprecated",
        ),
        pytest.param(
            ["parties", 0, "roles"], ["Comprador"], "open_codelist", "/parties/0/roles", id="CHECK-2 open"
        ),
    ],
)
def test_remarks_leave_a_file_valid(package, path, value, code, where):
    package = changed(package, path, value)

    assert found(package) == {(code, f"/releases/0{where}")}
    assert is_valid(check(package, FORCED))


def test_texts_in_other_languages_are_known(package):
    assert found(changed(package, ["tender", "title_nah"], "Tequitl")) == set()


def test_what_is_empty_inside_unknown_fields_is_told(package):
    package = changed(package, ["mas"], {"a": [{"b": " "}], "c": {}})

    assert ("empty_value", "/releases/0/mas/a/0/b") in found(package)
    assert ("empty_value", "/releases/0/mas/c") in found(package)


def test_the_same_remark_is_told_once_and_counted(package, release):
    package["releases"] = [{**package["releases"][0], "id": str(n), "color": "rojo"} for n in range(5)]

    [remark] = check(package)

    assert (remark.path, remark.count) == ("/releases/0/color", 5)


def test_thousands_of_the_same_error_are_counted(package):
    package["releases"] = [{"ocid": "ocds-abc123-1", "id": str(n), "tag": ["tender"]} for n in range(1500)]

    told = [one for one in check(package, FORCED) if one.path != ""]

    assert len(told) == 1000
    assert max(one.count for one in told) == 2 * 1500  # two fields are missing in each


def test_a_package_without_version_is_told_and_checked_as_1_1(package):
    """CHECK-4."""
    del package["version"]

    assert found(package, Options()) == {("version", ""), ("required", "")}
    assert found(package, FORCED) == set()


def test_a_package_of_another_version_is_invalid_unless_1_1_is_assumed(package):
    """CHECK-4."""
    package["version"] = "1.0"

    assert errors(package, Options()) == {("version", "/version")}
    assert found(package, FORCED) == set()


def test_declared_extensions_are_checked(package):
    """CHECK-5."""
    url = "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"
    package["extensions"] = [url, "https://example.com/otra/extension.json", 5]
    package["releases"][0]["tender"]["value"]["netAmount"] = "cinco"

    said = found(package, Options(assume_version=True))

    assert ("type", "/releases/0/tender/value/netAmount") in said
    assert ("unknown_extension", "/extensions") in said
    assert found(package) >= {
        ("unknown_field", "/releases/0/tender/value/netAmount"),
        ("ignored_extensions", "/extensions"),
    }


@pytest.mark.parametrize("content", [None, {}, "x", []], ids=str)
def test_a_package_that_carries_no_list_is_invalid(package, content):
    package["releases"] = content

    assert not is_valid(check(package, FORCED))


def test_a_release_that_comes_twice_is_invalid(package):
    package["releases"] *= 2

    assert errors(package) == {("uniqueItems", "/releases")}


def record_of(package, **fields):
    releases = package["releases"]
    return {"ocid": releases[0]["ocid"], "releases": releases, **fields}


def test_a_whole_record_is_sound(package):
    releases = package["releases"]
    record = record_of(
        package, compiledRelease=merge.compiled(releases), versionedRelease=merge.versioned(releases)
    )

    assert found(record) == set()


LINK = {"url": "https://x.mx/1.json", "date": "2026-01-01T00:00:00Z", "tag": ["tender"]}


@pytest.mark.parametrize(
    ("releases", "said"),
    [
        pytest.param([LINK], set(), id="CHECK-6 links"),
        pytest.param([{**LINK, "id": "1"}, LINK], set(), id="CHECK-6 links, one with an id"),
        pytest.param([LINK, "whole"], {("oneOf", "/releases")}, id="CHECK-6 mixed"),
        pytest.param(["both"], {("oneOf", "/releases")}, id="CHECK-6 both"),
        pytest.param(
            [{"date": "x"}], {("required", "/releases/0"), ("date-time", "/releases/0/date")}, id="bad link"
        ),
        pytest.param([{**LINK, "tag": [""]}], {("closed_codelist", "/releases/0/tag/0")}, id="blank tag"),
        pytest.param([], {("minItems", "/releases")}, id="none"),
        pytest.param(
            ["bad"], {("required", "/releases/0"), ("date-time", "/releases/0/date")}, id="bad release"
        ),
        pytest.param([5], {("type", "/releases/0")}, id="no object"),
    ],
)
def test_releases_of_a_record(package, releases, said):
    whole = package["releases"][0]
    words = {"whole": whole, "both": {**whole, **LINK}, "bad": {"id": "1", "ocid": "ocds-abc123-1", "date": "x",
             "tag": ["tender"]}}  # fmt: skip
    document = record_of(package) | {
        "releases": [words.get(one, one) if isinstance(one, str) else one for one in releases],
        "compiledRelease": whole,
    }

    assert errors(document) == said


def test_histories_are_checked_too(package):
    history = {"releaseID": "1", "releaseDate": "2026-01-01T00:00:00Z", "releaseTag": ["tender"]}
    versioned = {
        "ocid": "ocds-abc123-1",
        "initiationType": [{**history, "value": ""}],
        "tender": {"id": "1", "title": [{**history, "value": " "}]},
        "parties": [
            {
                "id": "1",
                "roles": [{**history, "value": ["otro"]}],
                "additionalIdentifiers": [{**history, "value": [{"id": "1", "foo": 1}]}],
            }
        ],
    }

    said = found(record_of(package, versionedRelease=versioned, foo=1))

    assert said == {
        ("closed_codelist", "/versionedRelease/initiationType/0/value"),
        ("empty_value", "/versionedRelease/initiationType/0/value"),
        ("type", "/versionedRelease/tender/id"),
        ("empty_value", "/versionedRelease/tender/title/0/value"),
        ("open_codelist", "/versionedRelease/parties/0/roles/0/value"),
        ("unknown_field", "/versionedRelease/parties/0/additionalIdentifiers/0/value/0/foo"),
        ("unknown_field", "/foo"),
    }


def test_an_unknown_field_is_told_once_without_what_it_holds(package):
    """CHECK-9."""
    package["releases"][0] |= {"color": {"nombre": "rojo", "id": 1}, "title_en": "Park"}
    package["sello"] = {"id": 1}

    assert found(package) == {("unknown_field", "/releases/0/color"), ("unknown_field", "/sello")}


@pytest.mark.parametrize("document", [5, "x", None, {}, {"hola": 1}], ids=str)
def test_what_is_no_open_contracting_says_so(document):
    with pytest.raises(NotOpenContractingError):
        check(document)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"{",
        b'{"releases": [',
        b'{"releases": [{"ocid": "x"}]',
        b'{"releases": [{"ocid": "x"},]}',
        b'{"ocid": NaN}',
        b'{"ocid": "\xff"}',
        b'{"ocid": "\\ud800"}',
        b'{"ocid" "x"}',
        b"{5: 1}",
        b'{"ocid": "x"} }',
        b'{"ocid": "x"]',
        b"[" * 100_000,
        b'{"ocid": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b"[]",
        b"5",
        b"[5]",
        b"hola",
        '{"ocid": "x"}'.encode("utf-16"),
    ],
    ids=lambda data: f"CHECK-7 {data[:24]!r}",
)
def test_what_cannot_be_read_says_so(data):
    with pytest.raises(UnreadableError):
        check_stream(io.BytesIO(data))


def test_the_last_of_repeated_keys_counts(package):
    """CHECK-8."""
    data = json.dumps(package).encode()

    assert check_stream(io.BytesIO(data[:-1] + b', "version": "9.9"}')) != []
    assert check_stream(io.BytesIO(b'{"version": "9.9", ' + data[1:])) == []


def test_a_byte_order_mark_is_passed_over(package):
    assert check_stream(io.BytesIO(b"\xef\xbb\xbf" + json.dumps(package).encode())) == []


def _general(path: str) -> str:
    """Return a path without the positions in lists, as the official checker tells it."""
    return "/".join(step for step in path.split("/") if not step.isdigit())


def _ours(document, *, wrapped: bool) -> dict:
    """Return our verdict in the shape of the official checker's."""
    findings = check(document, FORCED)
    above = "/releases" if wrapped else ""
    by_code = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    codes = {}
    for name in ("closed_codelist", "open_codelist"):
        for one in by_code.get(name, ()):
            codes.setdefault((name, (above + _general(one.path)).strip("/")), set()).add(one.about)
    return {
        "valid": is_valid(findings),
        "errors": sorted(
            (one.code, one.path.replace("/", f"{above}/0/", 1) if wrapped else one.path)
            for one in findings
            if one.severity == "error" and one.code != "closed_codelist"
        ),
        "closed": {at: sorted(found) for (name, at), found in codes.items() if name == "closed_codelist"},
        "open": {at: sorted(found) for (name, at), found in codes.items() if name == "open_codelist"},
        "additional_fields": sorted({above + _general(one.path) for one in by_code.get("unknown_field", ())}),
        "deprecated": sorted({one.path.rsplit("/", 1)[-1] for one in by_code.get("deprecated_field", ())}),
        "bad_ocid": sum(one.count for one in by_code.get("bad_ocid", ())),
        "empty": sum(one.count for one in by_code.get("empty_value", ())),
    }


def _theirs(verdict: dict) -> dict:
    same = {"string": "type", "integer": "type", "number": "type", "array": "type", "object": "type"}
    return {
        "valid": not verdict["errors"] and not verdict["closed"],
        "errors": sorted((same.get(kind, kind), f"/{at}" if at else "") for kind, at, _ in verdict["errors"]),
        "closed": {at: sorted(found) for at, found in verdict["closed"].items()},
        "open": {at: sorted(found) for at, found in verdict["open"].items()},
        "additional_fields": sorted(verdict["additional_fields"]),
        "deprecated": sorted(verdict["deprecated"]),
        "bad_ocid": verdict["bad_ocid"],
        "empty": verdict["empty"],
    }


@pytest.mark.reference
def test_the_verdicts_of_the_official_checker_are_ours(reference_data: Path):
    """Equal in errors, codes, unknown and deprecated fields, bad ocids and empty values."""
    folder = reference_data / "ocds"
    differing = []
    for line in (folder / "verdicts.jsonl").read_text().splitlines():
        verdict = json.loads(line)
        document = json.loads((folder / verdict["file"]).read_bytes())
        if _ours(document, wrapped=verdict["wrapped"]) != _theirs(verdict):
            differing.append(verdict["file"])

    assert differing == []
