"""What holds, what is refused, and that nothing raises on what strangers send. docs/rules/credentials.md."""

import copy
import gzip
import json
from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.credentials import (
    CanonicalError,
    CompactError,
    CompactFacts,
    KeyUnreadable,
    PublicKey,
    SigningKey,
    Standing,
    StatusList,
    Verdict,
    canonical,
    cut_topic,
    identity_hash,
    issuer_document,
    read,
    read_keys,
    seal,
    sign,
    standing,
    unseal,
    verify,
)
from tequio.core.credentials.keys import from_multibase, to_multibase

METHOD = "https://participa.example/constancias/emisor#k1"
OTHER = SigningKey.from_seed(b"\x07" * 32)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def places(value, path=()):
    """Give the path of every leaf of a document."""
    if isinstance(value, dict | list):
        rows = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in rows:
            yield from places(inner, (*path, step))
    else:
        yield path


def changed(document, path, value):
    """Return the document with another value there; None takes the leaf away."""
    edited = copy.deepcopy(document)
    here = edited
    for step in path[:-1]:
        here = here[step]
    if value is None:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return edited


class TestCanonical:
    @given(st.recursive(st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(
        st.characters(exclude_categories=["Cs"])), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4), max_leaves=15))  # fmt: skip
    @settings(max_examples=80, deadline=None)
    def test_cre_3_it_reads_back_as_it_was_and_never_depends_on_order(self, value):
        text = canonical(value)
        assert json.loads(text) == value
        assert canonical(json.loads(text)) == text
        if isinstance(value, dict):
            assert canonical(dict(reversed(value.items()))) == text

    @pytest.mark.parametrize(
        "value",
        [1.0, float("nan"), 2**53, -(2**53), "\ud800", {1: "a"}, {"a": {2, 3}}, b"a", {"a": date(2031, 1, 1)}],
    )
    def test_cre_4_fractions_large_numbers_and_what_is_no_json_are_refused(self, value):
        with pytest.raises(CanonicalError):
            canonical(value)

    def test_cre_4_nesting_has_an_end(self):
        deep = []
        for _ in range(5_000):
            deep = [deep]
        with pytest.raises(CanonicalError, match="nested"):
            canonical(deep)


class TestKeys:
    @given(st.binary(max_size=70))
    @settings(max_examples=80, deadline=None)
    def test_cre_1_base58_reads_back(self, data):
        assert from_multibase(to_multibase(data)) == data

    @pytest.mark.parametrize(
        "text",
        ["", "z", "z6Mk", "Z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "z" + "1" * 500, "z0OIl",
         to_multibase(b"\xed\x01" + bytes(31)), to_multibase(b"\x80\x26" + bytes(32))],
    )  # fmt: skip
    def test_cre_1_what_is_no_public_key_is_refused(self, text):
        with pytest.raises(KeyUnreadable):
            PublicKey.parse(text)

    def test_cre_1_a_secret_key_does_not_show_itself(self):
        assert bytes(range(32)).hex() not in repr(SigningKey.from_seed(bytes(range(32))))
        with pytest.raises(KeyUnreadable):
            SigningKey.from_seed(b"short")
        with pytest.raises(KeyUnreadable):
            PublicKey(b"short")

    def test_cre_11_an_issuer_publishes_its_keys_and_trusts_only_those_that_it_says(self, key):
        issuer = METHOD.partition("#")[0]
        document = issuer_document(issuer, {METHOD: key.public}, retired={f"{issuer}#k0": OTHER.public})
        assert len(document["verificationMethod"]) == 2
        assert read_keys(document) == {METHOD: key.public}
        stolen = {**document["verificationMethod"][0], "controller": "https://other.example/"}
        assert read_keys({**document, "verificationMethod": [stolen, 7, {"id": 4, "controller": issuer}]}) == {}

    @given(JSON)
    @settings(max_examples=60, deadline=None)
    def test_cre_12_no_document_of_keys_raises(self, value):
        assert read_keys(value) == {}
        assert read_keys({"id": value, "assertionMethod": [value], "verificationMethod": [value]}) == {}


