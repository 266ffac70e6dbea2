"""A question → the rules that answer it, or an honest "no rule covers this".

A rule is found by two kinds of evidence, added up:

- its words: each word of the question is a slot, filled by the word itself or by what agreements
  call the same thing (BM25 over the rule's text);
- its topics: what people say when they mean a topic tells which topics the question is about,
  and the agreement's own phrases tell which rules speak of those.

What people say of things outside agreements counts as doubt. An answer is given with confidence
when the evidence for the best rule outweighs the doubt.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from messages.agreement import Kind, PathCase, Role, Rule
from messages.indexing import Index
from messages.lexicon import HUNDREDTHS, LONGEST_PHRASE
from messages.words import Reading, tokens

MEANT = 0.8
"""How much the agreement's word counts when another word for it was said."""

BY_TOPIC = 1.6
"""How much the evidence of topics counts beside that of words."""

MOST_TOPICS = 6
"""How many topics a question is taken to be about at most."""

CUED = 3.0
"""How much it tells of a topic that the question has a phrase by which agreements speak of it, for
each word of the phrase after the first.
"""

FRAMED = 4.0
"""How much it tells of a topic that the words of a frame are said together."""

NEXT = 0.6
"""How much one more topic of the same rule adds, beside the one before it."""

NOT_CONDUCT = 0.85
"""How much a statement counts that guides no conduct, when a rule says nearly the same."""

OTHER_CASE, LIKELY = 0.6, 2
"""How much a path for urgent matters or media counts when the question is about neither: when none
of its most likely topics is.
"""

DOUBT = 1.3
"""How much what is said of things outside agreements counts against the best rule."""

UNKNOWN = 0.7
"""How much a word that nobody has said of anything counts against the best rule."""

COVER = 3.0
"""How much evidence it is that the best rule has a word for everything that is asked about."""

OWN_WORD = 0.2
"""How much a word tells of something outside agreements when this one uses it itself."""

ENOUGH = 7.5
"""The evidence, cover included, that remains when an answer is given with confidence."""

LONGEST_QUESTION = 300
"""Words beyond these are not read: nobody types a longer question, but somebody pastes one."""

