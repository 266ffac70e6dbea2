"""Words as people type them → lemmas, with nothing but a small stored map.

The map is made by messages/indexing.py from a dictionary of Swedish; here the dictionary is never
loaded, so that answering a question stays quick and small.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_TOKEN = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"(?<=\w):(s|en|n|ns|ens)\b")
_ACCENTS = str.maketrans("åäöéèüæø", "aaoeeuao")

SHORTEST_FIRST, SHORTEST_LAST = 3, 4
"""The fewest letters of each word in a compound; with a shorter last word bygglov would be lov."""

SHORTEST_MISSPELT = 5
"""Shorter words are not guessed at: one letter off is then another word."""

LONGEST_WORD = 60
"""A longer word is none; it is not taken apart or guessed at."""

ONE_ERROR, TWO_ERRORS = 1, 2
LONG_WORD = 9
"""From this length on a misspelt word may be two letters off."""


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; "KD:s" is "kd", punctuation is dropped."""
    normal = unicodedata.normalize("NFC", text).casefold()
    return _TOKEN.findall(_GENITIVE.sub("", normal))


def fold(word: str) -> str:
    """The word as it is typed on a keyboard without å, ä and ö."""
    return word.translate(_ACCENTS)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What samspel knows of the language.

    `lemmas` has every form of the words that agreements and the lexicon use. `concepts` has what
    people say (one or more lemmas with a space between) and the words of agreements for it.
    """

    lemmas: Mapping[str, str]
    concepts: Mapping[str, tuple[str, ...]]
    stop: frozenset[str]
    beyond: tuple[str, ...]

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The lemmas by form without å, ä and ö; the first form wins."""
        folded: dict[str, str] = {}
        for form, lemma in self.lemmas.items():
            folded.setdefault(fold(form), lemma)
        return folded

    @cached_property
    def meant(self) -> Mapping[str, list[list[str]]]:
        """What agreements call things in more than one word, by the first of them."""
        found: dict[str, list[list[str]]] = {}
        for phrase in {phrase for means in self.concepts.values() for phrase in means}:
            lemmas = phrase.split(" ")
            if len(lemmas) > 1:
                found.setdefault(lemmas[0], []).append(lemmas)
        return found

    def with_lemmas(self, lemmas: Mapping[str, str]) -> "Words":
        """The same with the words of one more agreement."""
        return Words(
            lemmas={**lemmas, **self.lemmas},
            concepts=self.concepts,
            stop=self.stop,
            beyond=self.beyond,
        )

    def understand(self, word: str) -> tuple[str, ...]:
        """The lemma of a word, or those of a compound's parts; empty for an unknown word.

        Tried in turn: the word as it stands, without å, ä and ö, as a compound of known words,
        and as a misspelling.
        """
        known = self.lemmas.get(word) or self.folded.get(fold(word))
        if known:
            return (known,)
        return self.parts(word) or self._near(word)

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of the two words that a compound is made of, an s between them allowed."""
        folded = fold(word[:LONGEST_WORD])
        for cut in range(len(folded) - SHORTEST_LAST, SHORTEST_FIRST - 1, -1):
            first, last = folded[:cut], folded[cut:]
            head = self.folded.get(first) or self.folded.get(first.removesuffix("s"))
            if head and last in self.folded:
                return head, self.folded[last]
        return ()

    def _near(self, word: str) -> tuple[str, ...]:
        if not SHORTEST_MISSPELT <= len(word) <= LONGEST_WORD:
            return ()
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a misspelt word needs it

        folded = fold(word)
        errors = TWO_ERRORS if len(word) >= LONG_WORD else ONE_ERROR
        near = (
            (distance, form)
            for form in self.folded
            if (distance := OSA.distance(folded, form, score_cutoff=errors)) <= errors
        )
        _, best = min(near, default=(0, ""))
        return (self.folded[best],) if best else ()


def shorten(text: str, longest: int) -> str:
    """The text, or the beginning of it with an ellipsis, in at most `longest` letters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def phrases(lemmas: Iterable[str], longest: int = 4) -> list[tuple[int, int, str]]:
    """Every run of up to `longest` lemmas, longest first, as (start, end, "the run")."""
    run = list(lemmas)
    return [
        (start, start + length, " ".join(run[start : start + length]))
        for length in range(min(longest, len(run)), 0, -1)
        for start in range(len(run) - length + 1)
    ]


@cache
def shipped() -> Words:
    """The words of the lexicon and of the shipped agreements."""
    stored = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return Words(
        lemmas=stored["lemmas"],
        concepts={said: tuple(means) for said, means in stored["concepts"].items()},
        stop=frozenset(stored["stop"]),
        beyond=tuple(stored["beyond"]),
    )
