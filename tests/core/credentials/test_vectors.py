"""The values of the specifications, at every stage.

W3C Data Integrity EdDSA Cryptosuites v1.0, appendix "Representation: eddsa-jcs-2022"; RFC 8785, 3.2;
RFC 8032, 7.1.
"""

import hashlib
from datetime import UTC, datetime

import pytest

from tequio.core.credentials import PublicKey, SigningKey, Verdict, canonical, sign, verify
from tequio.core.credentials.keys import from_multibase, to_multibase
from tequio.core.credentials.proofs import hash_data

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
METHOD = f"did:key:{PUBLIC}#{PUBLIC}"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
DOCUMENT = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
CONFIG = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": METHOD,
    "proofPurpose": "assertionMethod",
    "@context": CONTEXT,
}
DOCUMENT_HASH = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
CONFIG_HASH = "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
SIGNATURE = (
    "407cd12654b33d718ecbb99179a1506daaa849450bf3fc523cce3e1c96f8b803"
    "51da3f253d725c6f00b07c9e5448d50b3ef78012b9ab54255116d069c6dd2808"
)
PROOF_VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
# The same document under a method of https, from the files of vectors of the specification's repository.
WEB_METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
WEB_VALUE = "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"


@pytest.fixture(scope="module")
def key():
    return SigningKey.from_seed(from_multibase(SECRET)[2:])  # after the two bytes that say "Ed25519, secret"


def test_cre_1_the_keys_of_the_vectors(key):
    assert from_multibase(SECRET)[:2] == b"\x80\x26"
    assert key.public.multibase == PUBLIC
    assert PublicKey.parse(PUBLIC) == key.public


def test_cre_2_every_stage_of_the_vectors(key):
    document, config = canonical(DOCUMENT), canonical(CONFIG)
    assert document.startswith(b'{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/')
    assert hashlib.sha256(document).hexdigest() == DOCUMENT_HASH
    assert hashlib.sha256(config).hexdigest() == CONFIG_HASH
    assert hash_data(DOCUMENT, CONFIG).hex() == CONFIG_HASH + DOCUMENT_HASH
    signature = key.signature(bytes.fromhex(CONFIG_HASH + DOCUMENT_HASH))
    assert signature.hex() == SIGNATURE
    assert to_multibase(signature) == PROOF_VALUE


@pytest.mark.parametrize(("method", "value"), [(METHOD, PROOF_VALUE), (WEB_METHOD, WEB_VALUE)])
def test_cre_2_the_whole_proof_of_the_vectors(key, method, value):
    signed = sign(DOCUMENT, key=key, method=method, created=CREATED)
    assert signed["proof"] == {**CONFIG, "verificationMethod": method, "proofValue": value}
    assert verify(signed, keys={method: PublicKey.parse(PUBLIC)}) is Verdict.VALID


@pytest.mark.parametrize(
    ("seed", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
    ],
)
def test_cre_1_the_vectors_of_rfc_8032(seed, public, message, signature):
    key = SigningKey.from_seed(bytes.fromhex(seed))
    assert key.public.raw.hex() == public
    assert key.signature(bytes.fromhex(message)).hex() == signature
    assert key.public.has_signed(bytes.fromhex(message), bytes.fromhex(signature))


def test_cre_3_strings_and_literals_of_rfc_8785():
    """3.2.2: the example without its fractions, which CRE-4 refuses."""
    given = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]}
    wanted = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical(given) == wanted.encode()


def test_cre_3_keys_by_utf_16_code_units_of_rfc_8785():
    """3.2.3: a face (two units that begin with D83D) comes before the Hebrew letter of the FB33 form."""
    given = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    found = canonical(given).decode()
    names = ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign"]
    names += ["Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]
    assert sorted(names, key=found.index) == names
    assert found.startswith('{"\\r":"Carriage Return","1":"One","\x80":"Control"')