LONGEST_SHOWN = 120
"""How many letters of a question are repeated in the answer."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A rule and how well it fits; scores compare only within one answer."""

    rule: Rule
    score: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The best rules first; `covered` is false when none of them surely answers the question."""

    covered: bool
    hits: tuple[Hit, ...]


@dataclass(frozen=True, kw_only=True)
class _Slot:
    """One thing that the question is about: the lemmas that would answer it, and how well."""

    lemmas: Mapping[str, float]


@dataclass(frozen=True)
class _Asked:
    """What is asked, in which cases of contact, and by somebody with which roles."""

    lemmas: frozenset[str]
    cases: Collection[PathCase | None]
    by: frozenset[Role]


def find(index: Index, question: str, *, top: int = 3, asker: Iterable[Role] = ()) -> Answer:
    """At most `top` rules that speak of the question, and none that is not for the asker.

    Not covered where the question holds no word of meaning, asks for what no agreement tells
    (how many, which day, what it costs), or is more about something else.
    """
    asked = index.words.with_joined(tokens(question)[:LONGEST_QUESTION])
    readings = [index.words.read(token) for token in asked]
    slots = _slots(index, readings)
    inside, outside = _topics(index, readings)
    cases = {index.lexicon.cases.get(name) for name, _ in inside[:LIKELY]}
    scores = _fitting(
        index,
        _scores(index, slots, inside),
        _Asked(_said(index, readings), cases, frozenset(asker)),
    )
    best = sorted(scores, key=lambda place: (-scores[place], place))[:top]
    hits = tuple(Hit(rule=index.rules[place], score=round(scores[place], 3)) for place in best)
    doubt = DOUBT * outside + UNKNOWN * _unknown(index, readings)
    sure = bool(best) and (
        scores[best[0]] + COVER * _cover(index, slots, best[0]) - doubt >= ENOUGH
    )
    return Answer(covered=sure and not _beyond(index, readings), hits=hits)


def _slots(index: Index, readings: Sequence[Reading]) -> list[_Slot]:
    """The words of meaning, and those that stand for one thing together as one; each once."""
    lemmas = [reading[0][0] for reading in readings]
    said: dict[str, Reading] = {}
    start = 0
    while start < len(lemmas):
        length = _phrase(index, lemmas[start:])
        said |= {lemma: readings[start + at] for at, lemma in enumerate(lemmas[start:][:length])}
        if length > 1:
            key = " ".join(lemmas[start : start + length])
            said[key] = ((key, 1.0),)
        start += length
    meaning = (reading for key, reading in said.items() if key not in index.lexicon.stop)
    return [_Slot(lemmas=_meant(index, reading)) for reading in meaning]


def _said(index: Index, readings: Sequence[Reading]) -> frozenset[str]:
    """Every word that is said or meant, also those that the agreement does not have."""
    lemmas = {lemma for reading in readings for lemma, sure in reading if sure}
    meant = (other for lemma in lemmas for other in index.lexicon.synonyms.get(lemma, ()))
    return frozenset(lemmas.union(meant))


def _phrase(index: Index, lemmas: Sequence[str]) -> int:
    """How many words from the first on have a synonym together; 1 where no more than one has."""
    for length in range(min(LONGEST_PHRASE, len(lemmas)), 1, -1):
        if " ".join(lemmas[:length]) in index.lexicon.synonyms:
            return length
    return 1


def _meant(index: Index, said: Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    for lemma, sure in said:
        for other in index.lexicon.synonyms.get(lemma, ()):
            found[other] = max(found.get(other, 0.0), MEANT * sure)
        found[lemma] = max(found.get(lemma, 0.0), sure)
    return {lemma: sure for lemma, sure in found.items() if sure and lemma in index.lemmas}


def _topics(index: Index, readings: Sequence[Reading]) -> tuple[list[tuple[str, float]], float]:
    """What the question is about, the most likely first; and how much it is about what agreements
    do not speak of.
    """
    told: dict[int, float] = defaultdict(float)
    lemmas = [reading[0][0] for reading in readings]
    for topic, phrase in index.lexicon.spoken_of(lemmas):
        told[topic] += CUED * phrase.count(" ")
    for topic in index.lexicon.framed(lemmas):
        told[topic] += FRAMED
    names = index.lexicon.topics
    for reading in dict.fromkeys(index.lexicon.content(readings)):
        best: dict[int, float] = defaultdict(float)
        for lemma, sure in reading:
            foreign = OWN_WORD if lemma in index.lemmas else 1.0
            for topic, weight in index.lexicon.said.of(lemma) if sure else ():
                telling = sure if topic < len(names) else sure * foreign
                best[topic] = max(best[topic], telling * weight / HUNDREDTHS)
        for topic, weight in best.items():
            told[topic] += weight
    inside = sorted((-told[topic], topic) for topic in told if topic < len(names))[:MOST_TOPICS]
    outside = max((weight for topic, weight in told.items() if topic >= len(names)), default=0.0)
    return [(names[topic], -weight) for weight, topic in inside], outside


def _scores(
    index: Index, slots: Sequence[_Slot], topics: Sequence[tuple[str, float]]
) -> dict[int, float]:
    scores: dict[int, float] = defaultdict(float)
    for slot in slots:
        best: dict[int, float] = defaultdict(float)
        for lemma, sure in slot.lemmas.items():
            rarity = index.rarity(lemma)
            for place, weight in index.lemmas.of(lemma):
                best[place] = max(best[place], sure * rarity * weight)
        for place, value in best.items():
            scores[place] += value
    for place, value in _by_topic(index, topics).items():
        scores[place] += BY_TOPIC * value
    return scores


def _unknown(index: Index, readings: Sequence[Reading]) -> int:
    """How many words of the question nothing is known of."""
    words = set(index.lexicon.content(readings))
    return sum(not any(sure for _, sure in reading) for reading in words)


def _cover(index: Index, slots: Sequence[_Slot], place: int) -> float:
    """The share of what is asked about that the rule has a word for; what is rare counts more."""
    spoken = total = 0.0
    for slot in slots:
        rarity = max((index.rarity(lemma) for lemma in slot.lemmas), default=index.rarity(""))
        found = any(at == place for lemma in slot.lemmas for at, _ in index.lemmas.of(lemma))
        total, spoken = total + rarity, spoken + rarity * found
    return spoken / total if total else 0.0


def _by_topic(index: Index, topics: Sequence[tuple[str, float]]) -> dict[int, float]:
    """The evidence of topics for each rule; a topic beside a likelier one is told less by."""
    shares: dict[int, list[float]] = defaultdict(list)
    for name, told in topics:
        likely = told / topics[0][1]
        for place, share in index.topics.of(name):
            shares[place].append(told * likely * share)
    return {
        place: sum(value * NEXT**rank for rank, value in enumerate(sorted(values, reverse=True)))
        for place, values in shares.items()
    }


def _fitting(index: Index, scores: Mapping[int, float], asked: _Asked) -> dict[int, float]:
    fits = {place: _fitness(index, index.rules[place], asked) for place in scores}
    return {place: score * fits[place] for place, score in scores.items() if fits[place]}


def _fitness(index: Index, rule: Rule, asked: _Asked) -> float:
    spoken_of = any(index.roles[role] in asked.lemmas for role in rule.not_for)
    if rule.kind is Kind.ORAL_TALKING_POINT or spoken_of or asked.by & set(rule.not_for):
        return 0.0
    cases = {path.case for path in rule.paths}
    fits = 1.0 if not cases or cases & {PathCase.ORDINARY, *asked.cases} else OTHER_CASE
    return fits if rule.kind is Kind.RULE else fits * NOT_CONDUCT


def _beyond(index: Index, readings: Sequence[Reading]) -> bool:
    lemmas = " ".join(reading[0][0] for reading in readings)
    return any(f" {phrase} " in f" {lemmas} " for phrase in index.lexicon.beyond)
