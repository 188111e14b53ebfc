"""Large files are read piece by piece, and give the same findings as when they are read whole."""

import io
import json

import pytest

from tequio.core.ocds import reading
from tequio.core.ocds.reading import Reader, UnreadableError, head
from tequio.core.ocds.validation import Options, check, stream
from tequio.core.ocds.validation.stream import check_stream

TAXES = "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"


@pytest.fixture
def _piece_by_piece(monkeypatch):
    """Read small files as if they were large, in stretches of a few bytes."""
    monkeypatch.setattr(stream, "SMALL", 0)
    monkeypatch.setattr(reading, "STRETCH", 64)


def streamed(document, options=None):
    data = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return {(one.code, one.path, one.count) for one in check_stream(io.BytesIO(data), options)}


def whole(document, options=None):
    return {(one.code, one.path, one.count) for one in check(document, options)}


@pytest.mark.usefixtures("_piece_by_piece")
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("last", [False, True], ids=["envelope first", "envelope last"])
def test_a_package_is_checked_alike_in_pieces(package, indent, last):
    one = package["releases"][0]
    releases = [{**one, "id": str(n), "nota": 'llaves } ] { [ " \\'} for n in range(12)]
    releases[5] |= {"tag": ["mal"]}
    releases[7] |= {"id": "3", "tender": {"id": "1", "title": "ñandú 🌵", "value": {"netAmount": "x"}}}
    head_of = {name: value for name, value in package.items() if name != "releases"} | {"extensions": [TAXES]}
    package = {"releases": releases, **head_of} if last else {**head_of, "releases": releases}

    assert streamed(json.dumps(package, indent=indent).encode()) == whole(package)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_large_package_is_checked_alike_in_stretches(package, monkeypatch, indent):
    """Releases that are whole in memory are cut many at a time, also around text that looks like a seam."""
    monkeypatch.setattr(stream, "SMALL", 0)
    monkeypatch.setattr(reading, "STRETCH", 1 << 14)
    one = package["releases"][0]
    seam = {"ocid": "x", "nota": '}, {"ocid": "z"}, {"ocid": '}
    package["releases"] = [
        {
            **one,
            "id": str(n % 70),
            "nota": [seam, seam] if n % 9 == 0 else "a",
            "tag": ["tender" if n % 7 else "mal"],
        }
        for n in range(80)
    ]

    said = streamed(json.dumps(package, indent=indent).encode())

    assert said == whole(package)
    assert ("closed_codelist", "/releases/77/tag/0", 1) in said


@pytest.mark.usefixtures("_piece_by_piece")
def test_a_record_package_is_checked_alike_in_pieces(package):
    release = package.pop("releases")[0]
    records = [{"ocid": f"ocds-abc123-{n}", "releases": [release]} for n in range(4)] + [{"ocid": "x"}, 5]
    package["records"] = records

    assert streamed(package) == whole(package)


@pytest.mark.usefixtures("_piece_by_piece")
@pytest.mark.parametrize("releases", [[], [1, "a", None, True, [], {}], [{"ocid": "x"}, 2.5]], ids=str)
def test_odd_lists_are_checked_alike_in_pieces(package, releases):
    package["releases"] = releases

    assert streamed(package) == whole(package)


@pytest.mark.usefixtures("_piece_by_piece")
@pytest.mark.parametrize("content", [None, {}, "x"], ids=str)
def test_what_is_no_list_is_checked_alike_in_pieces(package, content):
    package["releases"] = content

    assert streamed(package) == whole(package)


@pytest.mark.usefixtures("_piece_by_piece")
def test_bare_releases_and_records_are_checked_alike_in_pieces(package, release):
    record = {"ocid": release["ocid"], "releases": package["releases"]}

    assert streamed(release) == whole(release)
    assert streamed(record) == whole(record)


@pytest.mark.usefixtures("_piece_by_piece")
def test_lists_and_lines_say_which_document_it_was(package):
    sound, bad = package["releases"][0], {"ocid": "ocds-abc123-1"}
    lines = b"\n".join(json.dumps(one).encode() for one in (sound, bad, package))

    in_lines = {path for _, path, _ in streamed(lines)}
    in_list = {path for _, path, _ in streamed([sound, bad, package])}

    assert in_lines == in_list == {"/1"}


def test_small_lists_and_lines_too(package):
    sound, bad = package["releases"][0], {"ocid": "ocds-abc123-1"}
    lines = b"\n".join(json.dumps(one).encode() for one in (sound, bad))

    assert {path for _, path, _ in streamed(lines)} == {"/1"}
    assert {path for _, path, _ in streamed([sound, bad])} == {"/1"}


@pytest.mark.usefixtures("_piece_by_piece")
def test_a_second_list_is_passed_over(package):
    package["records"] = [{"ocid": "x"}]

    said = streamed(json.dumps(package).encode(), Options(ignore_extensions=True))

    assert said == set()


@pytest.mark.usefixtures("_piece_by_piece")
@pytest.mark.parametrize(
    "data",
    [
        b'{"releases": [{"ocid": "x"}, {"ocid": "y"',
        b'{"releases": [{"ocid": "x"} {"ocid": "y"}]}',
        b'{"releases": [{"ocid": "x"}], "uri" 5}',
        b'{"uri": "x" "releases": []}',
        b'{"uri": tru}',
        b'{"hola": 5}',
        b'{"ocid": "x"',
        b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}",
        b"\xff\xfe{",
        b"5",
        b"",
    ],
    ids=lambda data: f"CHECK-7 {data[:30]!r}",
)
def test_what_cannot_be_read_in_pieces_says_so(data):
    with pytest.raises(UnreadableError):
        streamed(data)


def test_a_value_beyond_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    monkeypatch.setattr(reading, "STRETCH", 100)
    reader = Reader(io.BytesIO(b'{"ocid": "' + b"x" * 5000 + b'"}').read)

    with pytest.raises(UnreadableError, match="256 MB"):
        head(reader, {})


def test_memory_does_not_grow_with_the_file(package):
    """CHECK-7: of a package of about 16 MB never more than a few stretches wait in memory."""
    release = json.dumps(package["releases"][0]).encode()
    head_of = json.dumps({name: value for name, value in package.items() if name != "releases"}).encode()
    data = head_of[:-1] + b', "releases": [' + b",\n".join([release] * 8_000) + b"]}"
    reader = Reader(io.BytesIO(data).read)

    assert head(reader, {}).carries == "releases"
    waiting = [len(reader._data) for _ in reader.items()]

    assert len(waiting) == 8_000
    assert len(data) > 15 << 20
    assert max(waiting) <= 4 * reading.STRETCH
