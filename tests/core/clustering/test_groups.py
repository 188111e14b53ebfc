"""Groups of voices that ask for something alike (docs/rules/analysis.md)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.core.clustering import Text, cluster, likeness, vocabulary, weigh, words_of
from tequio.core.clustering.groups import ENOUGH, NEAR

LETTERS = st.sampled_from(["agua", "fug", "call", "parqu", "luz", "lamp", "cami", "bach", "escuel"])
TEXTS = st.lists(
    st.tuples(st.frozensets(LETTERS, max_size=5), st.frozensets(st.sampled_from(["t1", "t2"]), max_size=1)),
    max_size=14,
).map(lambda rows: [Text(f"{n:02}", stems, about) for n, (stems, about) in enumerate(rows)])


def text(key: str, words: str, *about: str) -> Text:
    return Text(key, frozenset(words.split()), frozenset(about))


def keys(texts: list[Text]) -> list[list[str]]:
    return [[member.key for member in group.members] for group in cluster(texts)]


class TestWords:
    def test_a_word_without_its_accents_counts_as_the_same(self) -> None:
        """CLU-1."""
        known = vocabulary(
            {"educación": 3, "educacion": 9, "educaciones": 1},
            {"educación": "educ", "educacion": "educacion", "educaciones": "educ"},
        )
        assert known.of("EDUCACION") == known.of("Educación") == known.of("educaciones") == {"educ"}
        assert known.say(["educ"]) == ["educación"]

    def test_what_the_dictionary_holds_for_nothing_is_left_out_however_it_is_spelled(self) -> None:
        """CLU-1."""
        known = vocabulary({"más": 1, "mas": 1, "agua": 1}, {"más": "", "mas": "mas", "agua": "agu"})
        assert known.of("mas agua") == {"agu"}

    def test_one_and_two_letters_say_nothing(self) -> None:
        assert words_of("Mi tía ya no va al 5 de Mayo") == ["tía", "mayo"]


class TestLikeness:
    def test_what_is_rare_weighs_more(self) -> None:
        """CLU-2."""
        found = weigh([frozenset({"call"}), frozenset({"call"}), frozenset({"call"}), frozenset({"fug"})])
        assert (found.weight["call"], found.weight["fug"]) == (1, 3)

    def test_the_same_words_are_wholly_alike_and_no_common_word_is_nothing(self) -> None:
        """CLU-3."""
        one, other = frozenset({"agua", "fug"}), frozenset({"luz", "lamp"})
        weights = weigh([one, other])
        assert likeness(one, one, weights).percent == 100
        assert likeness(one, other, weights).percent == 0
        assert not likeness(one, other, weights).reaches(0)

    @pytest.mark.parametrize(
        ("mine", "other", "alike"), [("agua fug", "agua luz", 0), ("agua", "agua luz", 70)]
    )
    def test_one_word_in_common_is_a_coincidence_unless_there_is_no_other(
        self, mine: str, other: str, alike: int
    ) -> None:
        """CLU-4."""
        one, two = frozenset(mine.split()), frozenset(other.split())
        weights = weigh([one, two, frozenset({"agua", "luz", "fug"})] * 2)
        assert (likeness(one, two, weights).percent > 0) == bool(alike)


class TestGroups:
    def test_what_asks_for_the_same_stands_together_around_one_that_says_why(self) -> None:
        """CLU-5."""
        found = cluster(
            [
                text("1", "fug agua call"),
                text("2", "fug agua drenaj"),
                text("3", "fug agua tub"),
                text("4", "parqu arbol sombr"),
                text("5", "parqu arbol banc"),
                text("6", "policia noch"),
            ]
        )
        assert [[m.key for m in group.members] for group in found] == [["1", "2", "3"], ["4", "5"]]
        assert set(found[0].words) == {"fug", "agua"}
        assert found[0].members[1].shared == {"fug", "agua"}

    def test_a_theme_or_a_place_in_common_asks_for_less(self) -> None:
        """CLU-6."""
        words = ("agua fug call bach", "agua fug luz lamp"), ("parqu", "escuel", "noch", "banc")
        apart = [
            text("1", words[0][0]),
            text("2", words[0][1]),
            *(text(w, w + " " + w + "2") for w in words[1]),
        ]
        found = likeness(apart[0].stems, apart[1].stems, weigh(t.stems for t in apart))
        assert NEAR <= found.percent < ENOUGH
        near = [Text(t.key, t.stems, frozenset({"theme:1"})) for t in apart[:2]] + apart[2:]
        assert keys(apart) == []
        assert keys(near) == [["1", "2"]]

    def test_groups_do_not_chain_from_one_matter_to_another(self) -> None:
        """CLU-7."""
        chain = [text(str(n), " ".join(f"w{n + k}" for k in range(4))) for n in range(9)]
        for group in cluster(chain):
            assert all(m.shared for m in group.members)
        assert max(len(group) for group in keys(chain)) <= 5

    @given(TEXTS, st.randoms(use_true_random=False))
    @settings(max_examples=80, deadline=None)
    def test_the_order_in_which_voices_came_changes_nothing(
        self, texts: list[Text], chance: random.Random
    ) -> None:
        """CLU-8."""
        shuffled = list(texts)
        chance.shuffle(shuffled)
        assert cluster(shuffled) == cluster(texts)

    @given(TEXTS)
    @settings(max_examples=80, deadline=None)
    def test_the_same_words_are_always_together(self, texts: list[Text]) -> None:
        """CLU-9."""
        where = {member.key: group.centre for group in cluster(texts) for member in group.members}
        for one in texts:
            for other in texts:
                if one.stems and one.stems == other.stems and one.key != other.key:
                    assert where[one.key] == where[other.key]

    @given(TEXTS)
    @settings(max_examples=80, deadline=None)
    def test_nobody_is_less_alike_to_the_centre_than_is_enough_nor_in_two_groups(
        self, texts: list[Text]
    ) -> None:
        """CLU-10."""
        found = [member for group in cluster(texts) for member in group.members]
        assert all(member.percent >= NEAR for member in found)
        assert len({member.key for member in found}) == len(found)
