"""An agreement made ready to be searched."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from messages import grammar
from messages.agreement import Agreement, Role, Rule, Section
from messages.lexicon import Lexicon
from messages.postings import Postings
from messages.words import Reading, Words, tokens

TEXT, HEADING, TOPIC, SECTION, ROLE, PATH = 1.0, 1.0, 1.0, 0.6, 0.3, 0.5
"""How much a word counts by where it stands in a rule."""

SATURATION, LENGTH = 1.2, 0.25
"""BM25's k and b: how soon more of the same word stops adding, and how much a long text costs."""

MUCH, MOST_NAMED = 0.6, 3
"""A topic is named for a rule that speaks of it so much; no more than so many are."""

LEAST_SHARE = 0.2
"""A rule that speaks less of a topic than this, beside the one that does most, does not."""

MOST_OF_A_CUE = 1.5
"""How much the same phrase counts at most when it stands in one rule many times."""

NAMED = 1.0
"""How much a rule speaks of a topic that a person has named among its Ämnen."""

ROLE_WORDS = {role: word for word, role in grammar.ROLES.items()}


@dataclass(frozen=True, kw_only=True)
class Index:
    """For each lemma its weight in each rule, and for each topic how much each rule speaks of it.

    Rules are meant by their place in `rules`, topics by their name.
    """

    rules: tuple[Rule, ...]
    words: Words
    lexicon: Lexicon
    lemmas: Postings
    topics: Postings

    def rarity(self, lemma: str) -> float:
        """How much the lemma tells rules apart (inverse document frequency)."""
        return math.log(1 + len(self.rules) / (0.5 + self.lemmas.count(lemma)))

    @cached_property
    def roles(self) -> Mapping[Role, str]:
        """The lemma of each role's word."""
        return {role: self.words.lemma(word.casefold()) for role, word in ROLE_WORDS.items()}


@dataclass(frozen=True)
class _Part:
    """A text of a rule as lemmas, and how much it counts."""

    readings: Sequence[Reading]
    weight: float

    @cached_property
    def lemmas(self) -> list[str]:
        return [reading[0][0] for reading in self.readings]


def index(agreement: Agreement, lexicon: Lexicon, own: Mapping[str, str]) -> Index:
    """The agreement made ready, with the word map that is stored with it (messages/dictionary.py).

    Takes some tens of milliseconds, so keep it.
    """
    words = lexicon.words(own)
    read = cache(words.read)
    placed = [(rule, section) for section in agreement.sections for rule in section.rules]
    parts = [list(_parts(rule, section, agreement, read)) for rule, section in placed]
    return Index(
        rules=agreement.rules,
        words=words,
        lexicon=lexicon,
        lemmas=_weighed([_counted(part, lexicon) for part in parts]),
        topics=_topics(parts, agreement.rules, lexicon),
    )


def topics(found: Index) -> Mapping[str, Sequence[str]]:
    """What each rule speaks of most, by its id; nothing for one that speaks of no known topic."""
    told: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name in found.topics:
        for place, share in found.topics.of(name):
            if share >= MUCH:
                told[found.rules[place].id].append((-share, name))
    return {
        rule: [name for _, name in sorted(shares)[:MOST_NAMED]] for rule, shares in told.items()
    }


def _parts(
    rule: Rule, section: Section, agreement: Agreement, read: Callable[[str], Reading]
) -> Iterator[_Part]:
    """The texts of a rule; the heading of one that is word for word repeats what is in it."""
    steps = [step for path in rule.paths for step in path.steps]
    for text, weight in (
        (rule.text, TEXT),
        ("" if agreement.verbatim else rule.heading, HEADING),
        ("" if agreement.verbatim else " . ".join(rule.topics), TOPIC),
        (section.heading, SECTION),
        (" ".join(ROLE_WORDS[role] for role in rule.roles), ROLE),
        (" ".join(steps), PATH),
    ):
        yield _Part([read(token) for token in tokens(text)], weight)


def _counted(parts: Sequence[_Part], lexicon: Lexicon) -> dict[str, float]:
    """How much of each lemma there is in a rule, the agreements' own phrases as one."""
    counts: dict[str, float] = defaultdict(float)
    for part in parts:
        for reading in part.readings:
            for lemma, sure in reading:
                counts[lemma] += part.weight * (sure or 1.0)
        for length in (2, 3):
            for start in range(len(part.lemmas) - length + 1):
                phrase = " ".join(part.lemmas[start : start + length])
                if phrase in lexicon.phrases:
                    counts[phrase] += part.weight
    return counts


def _weighed(rules: Sequence[Mapping[str, float]]) -> Postings:
    sizes = [sum(counts.values()) for counts in rules]
    usual = sum(sizes) / len(sizes)
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for place, counts in enumerate(rules):
        room = SATURATION * (1 - LENGTH + LENGTH * sizes[place] / usual)
        for lemma, count in counts.items():
            weights[lemma][place] = count * (SATURATION + 1) / (count + room)
    return Postings.of_mapping(weights)


def _topics(rules: Sequence[Sequence[_Part]], cited: Sequence[Rule], lexicon: Lexicon) -> Postings:
    """How much each rule speaks of each topic, beside the one that speaks of it most."""
    cues: dict[tuple[int, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for place, parts in enumerate(rules):
        for part in parts:
            for cue in lexicon.spoken_of(part.lemmas):
                cues[cue][place] += part.weight
    told: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (topic, _), places in cues.items():
        rarity = math.log(1 + len(rules) / (0.5 + len(places)))
        for place, times in places.items():
            told[lexicon.topics[topic]][place] += rarity * min(times, MOST_OF_A_CUE)
    shares = {name: _shares(places) for name, places in told.items()}
    for place, rule in enumerate(cited):
        for name in set(rule.topics).intersection(lexicon.topics):
            shares.setdefault(name, {})[place] = NAMED
    return Postings.of_mapping(shares)


def _shares(places: Mapping[int, float]) -> dict[int, float]:
    most = max(places.values())
    return {place: told / most for place, told in places.items() if told / most > LEAST_SHARE}
