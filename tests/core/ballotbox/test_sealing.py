"""docs/rules/secrecy.md, SEAL-1 to SEAL-4."""

import pytest

from tequio.core.ballotbox import sealing
from tequio.core.ballotbox.sealing import SealError

KEY = sealing.derive(b"a secret of sixteen bytes or more", "ejercicio", "seal")
NONCE = bytes(12)


@pytest.mark.parametrize("plain", [b"", b"{}", b"\x00\x00", b"x\x80", b"x" * 1023, b"x" * 1024])
def test_what_is_sealed_opens_to_the_same(plain):
    """SEAL-1."""
    assert sealing.unseal(KEY, sealing.seal(KEY, plain, NONCE, b"mark"), b"mark") == plain


def test_sealed_bytes_open_nowhere_else():
    """SEAL-2: with another edition's key, beside another mark, changed or cut."""
    sealed = sealing.seal(KEY, b"ballot", NONCE, b"mark")
    other = sealing.derive(b"a secret of sixteen bytes or more", "otro", "seal")
    for key, data, bound in (
        (other, sealed, b"mark"),
        (KEY, sealed, b"another"),
        (KEY, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"mark"),
        (KEY, sealed[:20], b"mark"),
        (KEY, b"", b"mark"),
    ):
        with pytest.raises(SealError):
            sealing.unseal(key, data, bound)


def test_a_ballot_of_one_mark_is_as_long_as_one_of_fifty():
    """SEAL-3: the length says nothing."""
    assert len({len(sealing.seal(KEY, b"x" * length, NONCE)) for length in range(1, 1000, 37)}) == 1


def test_a_mark_is_the_same_for_the_same_pass_and_other_for_any_other():
    """SEAL-4."""
    key = sealing.derive(b"a secret of sixteen bytes or more", "ejercicio", "mark")
    assert sealing.mark(key, "code", b"ABCD") == sealing.mark(key, "code", b"ABCD")
    marks = {
        sealing.mark(k, kind, token) for k in (key, KEY) for kind in ("code", "token") for token in (b"A", b"B")
    }
    assert len(marks) == 8


def test_secrets_and_nonces_that_are_too_short_are_refused():
    for refused in (
        lambda: sealing.derive(b"short", "ejercicio", "seal"),
        lambda: sealing.seal(KEY, b"", b"short"),
        lambda: sealing.seal(b"short", b"", NONCE),
    ):
        with pytest.raises(SealError):
            refused()
