"""docs/rules/secrecy.md, HEAD-1 to HEAD-3 and RECEIPT-1 to RECEIPT-6."""

from dataclasses import replace

import pytest
from tests.core.ballotbox.builders import BOARD_SECRET

from tequio.core.ballotbox import heads, merkle, receipts
from tequio.core.ballotbox.heads import Head, HeadError
from tequio.core.ballotbox.merkle import MemoryTree
from tequio.core.ballotbox.receipts import ReceiptError

EDITION = "presupuesto-participativo"
PUBLIC = heads.public_key(BOARD_SECRET)
LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(11)]


def receipt_of(index, size=11):
    tree = MemoryTree(LEAVES)
    signed = heads.sign(Head(EDITION, size, merkle.root_at(size, tree.hash_of), 1_790_000_000), BOARD_SECRET)
    return receipts.issue(LEAVES[index], index, merkle.inclusion_proof(index, size, tree.hash_of), signed)


def test_a_head_is_five_lines_signed_by_the_board():
    """HEAD-1."""
    head = Head("ejercicio", 3, bytes(32), 1_790_000_000)
    assert head.canonical == b"tequio/head/1\nejercicio\n3\n" + b"0" * 64 + b"\n1790000000\n"
    assert heads.is_signed(heads.sign(head, BOARD_SECRET), PUBLIC)


def test_the_signature_is_that_of_rfc_8032():
    """HEAD-2: RFC 8032 §7.1, test 2."""
    secret = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert heads.public_key(secret).hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert heads.sign_bytes(b"\x72", secret).hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize(
    "change",
    [{"edition": "otra"}, {"size": 4}, {"root": bytes([1] * 32)}, {"at": 1}],
    ids=lambda c: f"HEAD-3 {next(iter(c))}",
)
def test_a_head_changed_in_anything_is_not_signed(change):
    signed = heads.sign(Head("ejercicio", 3, bytes(32), 1_790_000_000), BOARD_SECRET)
    assert not heads.is_signed(replace(signed, head=replace(signed.head, **change)), PUBLIC)


def test_heads_and_keys_that_cannot_be_are_refused():
    for refused in (
        lambda: Head("two\nlines", 0, bytes(32), 0),
        lambda: Head("ejercicio", -1, bytes(32), 0),
        lambda: Head("ejercicio", 1, bytes(31), 0),
        lambda: heads.public_key(b"short"),
    ):
        with pytest.raises(HeadError):
            refused()
    assert not heads.is_signature(b"short", b"", PUBLIC)
    assert not heads.is_signature(bytes(64), b"", b"short")


def test_the_acknowledgment_is_signed_at_once_for_one_leaf_of_one_edition():
    """RECEIPT-1."""
    paper = receipts.acknowledge(EDITION, LEAVES[3], BOARD_SECRET)
    assert receipts.read(receipts.write(paper)) == paper
    assert receipts.is_acknowledged(paper, EDITION, PUBLIC)
    assert not receipts.is_acknowledged(paper, "otra", PUBLIC)
    assert not receipts.is_acknowledged(replace(paper, leaf=LEAVES[4]), EDITION, PUBLIC)
    assert not receipts.is_acknowledged(replace(paper, tag=receipts.tag_of("otra")), "otra", PUBLIC)


@pytest.mark.parametrize("size", [1, 2, 7, 8, 11])
def test_a_receipt_goes_through_its_text_and_holds(size):
    """RECEIPT-2: for every leaf of every head."""
    for index in range(size):
        receipt = receipt_of(index, size)
        assert receipts.read(receipts.write(receipt)) == receipt
        assert receipts.holds(receipt, EDITION, PUBLIC)
        assert not receipts.holds(receipt, "otra", PUBLIC)
        assert not receipts.holds(receipt, EDITION, heads.public_key(bytes(32)))


def test_a_receipt_fits_in_1024_characters_with_a_million_leaves():
    """RECEIPT-3."""
    size, index = 2**20, 699_050
    proof = tuple(merkle.leaf_hash(bytes([n])) for n in range(receipts.path_length(index, size)))
    receipt = receipts.Receipt(receipts.tag_of("e" * 64), LEAVES[0], index, size, 2**34, proof, bytes(64))
    assert len(receipts.write(receipt)) <= 1024
    assert receipts.read(receipts.write(receipt)) == receipt


def test_a_receipt_changed_in_any_character_is_refused_or_does_not_hold():
    """RECEIPT-4."""
    text = receipts.write(receipt_of(5))
    for place in range(4, len(text)):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        try:
            assert not receipts.holds(receipts.read(changed), EDITION, PUBLIC)
        except ReceiptError:
            continue


@pytest.mark.parametrize(
    "text",
    ["", "TQ1", "TQ1.", "TQ2.AAAA", "TQ1.á", "TQ1.+/==", "TQA1.AAAA", "TQ1." + "A" * 160, "TQ1.A"],
)
def test_what_is_no_receipt_is_refused(text):
    """RECEIPT-5: one text only stands for each receipt."""
    with pytest.raises(ReceiptError):
        receipts.read(text)


def test_a_receipt_may_be_typed_in_lines_but_not_cut_or_lengthened():
    text = receipts.write(receipt_of(5))
    assert receipts.read("\n ".join([text[:40], text[40:]])) == receipt_of(5)
    for other in (text[:-43], text + "A" * 43, text + "="):
        with pytest.raises(ReceiptError):
            receipts.read(other)


def test_no_receipt_is_made_from_a_proof_that_leads_elsewhere():
    """RECEIPT-6."""
    tree = MemoryTree(LEAVES)
    signed = heads.sign(Head(EDITION, 11, tree.frontier.root, 0), BOARD_SECRET)
    with pytest.raises(ReceiptError):
        receipts.issue(LEAVES[4], 5, merkle.inclusion_proof(5, 11, tree.hash_of), signed)
    with pytest.raises(ReceiptError):
        receipts.acknowledge(EDITION, b"short", BOARD_SECRET)
