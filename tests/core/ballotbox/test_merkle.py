"""docs/rules/secrecy.md, LOG-1 to LOG-6: the append-only log."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.ballotbox import merkle
from tequio.core.ballotbox.merkle import Frontier, MemoryTree, TreeError

# The eight entries that implementations of Certificate Transparency share, and the root of each beginning.
ENTRIES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [bytes.fromhex(text) for text in (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)]  # fmt: skip
CONSISTENCY = [
    (1, 8, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]),
    (6, 8, ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]),
    (2, 5, ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"]),
]  # fmt: skip
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def leaves_of(count):
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def test_the_published_vectors_have_the_published_roots():
    """LOG-1."""
    assert [MemoryTree(LEAVES[: n + 1]).frontier.root for n in range(8)] == ROOTS
    assert Frontier().root == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_the_published_consistency_proofs_are_ours_and_hold(old, new, proof):
    """LOG-2."""
    made = merkle.consistency_proof(old, new, MemoryTree(LEAVES).hash_of)
    assert [step.hex() for step in made] == proof
    assert merkle.extends(old, ROOTS[old - 1], new, ROOTS[new - 1], made)


@given(st.lists(st.integers(0, 12), max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_every_leaf_is_proven_in_every_head_and_every_head_extends_those_before(batches, data):
    """LOG-3: whatever the batches, from the whole store or from every eighth level."""
    tree, frontier = MemoryTree(), Frontier()
    for batch in batches:
        new = leaves_of(frontier.size + batch)[frontier.size :]
        tree.append(new)
        frontier = merkle.extend(frontier, new)
    assert frontier == tree.frontier == MemoryTree(leaves_of(frontier.size)).frontier
    size = data.draw(st.integers(0, frontier.size))
    root = merkle.root_at(size, tree.hash_of)
    assert merkle.extends(
        size, root, tree.size, frontier.root, merkle.consistency_proof(size, tree.size, tree.hash_of)
    )
    for index in range(size):
        proof = merkle.inclusion_proof(index, size, tree.hash_of)
        assert merkle.includes(leaves_of(size)[index], index, size, proof, root)


@given(st.integers(1, 40), st.data())
@settings(max_examples=60, deadline=None)
def test_a_proof_shows_nothing_else(size, data):
    """LOG-4: another leaf, place, size, root, a step changed, missing or added."""
    tree, root = MemoryTree(leaves_of(size)), MemoryTree(leaves_of(size)).frontier.root
    index = data.draw(st.integers(0, size - 1))
    leaf, proof = tree.hash_of(0, index), merkle.inclusion_proof(index, size, tree.hash_of)
    other = hashlib.sha256(b"other").digest()
    assert not merkle.includes(other, index, size, proof, root)
    assert not merkle.includes(leaf, index, size, proof, other)
    assert not merkle.includes(leaf, index, size, [*proof, other], root)
    assert not merkle.includes(leaf, size, size, proof, root)
    assert not any(merkle.includes(leaf, i, size, proof, root) for i in range(size) if i != index)
    for n in range(len(proof)):
        assert not merkle.includes(leaf, index, size, [*proof[:n], other, *proof[n + 1 :]], root)
        assert not merkle.includes(leaf, index, size, [*proof[:n], *proof[n + 1 :]], root)


@given(st.integers(2, 40), st.data())
@settings(max_examples=60, deadline=None)
def test_a_log_that_was_rewritten_cannot_be_proven_to_extend_what_it_was(size, data):
    """LOG-5."""
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    leaves = leaves_of(size)
    before = MemoryTree(leaves[:old]).frontier.root
    leaves[changed] = merkle.leaf_hash(b"another ballot")
    tree = MemoryTree(leaves)
    proof = merkle.consistency_proof(old, size, tree.hash_of)
    assert not merkle.extends(old, before, size, tree.frontier.root, proof)
    assert not merkle.extends(old, before, size, tree.frontier.root, proof[:-1])
    assert not merkle.extends(size, before, old, tree.frontier.root, proof)


def test_a_store_of_every_eighth_level_proves_as_well():
    """LOG-6: a tree of 1,000 is extended and proven from levels 0 and 8 alone."""
    kept, size = {}, 1000

    def keep(node):
        if node.level % merkle.TILE == 0:
            kept[node.level, node.index] = node.hash

    frontier = merkle.extend(Frontier(), leaves_of(size), keep)
    assert len(kept) == size + 3
    hash_of = merkle.tiled(lambda level, start, count: [kept[level, start + n] for n in range(count)], size)
    whole = MemoryTree(leaves_of(size))
    assert merkle.frontier_at(size, hash_of) == frontier
    for index in (0, 255, 256, 767, 768, 999):
        assert merkle.inclusion_proof(index, size, hash_of) == merkle.inclusion_proof(
            index, size, whole.hash_of
        )
    with pytest.raises(TreeError):
        hash_of(8, 3)


@pytest.mark.parametrize(
    "ask",
    [
        lambda tree: tree.hash_of(0, 8),
        lambda tree: tree.hash_of(0, -1),
        lambda tree: tree.hash_of(9, 0),
        lambda tree: merkle.inclusion_proof(8, 8, tree.hash_of),
        lambda tree: merkle.inclusion_proof(-1, 8, tree.hash_of),
        lambda tree: merkle.consistency_proof(9, 8, tree.hash_of),
        lambda _: merkle.extend(Frontier(), [b"short"]),
        lambda _: Frontier(3, (b"",)),
        lambda _: merkle.tiled(lambda *_: [], 8)(3, 0),
    ],
)
def test_what_the_tree_does_not_have_is_refused(ask):
    with pytest.raises(TreeError):
        ask(MemoryTree(LEAVES))
