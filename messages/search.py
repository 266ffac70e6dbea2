"""A question → the rules that speak of it, or an honest "no rule covers this".

Each word of a question that carries meaning becomes a *slot*: the word's own lemma, and what the
lexicon says that agreements call it. A rule's score is a sum over the slots (BM25 over heading,
topics, text and roles); its cover is how much of the question's weight it speaks of.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from messages import grammar
from messages.agreement import Agreement, Kind, Role, Rule, Section
from messages.words import Words, phrases, tokens

HEADING, TOPIC, TEXT, ROLE, PATH = 3.0, 3.0, 1.0, 1.0, 2.0
"""How much a word counts by where it stands in a rule."""

PART = 0.5
"""How much a part of a compound counts beside the whole word."""

MEANT = 0.8
"""How much the agreement's word counts when another word for it was said."""

SATURATION = 2.0
"""BM25's k: how soon more of the same word stops adding to the score."""

LEAST_COVER = 0.55
"""How much of a question a rule must speak of for the answer to be given with confidence."""

LONGEST_QUESTION = 300
"""Words beyond these are not read: nobody types a longer question, but somebody pastes one."""

LONGEST_SHOWN = 120
"""How many letters of a question are repeated in the answer."""

NOT_CONDUCT = 0.85
"""How much a statement counts that guides no conduct, when a rule says nearly the same."""

OTHER_CASE = 0.6
"""How much a path for urgent matters or media counts when the question mentions neither."""

_ROLE_WORDS = {role: word for word, role in grammar.ROLES.items()}


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A rule and how well it fits; scores compare only within one answer."""

    rule: Rule
    score: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The best rules first; `covered` is false when none of them answers the question."""

    covered: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True, kw_only=True)
class Index:
    """An agreement made ready to be searched: for each lemma, its weight in each rule."""

    rules: tuple[Rule, ...]
    words: Words
    weights: Mapping[str, Mapping[int, float]]

    def rarity(self, lemma: str) -> float:
        """How much the lemma tells rules apart (inverse document frequency)."""
        return math.log(1 + len(self.rules) / (0.5 + len(self.weights.get(lemma, ()))))


@dataclass(frozen=True, kw_only=True)
class _Slot:
    """One thing that the question is about: lemmas that would answer it, by how much each does."""

    lemmas: Mapping[str, float]
    weight: float


def index(agreement: Agreement, words: Words) -> Index:
    """The agreement made ready to be searched; takes some milliseconds, so keep it."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    placed = [(rule, section) for section in agreement.sections for rule in section.rules]
    parts = cache(words.parts)
    for number, (rule, section) in enumerate(placed):
        if rule.kind is Kind.ORAL_TALKING_POINT:
            continue
        for text, weight in _texts(rule, section):
            for lemma, count in _lemmas(text, words, parts):
                weights[lemma][number] = weights[lemma].get(number, 0.0) + weight * count
    return Index(rules=tuple(agreement.rules), words=words, weights=weights)


def find(index: Index, question: str, *, top: int = 3, asker: Iterable[Role] = ()) -> Answer:
    """At most `top` rules that speak of the question, and none that is not for the asker.

    Not covered where the question holds no word of meaning, asks for what no agreement tells
    (how many, which day, what it costs), or is about something the best rule does not mention.
    """
    asked = tokens(question)[:LONGEST_QUESTION]
    slots = _slots(index, asked)
    scores = _scores(index, slots, frozenset(asker))
    best = sorted(scores, key=lambda number: (-scores[number], number))[:top]
    hits = tuple(Hit(rule=index.rules[number], score=round(scores[number], 3)) for number in best)
    covered = bool(best) and not _beyond(index.words, asked)
    return Answer(covered=covered and _cover(index, slots, best[0]) >= LEAST_COVER, hits=hits)


def _texts(rule: Rule, section: Section) -> Iterator[tuple[str, float]]:
    yield rule.heading, HEADING
    yield from ((topic, TOPIC) for topic in rule.topics)
    yield rule.text, TEXT
    yield section.heading, TEXT
    yield " ".join(_ROLE_WORDS[role] for role in rule.roles), ROLE
    yield " ".join(step for path in rule.paths for step in path.steps), PATH


def _lemmas(
    text: str, words: Words, parts: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, float]]:
    found = tokens(text)
    lemmas = [words.lemmas.get(token, token) for token in found]
    for start, lemma in enumerate(lemmas):
        yield lemma, 1.0
        for phrase in words.meant.get(lemma, ()):
            if lemmas[start : start + len(phrase)] == phrase:
                yield " ".join(phrase), 1.0
    for token in found:
        yield from ((part, PART) for part in parts(token))


def _slots(index: Index, asked: Iterable[str]) -> list[_Slot]:
    words = index.words
    lemmas = [lemma for token in asked for lemma in words.understand(token) or (token,)]
    taken: set[int] = set()
    slots = []
    for start, end, phrase in phrases(lemmas):
        places = set(range(start, end))
        if places & taken or (phrase not in words.concepts and end - start > 1):
            continue
        taken |= places
        if phrase not in words.stop:
            slots.append(_slot(index, phrase))
    return slots


def _slot(index: Index, phrase: str) -> _Slot:
    meant = dict.fromkeys(index.words.concepts.get(phrase, ()), MEANT)
    lemmas = {lemma: weight for lemma, weight in meant.items() if lemma in index.weights}
    if phrase in index.weights:
        lemmas[phrase] = 1.0
    rarities = [index.rarity(lemma) for lemma in lemmas]
    return _Slot(lemmas=lemmas, weight=min(rarities) if rarities else index.rarity(phrase))


def _scores(index: Index, slots: Sequence[_Slot], asker: frozenset[Role]) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    for slot in slots:
        best: dict[int, float] = defaultdict(float)
        for lemma, share in slot.lemmas.items():
            for number, weight in index.weights[lemma].items():
                value = share * index.rarity(lemma) * weight / (weight + SATURATION)
                best[number] = max(best[number], value)
        for number, value in best.items():
            scores[number] += value
    said = {lemma for slot in slots for lemma in slot.lemmas}
    fitness = {number: _fitness(index, index.rules[number], said, asker) for number in scores}
    return {number: score * fitness[number] for number, score in scores.items() if fitness[number]}


def _fitness(index: Index, rule: Rule, said: set[str], asker: frozenset[Role]) -> float:
    spoken_of = {role for role in rule.not_for if index.words.lemmas.get(_ROLE_WORDS[role]) in said}
    if spoken_of or asker & set(rule.not_for):
        return 0.0
    cases = {grammar.CASE_TOPICS.get(path.case) for path in rule.paths}
    fits = 1.0 if not cases or cases & {None, *said} else OTHER_CASE
    return fits if rule.kind is Kind.RULE else fits * NOT_CONDUCT


def _cover(index: Index, slots: Sequence[_Slot], number: int) -> float:
    spoken = sum(
        slot.weight
        for slot in slots
        if any(number in index.weights[lemma] for lemma in slot.lemmas)
    )
    return spoken / sum(slot.weight for slot in slots)


def _beyond(words: Words, asked: Iterable[str]) -> bool:
    lemmas = " ".join(words.lemmas.get(token, token) for token in asked)
    return any(f" {phrase} " in f" {lemmas} " for phrase in words.beyond)
