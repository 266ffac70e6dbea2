"""The stored lexicon is what its files and the shipped agreements make it."""

import json

import pytest

from messages import compiling, lexicon
from messages.lexicon import STORED


@pytest.fixture(scope="module")
def stored() -> dict[str, object]:
    found: dict[str, object] = json.loads(STORED.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def compiled() -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(compiling.compiled()))
    return found


def test_the_stored_lexicon_is_fresh(
    stored: dict[str, object], compiled: dict[str, object]
) -> None:
    """After an edit of the lexicon or an agreement: make words."""
    assert stored.keys() == compiled.keys()
    assert [part for part in stored if stored[part] != compiled[part]] == []


def test_no_topic_has_the_name_of_another() -> None:
    topics = lexicon.shipped().topics
    assert len(set(topics)) == len(topics)


def test_a_rare_word_tells_more_of_its_topic_than_a_common_one() -> None:
    said = lexicon.shipped().said
    rare = max(weight for _, weight in said.of("visselblåsare"))
    common = max(weight for _, weight in said.of("kommun"))
    assert rare > common
