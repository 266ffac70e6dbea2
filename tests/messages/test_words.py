"""Words as people type them are understood without a dictionary at hand."""

import subprocess
import sys

import pytest

from messages import words
from messages.words import fold, tokens

KNOWN = words.shipped()


@pytest.mark.parametrize(
    ("typed", "lemmas"),
    [
        ("enhetschefer", ("enhetschef",)),
        ("regler", ("regel",)),
        ("tjänstemännen", ("tjänsteman",)),
        ("tjanstemannen", ("tjänsteman",)),
        ("besluten", ("beslut",)),
        ("medelarfrihet", ("meddelarfrihet",)),
        ("vissleblåsning", ("visselblåsning",)),
        ("opositionen", ("opposition",)),
        ("kontaktansvar", ("kontakt", "ansvar")),
    ],
)
def test_a_word_leads_to_its_lemma(typed: str, lemmas: tuple[str, ...]) -> None:
    assert KNOWN.understand(typed) == lemmas


@pytest.mark.parametrize("word", ["xyzzy", "qwrt"])
def test_an_unknown_word_is_not_guessed_at(word: str) -> None:
    assert KNOWN.understand(word) == ()


def test_what_agreements_do_not_speak_of_is_known_as_itself() -> None:
    assert KNOWN.understand("bygglovet") == ("bygglov",)


def test_a_text_is_cut_into_words_without_marks_and_genitives() -> None:
    assert tokens("Vad är KD:s roll, egentligen?") == ["vad", "är", "kd", "roll", "egentligen"]


def test_accents_fold_to_the_letters_of_any_keyboard() -> None:
    assert fold("åäöé") == "aaoe"


def test_answering_loads_no_dictionary_of_swedish() -> None:
    code = (
        "import sys; from messages import shipped, words, search;"
        "index = search.index(shipped.versions('vaggeryd')[-1], words.shipped());"
        "search.find(index, 'får en politiker ringa en enhetschef');"
        "sys.exit('simplemma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