class TestProofs:
    def test_cre_5_the_credential_is_an_open_badge_that_names_nobody(self, signed, facts, keys):
        assert verify(signed, keys=keys) is Verdict.VALID
        assert signed["@context"][0] == "https://www.w3.org/ns/credentials/v2"
        assert signed["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        subject = signed["credentialSubject"]
        assert subject["type"] == ["AchievementSubject"]
        assert subject["achievement"]["criteria"]["narrative"]
        assert signed["credentialStatus"]["statusListIndex"] == "41"
        [identity] = subject["identifier"]
        assert identity["identityHash"] == identity_hash("  rosa luna peña ", facts.salt)
        assert "Rosa" not in json.dumps(signed)

    @given(st.data())
    @settings(max_examples=100, deadline=None)
    def test_cre_6_whatever_is_edited_it_is_refused(self, signed, keys, data):
        path = data.draw(st.sampled_from(list(places(signed))))
        value = data.draw(st.none() | st.text(max_size=20) | st.integers() | st.just([]))
        edited = changed(signed, path, value)
        if edited != signed:
            assert verify(edited, keys=keys) is not Verdict.VALID

    def test_cre_6_what_is_added_is_refused(self, signed, keys):
        for more in ({"extra": 1}, {"proof": [signed["proof"]]}, {"proof": None}):
            assert verify({**signed, **more}, keys=keys) is not Verdict.VALID
        assert verify({"proof": signed["proof"]}, keys=keys) is Verdict.MALFORMED

    def test_cre_7_another_key_is_unknown_and_a_borrowed_name_is_forged(self, signed, keys, key):
        unsigned = {name: value for name, value in signed.items() if name != "proof"}
        at = datetime(2031, 5, 4, tzinfo=UTC)
        assert verify(signed, keys={}) is Verdict.UNKNOWN_KEY
        assert verify(sign(unsigned, key=OTHER, method=METHOD, created=at), keys=keys) is Verdict.FORGED
        assert verify(signed, keys={METHOD: OTHER.public}) is Verdict.FORGED
        with pytest.raises(CanonicalError):
            sign(signed, key=key, method=METHOD, created=at)
        with pytest.raises(ValueError, match="time zone"):
            sign(unsigned, key=key, method=METHOD, created=at.replace(tzinfo=None))

    @pytest.mark.parametrize(
        ("member", "value"),
        [
            ("type", "Ed25519Signature2020"),
            ("cryptosuite", "eddsa-rdfc-2022"),
            ("proofPurpose", "authentication"),
            ("created", "yesterday"),
            ("created", "2031-02-30T00:00:00Z"),
            ("verificationMethod", 7),
            ("expires", "2032-01-01T00:00:00Z"),
            ("proofValue", "z111"),
            ("proofValue", "uAAAA"),
            ("@context", ["https://www.w3.org/ns/credentials/v2"]),
        ],
    )
    def test_cre_8_a_proof_of_another_kind_is_malformed(self, signed, keys, member, value):
        found = {**signed, "proof": {**signed["proof"], member: value}}
        assert verify(found, keys=keys) is Verdict.MALFORMED

    def test_cre_8_another_context_is_refused_also_when_it_is_only_added(self, signed, keys):
        more = [*signed["@context"], "https://other.example/v1"]
        assert verify({**signed, "@context": more}, keys=keys) is Verdict.MALFORMED
        both = {**signed, "@context": more, "proof": {**signed["proof"], "@context": more}}
        assert verify(both, keys=keys) is Verdict.FORGED

    @given(JSON)
    @settings(max_examples=80, deadline=None)
    def test_cre_12_no_document_raises(self, signed, keys, value):
        assert verify(value, keys=keys) is Verdict.MALFORMED
        for hostile in ({"proof": value}, {**signed, "name": value}, {**signed, "proof": value}):
            assert verify(hostile, keys=keys) is not Verdict.VALID

    def test_cre_12_the_same_key_twice_and_other_hostile_texts_are_not_read(self, signed, keys):
        text = json.dumps(signed)
        assert verify(read(text.encode()), keys=keys) is Verdict.VALID
        doubled = text.replace('"name"', '"name": "Otra", "name"', 1)
        for hostile in (
            doubled, text[:-1], "[" * 100_000, '{"a":1.5}', '{"a":NaN}', '{"a":' + "9" * 9_000 + "}", "[]", "7",
            '{"a":"' + "x" * 2**20 + '"}',
        ):  # fmt: skip
            assert read(hostile.encode()) is None
        assert read(b"\xff\xfe") is None
        half = read(rb'{"a":"\ud800"}')  # JSON may say half a character; it cannot be signed
        assert verify({**signed, **half}, keys=keys) is Verdict.MALFORMED


class TestStatus:
    @given(st.sets(st.integers(0, 131_071), max_size=30))
    @settings(max_examples=30, deadline=None)
    def test_cre_9_a_list_says_of_each_place_what_it_was_given(self, revoked):
        found = StatusList.decode(StatusList.of(revoked).encoded)
        assert found == StatusList.of(revoked)
        assert {place for place in {*range(50), *revoked} if found.is_set(place)} == revoked
        assert found.is_set(131_072) is None

    def test_cre_9_the_first_place_is_the_leftmost_bit_and_the_text_is_what_the_standard_says(self):
        made = StatusList.of([0, 15])
        assert made.bits[:2] == b"\x80\x01"
        assert made.encoded.startswith("uH4sIAAAAAAA")  # GZIP in base64url
        assert made.encoded == StatusList.of([15, 0]).encoded

    @pytest.mark.parametrize("places", [[-1], [131_072]])
    def test_cre_9_a_place_outside_is_an_error_of_ours(self, places):
        with pytest.raises(ValueError, match="outside"):
            StatusList.of(places)
        with pytest.raises(ValueError, match="places"):
            StatusList(b"short")

    @pytest.mark.parametrize(
        "data",
        [b"", b"not gzip", gzip.compress(bytes(100)), gzip.compress(bytes(2**24 + 1)),
         gzip.compress(bytes(2**14))[:-9], gzip.compress(bytes(2**14)) + b"more"],
    )  # fmt: skip
    def test_cre_12_no_list_raises_and_none_costs_more_than_it_may(self, data):
        assert StatusList.decode("u" + urlsafe_b64encode(data).decode().rstrip("=")) is None
        assert StatusList.decode("x") is None
        assert StatusList.decode("u!!") is None

    def test_cre_10_revoked_current_and_not_to_be_believed(self, signed, listed, keys):
        assert standing(signed, listed(), keys=keys) is Standing.CURRENT
        assert standing(signed, listed(41), keys=keys) is Standing.REVOKED
        assert standing(signed, listed(41, address="https://participa.example/otra"), keys=keys) == "unknown"
        assert standing(signed, listed(by=OTHER), keys=keys) is Standing.UNKNOWN
        assert standing(signed, signed, keys=keys) is Standing.UNKNOWN
        for index in ("-1", "131072", "１", "4 1", "", 41, None):
            status = {**signed["credentialStatus"], "statusListIndex": index}
            assert standing({"credentialStatus": status}, listed(41), keys=keys) is Standing.UNKNOWN

    @given(JSON)
    @settings(max_examples=40, deadline=None)
    def test_cre_12_no_credential_or_list_raises(self, signed, listed, keys, value):
        assert standing(value, listed(), keys=keys) is Standing.UNKNOWN
        assert standing({"credentialStatus": value}, listed(), keys=keys) is Standing.UNKNOWN
        assert standing(signed, value, keys=keys) is Standing.UNKNOWN


class TestCompact:
    def test_cre_13_it_says_what_was_sealed_and_fits_a_qr(self, key):
        facts = CompactFacts(
            "recognition", "C-2031-AB12CD34", date(2031, 12, 31), "Infraestructura hídrica", "M. G. S.", 999_999
        )
        text = seal(facts, key=key, key_id="2031-a")
        address = f"https://participacion-ciudadana.municipio.example/constancias/{facts.folio}/#{text}"
        assert unseal(address, keys={"2031-a": key.public}) == (Verdict.VALID, facts)
        assert segno.make(address, error="m", boost_error=False, micro=False).version <= 12

    @given(st.data())
    @settings(max_examples=100, deadline=None)
    def test_cre_14_whatever_character_is_changed_it_is_refused(self, key, compact, data):
        text = seal(compact, key=key, key_id="k1")
        at = data.draw(st.integers(0, len(text) - 1))
        char = data.draw(st.sampled_from("abcXYZ019-_.=|#é ") | st.just(""))
        edited = text[:at] + char + text[at + 1 :]
        if edited != text:
            assert unseal(edited, keys={"k1": key.public})[0] is not Verdict.VALID

    def test_cre_14_another_key_a_borrowed_name_and_another_domain(self, key, compact):
        text = seal(compact, key=key, key_id="k1")
        assert unseal(text, keys={"k2": key.public}) == (Verdict.UNKNOWN_KEY, None)
        assert unseal(text, keys={"k1": OTHER.public}) == (Verdict.FORGED, None)
        version, _name, payload, _signature = text.split(".")
        plain = urlsafe_b64encode(key.signature(compact.payload.encode())).decode().rstrip("=")
        assert unseal(f"{version}.k1.{payload}.{plain}", keys={"k1": key.public}) == (Verdict.FORGED, None)
        # Under another name of the same key it is another text: names are signed too.
        renamed = text.replace(".k1.", ".k2.", 1)
        assert unseal(renamed, keys={"k2": key.public}) == (Verdict.FORGED, None)

    @given(st.text() | JSON)
    @settings(max_examples=80, deadline=None)
    def test_cre_12_no_text_of_a_qr_raises(self, key, value):
        for hostile in (value, f"1.k1.{value}.{value}", f"#1.k1.AAAA.{value}"):
            assert unseal(hostile, keys={"k1": key.public}) == (Verdict.MALFORMED, None)

    @pytest.mark.parametrize(
        "wrong",
        [{"kind": "Two words"}, {"folio": "a|b"}, {"topic": "x" * 25}, {"topic": "a|b"}, {"topic": "\ud800"},
         {"initials": "demasiadas"}, {"initials": "a\nb"}, {"status_index": -1}],
    )  # fmt: skip
    def test_cre_13_what_would_not_fit_or_could_be_read_as_two_is_not_sealed(self, wrong):
        values = {"kind": "voted", "folio": "C-1", "happened_on": date(2031, 1, 1), "topic": "Agua"}
        with pytest.raises(CompactError):
            CompactFacts(**{**values, "initials": "A.", "status_index": 1, **wrong})

    def test_cre_13_the_name_of_the_key_must_fit(self, key, compact):
        with pytest.raises(CompactError):
            seal(compact, key=key, key_id="con espacios")

    @pytest.mark.parametrize(
        ("given_text", "cut"),
        [("Agua", "Agua"), ("Agua | y\nluz", "Agua  yluz"), ("ñ" * 13, "ñ" * 10 + "…"), (" a ", "a")],
    )
    def test_cre_13_a_long_topic_is_cut_at_a_whole_character(self, given_text, cut):
        assert cut_topic(given_text) == cut
