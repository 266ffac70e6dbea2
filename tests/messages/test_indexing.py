"""The stored word map is what the lexicon and the shipped agreements make it."""

import json
from pathlib import Path

from messages import indexing, shipped, words
from tests.messages.agreements import agreement, rule


def test_the_stored_word_map_is_fresh() -> None:
    """After an edit of the lexicon or an agreement: make words."""
    stored = Path(indexing.__file__).with_name("words.json").read_text("utf-8")
    assert json.loads(stored) == indexing.build()


def test_the_shipped_agreements_have_no_new_words() -> None:
    known = words.shipped()
    for name in shipped.names():
        for version in shipped.versions(name):
            assert not indexing.new_words(version, known)


def test_a_new_word_of_an_agreement_is_found_in_all_its_forms() -> None:
    own = agreement(rule("a", "Om lekplatsen."))
    lemmas = indexing.lemmas_of(own, words.shipped())
    assert lemmas["lekplatsen"] == lemmas["lekplatserna"] == "lekplats"
