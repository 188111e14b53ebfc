"""The audit file: the same bytes for the same count, and a program that counts it again alone."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.tally.builders import election

from tequio.core.tally import counting, rules
from tequio.core.tally.audit import archive, files, recount
from tequio.core.tally.audit.signing import KeyUnusableError, signer
from tequio.core.tally.counting import count
from tequio.core.tally.elections import Ballot, Election, Envelope, Project, VoteType
from tequio.core.tally.exclusion import Exclusive
from tequio.core.tally.lot import Lot
from tequio.core.tally.pabulib.reader import read
from tequio.core.tally.pots import Pots, Remainder, When
from tequio.core.tally.rules import (
    Compare,
    Completion,
    Fill,
    Parameters,
    Start,
    Stop,
    UnsupportedRuleError,
    Utility,
)
from tequio.core.tally.thresholds import Rounding
from tequio.core.tally.ties import TieRule


def packed(result, **more):
    return b"".join(archive.stream(files.files(result, **more)))


def unpacked(result, folder, **more):
    zipfile.ZipFile(io.BytesIO(packed(result, **more))).extractall(folder)
    return folder


def recounted(folder):
    """Run the program of a folder by itself: without our packages and without the current directory."""
    command = [sys.executable, "-I", str(folder / "recount.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def simple():
    return count(election({"a": 60, "b": 70, "c": 30}, {"a": 9, "b": 6, "c": 4}, budget=100), "greedy-skip")


def test_the_same_count_gives_the_same_bytes():
    """AUDIT-1."""
    assert packed(simple()) == packed(simple())


def test_it_has_all_that_a_stranger_needs_and_the_sum_of_each_file(tmp_path):
    """AUDIT-2."""
    unpacked(simple(), tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"LEAME.txt", "definition.json", "recount.py", "result.json", "ballots.pb", "SHA256SUMS"}
    for line in (tmp_path / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    said = json.loads((tmp_path / "result.json").read_text())
    assert len(said["engine"]["sha256"]) == 64
    assert recounted(tmp_path) == (0, "2 ganadores: todo coincide.\n")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("ballots.pb", "\n7;a", "\n7;b", "de las boletas sale"),
        ("result.json", '"winners": [\n    "a"', '"winners": [\n    "b"', "result.json: el archivo cambió"),
        ("definition.json", '"amount_centavos": 100', '"amount_centavos": 70', "al contar salen ['a']"),
    ],
)
def test_whatever_is_changed_is_told(tmp_path, name, old, new, said):
    """AUDIT-3."""
    unpacked(simple(), tmp_path)
    text = (tmp_path / name).read_text()
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1))
    code, out = recounted(tmp_path)
    assert code == 1
    assert said in out


def test_the_sums_are_signed_with_ed25519(tmp_path):
    """AUDIT-4."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unpacked(simple(), tmp_path, sign=signer(pem))
    key.public_key().verify((tmp_path / "SHA256SUMS.sig").read_bytes(), (tmp_path / "SHA256SUMS").read_bytes())
    other = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for bad in (b"nada", other):
        with pytest.raises(KeyUnusableError):
            signer(bad)


