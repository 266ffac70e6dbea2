"""What samspel knows of the language and of what agreements are about, ready to be used.

The files here are written by people; `make words` puts them together in words.json.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from messages.agreement import PathCase
from messages.postings import Postings
from messages.words import Reading, Vocabulary, Words

FOLDER = Path(__file__).parent
STORED = FOLDER / "words.json"

LONGEST_PHRASE = 4

HUNDREDTHS = 100
"""What is said is weighed in hundredths: whole numbers are read in half the time."""


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The lexicon as it is used.

    `synonyms` has what people say (one or more lemmas with a space between) and the words of
    agreements for it; `stop` the lemmas that carry no meaning of their own; `beyond` the phrases
    of questions that no agreement answers. `topics` are the names of what agreements are about,
    `cases` the contact paths that those of them ask for which are no ordinary matter,
    `said` the weight, in hundredths, of each lemma for each topic by its place; places from
    len(topics) on are of topics outside agreements. `cues` are the phrases by which an agreement
    is seen to speak of a topic, by their first lemma: the topic's place and the whole phrase.
    `frames` are what tells of a topic when it is said together: a word of each group.
    """

    vocabulary: Vocabulary
    synonyms: Mapping[str, Sequence[str]]
    stop: frozenset[str]
    beyond: Sequence[str]
    topics: Sequence[str]
    cases: Mapping[str, PathCase]
    said: Postings
    frames: Sequence[tuple[int, Sequence[frozenset[str]]]]
    cues: Mapping[str, Sequence[tuple[int, Sequence[str]]]]

    @cached_property
    def phrases(self) -> frozenset[str]:
        """What agreements call things in more than one word."""
        every = (phrase for means in self.synonyms.values() for phrase in means)
        return frozenset(phrase for phrase in every if " " in phrase)

    def words(self, own: Mapping[str, str]) -> Words:
        """The words of the lexicon together with those of one agreement that it does not know.

        A word that both know is the lexicon's: "mediet" in an agreement does not make media another
        word than it is to those who ask.
        """
        new = {form: lemma for form, lemma in own.items() if self.vocabulary.find(form) is None}
        return Words(self.vocabulary, Vocabulary.of(new))

    def content(self, readings: Sequence[Reading]) -> list[Reading]:
        """The readings that carry meaning."""
        return [reading for reading in readings if reading[0][0] not in self.stop]

    def framed(self, lemmas: Collection[str]) -> Iterator[int]:
        """The topics that are told of by what is said together."""
        for topic, groups in self.frames:
            if all(group.intersection(lemmas) for group in groups):
                yield topic

    def spoken_of(self, lemmas: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The topics that an agreement's words speak of, and the phrase that each is seen by."""
        for start, lemma in enumerate(lemmas):
            for topic, phrase in self.cues.get(lemma, ()):
                if list(phrase) == list(lemmas[start : start + len(phrase)]):
                    yield topic, " ".join(phrase)


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with samspel."""
    stored = json.loads(STORED.read_text("utf-8"))
    cues: dict[str, list[tuple[int, Sequence[str]]]] = {}
    for topic, phrases in enumerate(stored["cues"]):
        for phrase in phrases:
            lemmas = phrase.split(" ")
            cues.setdefault(lemmas[0], []).append((topic, lemmas))
    forms, lemmas = (stored[part].split(" ") for part in ("forms", "lemmas"))
    plain = dict(zip(forms, lemmas, strict=True))
    return Lexicon(
        vocabulary=Vocabulary(plain, stored["dotted"]),
        synonyms=stored["synonyms"],
        stop=frozenset(stored["stop"]),
        beyond=stored["beyond"],
        topics=stored["topics"],
        cases={topic: PathCase(case) for topic, case in stored["cases"].items()},
        said=Postings(**stored["said"]),
        frames=[
            (topic, [frozenset(group) for group in groups]) for topic, groups in stored["frames"]
        ],
        cues=cues,
    )
