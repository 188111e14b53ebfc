"""docs/rules/secrecy.md, TOKEN-1 to TOKEN-6: the blind signature."""

import hashlib

import pytest
from tests.core.ballotbox.builders import chance, issuer, published

from tequio.core.ballotbox import blind
from tequio.core.ballotbox.blind import BlindError


def test_the_published_vector_of_rfc_9474_is_ours_step_by_step():
    """TOKEN-1: RFC 9474, appendix A.1."""
    secret, inverse, text = published()
    key = secret.public
    r = pow(inverse, -1, key.n).to_bytes(key.size, "big")
    given = iter([text["msg_prefix"], text["salt"], r])
    prepared = blind.prepare(text["msg"], lambda _: next(given))
    blinded = blind.blind(key, prepared, lambda _: next(given))
    assert prepared == text["msg_prefix"] + text["msg"]
    assert (blinded.message, blinded.inverse) == (text["blinded_msg"], inverse)
    assert blind.blind_sign(secret, blinded.message, chance()) == text["blind_sig"]
    assert blind.finalize(key, prepared, text["blind_sig"], inverse) == text["sig"]
    assert blind.is_signed(key, prepared, text["sig"])


def test_a_token_signed_blind_opens_the_box_and_the_issuer_never_saw_it():
    """TOKEN-2: what the issuer saw and what the box sees have no number in common."""
    secret, random = issuer(), chance()
    token = blind.prepare(random(blind.SERIAL_BYTES), random)
    blinded = blind.blind(secret.public, token, random)
    signature = blind.finalize(
        secret.public, token, blind.blind_sign(secret, blinded.message, random), blinded.inverse
    )
    assert blind.is_token(secret.public, token, signature)
    assert len({blinded.message, token, signature, hashlib.sha384(token).digest()}) == 4
    again = blind.blind(secret.public, token, random)
    assert again.message != blinded.message  # the same token, hidden twice, looks like two


def test_the_same_blinded_message_always_gets_the_same_signature():
    """TOKEN-3: a repeated request is answered alike, whatever the base blinding."""
    secret, random = issuer(), chance()
    blinded = blind.blind(secret.public, b"token", random).message
    assert blind.blind_sign(secret, blinded, chance("one")) == blind.blind_sign(
        secret, blinded, chance("other")
    )


def test_a_token_of_another_zone_or_changed_in_a_bit_opens_nothing():
    """TOKEN-4."""
    secret, random = issuer(), chance()
    token = blind.prepare(random(blind.SERIAL_BYTES), random)
    blinded = blind.blind(secret.public, token, random)
    signature = blind.finalize(
        secret.public, token, blind.blind_sign(secret, blinded.message, random), blinded.inverse
    )
    other = published()[0].public
    changed = bytes([signature[0] ^ 1]) + signature[1:]
    assert not blind.is_token(other, token, signature)
    assert not blind.is_token(secret.public, token, changed)
    assert not blind.is_token(secret.public, token[:-1] + bytes([token[-1] ^ 1]), signature)
    assert not blind.is_token(secret.public, token[:-1], signature)
    assert not blind.is_token(secret.public, token, b"\x00" + signature)
    assert not blind.is_token(secret.public, token, b"\xff" * len(signature))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(lambda _n, _size: b"", id="TOKEN-5 nothing"),
        pytest.param(lambda _n, size: bytes(size), id="TOKEN-5 zero"),
        pytest.param(lambda n, size: n.to_bytes(size, "big"), id="TOKEN-5 the modulus"),
        pytest.param(lambda _n, size: b"\xff" * size, id="TOKEN-5 above the modulus"),
        pytest.param(lambda _n, size: bytes(size) + b"\x02", id="TOKEN-5 a byte too long"),
        pytest.param(lambda _n, size: b"\x02" * (size - 1), id="TOKEN-5 a byte short"),
    ],
)
def test_what_is_no_blinded_message_is_not_signed(message):
    secret = issuer()
    with pytest.raises(BlindError):
        blind.blind_sign(secret, message(secret.public.n, secret.public.size), chance())


def test_a_fault_of_the_machine_gives_no_signature():
    """TOKEN-6: half a wrong signature would let anyone factor the key."""
    good = issuer()
    broken = blind.SecretKey(good.p, good.q, good.d_p ^ 2, good.d_q, good.q_inverse)
    blinded = blind.blind(good.public, b"token", chance()).message
    with pytest.raises(BlindError, match="erred"):
        blind.blind_sign(broken, blinded, chance())


def test_an_answer_that_is_no_signature_is_not_taken_for_one():
    key, random = issuer().public, chance()
    blinded = blind.blind(key, b"token", random)
    for answer, inverse in ((blinded.message, blinded.inverse), (b"", 1), (blinded.message, 0)):
        with pytest.raises(BlindError):
            blind.finalize(key, b"token", answer, inverse)


def test_keys_of_another_kind_or_size_are_refused_and_a_secret_is_never_shown():
    for refused in (
        lambda: blind.generate_key(1024),
        lambda: blind.load_key(b"no key"),
        lambda: blind.PublicKey(2**2048 - 2),
        lambda: blind.PublicKey(2**1024 - 1),
    ):
        with pytest.raises(BlindError):
            refused()
    assert str(issuer().p) not in repr(issuer())