@st.composite
def cases(draw):
    """Return an election with one, two or three envelopes, a rule, and parameters that it honours."""
    places = draw(st.sampled_from([("",), ("n", "s"), ("n", "s", "c")]))
    costs = draw(st.lists(st.integers(0, 60), min_size=len(places), max_size=8))
    projects = tuple(
        Project(str(i), cost * 100, envelope=places[i % len(places)], withdrawn=cost == 59)
        for i, cost in enumerate(costs)
    )
    kinds = [VoteType.APPROVAL, VoteType.SCORING, *([VoteType.ORDINAL] if len(places) == 1 else [])]
    kind = draw(st.sampled_from(kinds))
    ids = st.lists(st.sampled_from([p.id for p in projects]), unique=True, max_size=4)
    points = st.fractions(0, 3, max_denominator=3)
    ballots = tuple(
        Ballot(tuple(said), tuple(draw(points) for _ in said) if kind.has_points else (), times)
        for said, times in draw(st.lists(st.tuples(ids, st.integers(1, 3)), max_size=9))
    )
    most = st.none() | st.integers(1, 3)
    envelopes = tuple(Envelope(place, draw(st.integers(1, 120)) * 100, draw(most)) for place in places)
    rule = draw(st.sampled_from([name for name in rules.names() if name != "knapsack"]))
    told = Parameters(
        threshold=draw(st.integers(0, 2)),
        threshold_percent=draw(st.none() | st.fractions(0, 60, max_denominator=4)),
        rounding=draw(st.sampled_from(Rounding)),
        part_percent=draw(st.none() | st.just(80)),
        ties=draw(st.sampled_from([TieRule.COST, TieRule.FILE, TieRule.TEXT, TieRule.LOT])),
        lot=Lot("semilla"),
        pots=Pots("c", draw(st.sampled_from(When)), draw(st.sampled_from(Remainder))),
        utility=draw(st.sampled_from(Utility)),
        completion=draw(st.sampled_from(Completion)),
        start=draw(st.sampled_from(Start)),
        stop=draw(st.sampled_from(Stop)),
        fill=draw(st.sampled_from(Fill)),
        compare=draw(st.sampled_from(Compare)),
        min_share=draw(st.none() | st.just(3)),
    )
    if rules.find(rule).excludes and len(projects) > 1:
        groups = draw(st.lists(st.permutations([p.id for p in projects]).map(lambda ids: ids[:2]), max_size=2))
        kept = draw(st.booleans())
        told = replace(told, exclusive=tuple(Exclusive(tuple(g), g[0] if kept else "") for g in groups))
    return Election(kind, envelopes, projects, ballots), rule, told


@given(cases())
@settings(max_examples=80, deadline=None)
def test_the_recount_equals_the_count(tmp_path_factory, case):
    """AUDIT-5: recounted in this process, with nothing of the engine but its file of data."""
    told, rule, parameters = case
    result = count(told, rule, parameters)
    folder = unpacked(result, tmp_path_factory.mktemp("audit"))
    recount.HERE = folder
    assert recount.main([]) == 0
    assert recount.main(["--rapido"]) == 0


def test_ballots_in_order_over_several_envelopes_cannot_be_told_apart():
    """AUDIT-8."""
    told = Election(
        VoteType.ORDINAL,
        (Envelope("n", 9), Envelope("s", 9)),
        (Project("a", 1, envelope="n"), Project("b", 1, envelope="s")),
        (Ballot(("a", "b")),),
    )
    with pytest.raises(UnsupportedRuleError, match="varias bolsas"):
        packed(count(told, "greedy-skip"))


def test_a_tie_left_to_the_assembly_is_recounted_in_every_order(tmp_path):
    """AUDIT-6."""
    told = election({"a": 60, "b": 60, "c": 40}, {"a": 2, "b": 2, "c": 9}, budget=100)
    result = count(told, "greedy-skip", Parameters(ties=TieRule.ASSEMBLY))
    assert result.winners == ["c"]
    assert recounted(unpacked(result, tmp_path))[0] == 0


@pytest.mark.reference
@pytest.mark.parametrize(
    "name",
    [
        "Poland_Zabrze_2021_Pawlow",
        "Poland_Krakow_2018_Czyzyny",
        "Poland_Katowice_2022_Dabrowka_Mala",
        "Poland_Warszawa_2021_Ursynow",
        "Poland_Gdynia_2020_Orlowo__large",
        "Poland_Swiecie_2023",
    ],
)
def test_a_real_election_is_recounted_by_a_stranger(reference_data, tmp_path, name):
    """AUDIT-7."""
    told = read((reference_data / "pabulib" / f"{name}.pb").read_bytes()).election
    found = counting.declared(told)
    result = count(told, found.rule, found.parameters)
    code, out = recounted(unpacked(result, tmp_path))
    assert (code, out) == (0, f"{len(result.winners)} ganadores: todo coincide.\n")
