"""Words as people type them are understood without a dictionary at hand."""

import subprocess
import sys

import pytest

from messages import lexicon
from messages.words import Vocabulary, Words, fold, tokens

KNOWN = lexicon.shipped().words({})


def lemmas(word: str) -> tuple[str, ...]:
    return tuple(lemma for lemma, sure in KNOWN.read(word) if sure)


@pytest.mark.parametrize(
    ("typed", "lemma"),
    [
        ("enhetschefer", "enhetschef"),
        ("regler", "regel"),
        ("tjänstemännen", "tjänsteman"),
        ("tjanstemannen", "tjänsteman"),
        ("besluten", "beslut"),
        ("medelarfrihet", "meddelarfrihet"),
        ("vissleblåsning", "visselblåsning"),
        ("opositionen", "opposition"),
    ],
)
def test_a_word_leads_to_its_lemma(typed: str, lemma: str) -> None:
    assert lemmas(typed)[0] == lemma


def test_an_unknown_compound_is_read_as_its_parts() -> None:
    assert lemmas("kontaktansvar") == ("kontakt", "ansvar")


def test_a_known_compound_is_also_read_as_its_parts_for_less() -> None:
    (whole, sure), *parts = KNOWN.read("verksamhetsbesök")
    assert whole == "verksamhetsbesök"
    assert {part for part, _ in parts} == {"verksamhet", "besök"}
    assert all(less < sure for _, less in parts)


@pytest.mark.parametrize("word", ["xyzzy", "qwrt", "x" * 5000])
def test_an_unknown_word_is_not_guessed_at(word: str) -> None:
    assert lemmas(word) == ()


def test_what_agreements_do_not_speak_of_is_known_as_itself() -> None:
    assert lemmas("bygglovet")[0] == "bygglov"


def test_an_agreements_own_words_go_before_the_lexicons() -> None:
    words = Words(Vocabulary.of({"mål": "mål"}), Vocabulary.of({"mål": "rättsmål"}))
    assert words.lemma("mål") == "rättsmål"


def test_a_word_that_is_another_without_its_dots_keeps_its_own_meaning() -> None:
    words = Words(Vocabulary.of({"får": "få", "far": "far", "mål": "mål"}))
    assert words.lemma("far") == "far"
    assert words.lemma("får") == "få"
    assert words.read("mal")[0] == ("mål", 1.0)


def test_a_text_is_cut_into_words_without_marks_and_genitives() -> None:
    assert tokens("Vad är KD:s roll, egentligen?") == ["vad", "är", "kd", "roll", "egentligen"]


def test_accents_fold_to_the_letters_of_any_keyboard() -> None:
    assert fold("åäöé") == "aaoe"


def test_answering_loads_no_dictionary_of_swedish() -> None:
    code = (
        "import sys; from messages import indexing, lexicon, search, shipped;"
        "index = indexing.index(shipped.versions('vaggeryd')[-1], lexicon.shipped(), {});"
        "search.find(index, 'får en politiker ringa en enhetschef');"
        "sys.exit('simplemma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_compound_that_was_split_is_read_as_one_word_too() -> None:
    assert KNOWN.with_joined(["delegations", "beslut"])[2:] == ["delegationsbeslut"]


def test_two_words_of_their_own_make_no_compound() -> None:
    assert KNOWN.with_joined(["kontakt", "chef"]) == ["kontakt", "chef"]
