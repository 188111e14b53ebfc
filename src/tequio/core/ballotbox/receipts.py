"""What a voter takes home: at once an acknowledgment, and once the log has the ballot, a proof of it.

Neither shows the choice: both speak of the leaf, a commitment with two salts that only the box knows (``mix``).

``TQA1.…`` is the acknowledgment: the box owes this leaf a place in its log. ``TQ1.…`` is the receipt, at most
1,024 characters in a log of up to 2^20 leaves. After the dot stands base64url (RFC 4648 §5), unpadded, of::

    TQA1: tag of the edition (8) | leaf (32) | signature (64)
    TQ1:  tag (8) | leaf (32) | index (4) | size (4) | time (5) | path (32 each) | signature of the head (64)

Numbers are unsigned, most significant byte first. The tag says for which edition it is without its name; the
root is not in it, for the leaf and the path lead to it.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from tequio.core.ballotbox import heads, merkle
from tequio.core.ballotbox.heads import SIGNATURE_BYTES, Head, SignedHead
from tequio.core.ballotbox.merkle import HASH_BYTES

TAG_BYTES = 8
MOST_LEAVES = 2**32 - 1
_ACKNOWLEDGMENT, _RECEIPT = "TQA1.", "TQ1."
_DOMAIN = "tequio/receipt/1"
_FIXED = TAG_BYTES + HASH_BYTES + 4 + 4 + 5  # what stands before the path


class ReceiptError(ValueError):
    """A text that is no receipt of ours, whole and unchanged in form."""


@dataclass(frozen=True, slots=True)
class Acknowledgment:
    """The promise that the box signs as it takes a ballot."""

    tag: bytes
    leaf: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a leaf is in a signed head. ``at`` is the time of the head, in whole seconds."""

    tag: bytes
    leaf: bytes
    index: int
    size: int
    at: int
    proof: tuple[bytes, ...]
    signature: bytes


def tag_of(edition: str) -> bytes:
    """Return the eight bytes that stand for an edition in a receipt."""
    heads.check_edition(edition)
    return hashlib.sha256(f"tequio/edition/1\n{edition}\n".encode()).digest()[:TAG_BYTES]


def acknowledge(edition: str, leaf: bytes, secret: bytes) -> Acknowledgment:
    """Sign that the box has taken a leaf, with the board's Ed25519 secret key (32 bytes)."""
    return Acknowledgment(tag_of(edition), leaf, heads.sign_bytes(_promise(edition, leaf), secret))


def is_acknowledged(paper: Acknowledgment, edition: str, public: bytes) -> bool:
    """Say whether the board's key signed this acknowledgment for this edition."""
    return paper.tag == tag_of(edition) and heads.is_signature(
        paper.signature, _promise(edition, paper.leaf), public
    )


def issue(leaf: bytes, index: int, proof: list[bytes], signed: SignedHead) -> Receipt:
    """Make the receipt of a leaf from its inclusion proof in a signed head.

    Raises:
        ReceiptError: if the proof does not lead to the head.
    """
    head = signed.head
    if head.size > MOST_LEAVES or not merkle.includes(leaf, index, head.size, proof, head.root):
        raise ReceiptError("the proof does not lead to the head")
    return Receipt(tag_of(head.edition), leaf, index, head.size, head.at, tuple(proof), signed.signature)


def holds(receipt: Receipt, edition: str, public: bytes) -> bool:
    """Say whether a receipt is true: of this edition, in a head that the board's key signed."""
    signed = head_of(receipt, edition)
    return signed is not None and receipt.tag == tag_of(edition) and heads.is_signed(signed, public)


def head_of(receipt: Receipt, edition: str) -> SignedHead | None:
    """Return the signed head that a receipt leads to, to be looked for among the published ones.

    Nothing if its path leads nowhere.
    """
    root = merkle.root_of_path(receipt.leaf, receipt.index, receipt.size, receipt.proof)
    return (
        None if root is None else SignedHead(Head(edition, receipt.size, root, receipt.at), receipt.signature)
    )


def write(paper: Acknowledgment | Receipt) -> str:
    """Return the text of an acknowledgment or a receipt."""
    if isinstance(paper, Acknowledgment):
        return _ACKNOWLEDGMENT + _text(paper.tag + paper.leaf + paper.signature)
    numbers = paper.index.to_bytes(4, "big") + paper.size.to_bytes(4, "big") + paper.at.to_bytes(5, "big")
    return _RECEIPT + _text(paper.tag + paper.leaf + numbers + b"".join(paper.proof) + paper.signature)


def read(text: str) -> Acknowledgment | Receipt:
    """Read what ``write`` wrote, spaces and line breaks apart.

    Raises:
        ReceiptError: if it is anything else; one text only stands for each receipt.
    """
    text = "".join(text.split())
    if text.startswith(_ACKNOWLEDGMENT):
        return _acknowledgment(_bytes(text.removeprefix(_ACKNOWLEDGMENT)))
    if text.startswith(_RECEIPT):
        return _receipt(_bytes(text.removeprefix(_RECEIPT)))
    raise ReceiptError("a receipt begins with TQ1. or TQA1.")


def path_length(index: int, size: int) -> int:
    """Return how many steps the path from a leaf to the root has (RFC 6962 §2.1.1)."""
    inner = (index ^ (size - 1)).bit_length()
    return inner + (index >> inner).bit_count()


def _acknowledgment(data: bytes) -> Acknowledgment:
    if len(data) != TAG_BYTES + HASH_BYTES + SIGNATURE_BYTES:
        raise ReceiptError("the acknowledgment is cut or too long")
    leaf_at = TAG_BYTES + HASH_BYTES
    return Acknowledgment(data[:TAG_BYTES], data[TAG_BYTES:leaf_at], data[leaf_at:])


def _receipt(data: bytes) -> Receipt:
    if len(data) < _FIXED + SIGNATURE_BYTES:
        raise ReceiptError("the receipt is cut")
    index = int.from_bytes(data[40:44], "big")
    size = int.from_bytes(data[44:48], "big")
    if index >= size:
        raise ReceiptError("the receipt names a leaf that its log does not have")
    steps = path_length(index, size)
    if len(data) != _FIXED + steps * HASH_BYTES + SIGNATURE_BYTES:
        raise ReceiptError("the receipt is cut or too long")
    proof = tuple(
        data[start : start + HASH_BYTES] for start in range(_FIXED, len(data) - SIGNATURE_BYTES, HASH_BYTES)
    )
    at = int.from_bytes(data[48:_FIXED], "big")
    return Receipt(data[:TAG_BYTES], data[TAG_BYTES:40], index, size, at, proof, data[-SIGNATURE_BYTES:])


def _promise(edition: str, leaf: bytes) -> bytes:
    if len(leaf) != HASH_BYTES:
        raise ReceiptError("a leaf has 32 bytes")
    return f"{_DOMAIN}\n{edition}\n{leaf.hex()}\n".encode()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ReceiptError("the receipt has characters that do not belong to it") from error
    if _text(data) != text:
        raise ReceiptError("the receipt has characters that do not belong to it")
    return data
