"""Words as people type them → lemmas, with nothing but a small stored map.

The map is made by messages/compiling.py from a dictionary of Swedish; here the dictionary is never
loaded, so that answering a question stays quick and small.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

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
LONG_WORD, MOST_NEAR = 9, 5
"""From this length on a misspelt word may be two letters off."""

WHOLE, PART, PART_OF_UNKNOWN, GUESSED, UNKNOWN = 1.0, 0.5, 0.7, 0.8, 0.0
"""How much is known of a word by a reading of it: the word itself, a part of it beside the whole,
a part where the whole is unknown, what a misspelt word may have been, and nothing.
"""

Reading = Sequence[tuple[str, float]]
"""The lemmas that a word may be read as, the word's own first, and how surely each."""


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; "KD:s" is "kd", punctuation is dropped."""
    normal = unicodedata.normalize("NFC", text).casefold()
    return _TOKEN.findall(_GENITIVE.sub("", normal))


def fold(word: str) -> str:
    """The word as it is typed on a keyboard without å, ä and ö."""
    return word.translate(_ACCENTS)


def shorten(text: str, longest: int) -> str:
    """The text, or the beginning of it with an ellipsis, in at most `longest` letters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


@dataclass(frozen=True)
class Vocabulary:
    """Forms of words, each with its lemma.

    `plain` has them as they are typed without å, ä and ö; `dotted` those that with their dots are
    another word than without ("får", which is not "far"). A genitive's s need not be there.
    """

    plain: Mapping[str, str] = field(default_factory=dict)
    dotted: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: Mapping[str, str]) -> "Vocabulary":
        """The vocabulary of forms as they are written; one without dots goes before others."""
        plain = {fold(form): lemma for form, lemma in forms.items() if not form.isascii()}
        plain |= {form: lemma for form, lemma in forms.items() if form.isascii()}
        dotted = {form: lemma for form, lemma in forms.items() if plain[fold(form)] != lemma}
        return cls(_without_genitives(plain), dotted)

    def find(self, word: str) -> str | None:
        """The lemma of a word, however it is typed; None for one that is not here."""
        return self.dotted.get(word) or self.of_plain(fold(word))

    def of_plain(self, folded: str) -> str | None:
        """The lemma of a word that is typed without å, ä and ö."""
        return self.plain.get(folded) or self.plain.get(folded.removesuffix("s"))

    @cached_property
    def alike(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """The forms by their first letter and how many letters they have."""
        found: dict[tuple[str, int], list[str]] = {}
        for form in self.plain:
            found.setdefault((form[:1], len(form)), []).append(form)
        return found


def _without_genitives(plain: Mapping[str, str]) -> dict[str, str]:
    """The forms without those that only have an s more than another form of the same word."""
    return {
        form: lemma
        for form, lemma in plain.items()
        if not (form.endswith("s") and plain.get(form[:-1]) == lemma)
    }


@dataclass(frozen=True)
class Words:
    """The words that questions and one agreement are read with: those of the lexicon, which all
    agreements share, and the agreement's own.
    """

    shared: Vocabulary
    own: Vocabulary = field(default_factory=Vocabulary)

    def lemma(self, word: str) -> str:
        """The word's lemma, or the word itself."""
        return self._find(word) or word

    def read(self, word: str) -> Reading:
        """What the word may be read as.

        Tried in turn: the word as it stands, without å, ä and ö, as a compound of known words,
        and as a misspelling. A known compound is also read as its parts, for less.
        """
        known = self._find(word)
        if known:
            return ((known, WHOLE), *((part, PART) for part in self.parts(known)))
        parts = self.parts(word)
        if parts:
            return ((word, UNKNOWN), *((part, PART_OF_UNKNOWN) for part in parts))
        near = self._near(fold(word))
        return ((near, GUESSED),) if near else ((word, UNKNOWN),)

    def with_joined(self, words: Sequence[str]) -> list[str]:
        """The words, and after them each two that make one known word: "delegations beslut".

        Two words that are well known each by itself make none.
        """
        halves = (
            first + last
            for first, last in pairwise(words)
            if first.endswith("s") or self._find(first) is None
        )
        return [*words, *(word for word in halves if self._find(word))]

    def parts(self, word: str) -> tuple[str, ...]:
        """The lemmas of the two words that a compound is made of, an s between them allowed."""
        folded = fold(word[:LONGEST_WORD])
        for cut in range(len(folded) - SHORTEST_LAST, SHORTEST_FIRST - 1, -1):
            last = self._plain(folded[cut:])
            head = last and self._plain(folded[:cut])
            if head and last:
                return head, last
        return ()

    def _find(self, word: str) -> str | None:
        return self.own.find(word) or self.shared.find(word)

    def _plain(self, folded: str) -> str | None:
        return self.own.of_plain(folded) or self.shared.of_plain(folded)

    def _near(self, folded: str) -> str | None:
        if not SHORTEST_MISSPELT <= len(folded) <= LONGEST_WORD:
            return None
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a misspelt word needs it
        from rapidfuzz.process import extract  # noqa: PLC0415

        errors = TWO_ERRORS if len(folded) >= LONG_WORD else ONE_ERROR
        forms = list(self._alike(folded, errors))
        near = extract(folded, forms, scorer=OSA.distance, score_cutoff=errors, limit=MOST_NEAR)
        best = min(near, key=lambda one: (one[1], one[0]), default=None)
        return self._plain(best[0]) if best else None

    def _alike(self, folded: str, errors: int) -> Iterator[str]:
        """The forms that may be meant: people seldom mistake the first letter."""
        for length in range(len(folded) - errors, len(folded) + errors + 1):
            yield from self.own.alike.get((folded[0], length), ())
            yield from self.shared.alike.get((folded[0], length), ())
