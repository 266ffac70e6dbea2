"""Who contacts whom, by way of whom: the ways that an agreement itself lays down."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from messages import search
from messages.agreement import Agreement, Path, Role, Rule
from messages.indexing import Index
from messages.words import tokens

STEP = 0.5
"""How much a way counts more for each thing of the question that one of its steps names."""

OWN = 1.0
"""How much a way counts more when it is the asker's own: when it begins with their role."""

NEAREST = 3
"""A way that no step of is named fits only where its rule is among so many best ones."""

FAR = 0.3
"""A way that fits worse than this share of the best one is about something else."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A path, and the rule that lays it down."""

    rule: Rule
    path: Path


def ways(agreement: Agreement) -> tuple[Way, ...]:
    """Every way of the agreement, in its order."""
    return tuple(Way(rule=rule, path=path) for rule in agreement.rules for path in rule.paths)


def find(index: Index, asked: str, *, top: int = 3, asker: Iterable[Role] = ()) -> tuple[Way, ...]:
    """At most `top` ways for whom or what was asked about, the best first; none where none fits.

    A rule may lay down several ways: those whose steps the question names go first.
    """
    roles = {index.roles[role] for role in asker}
    lemmas = {lemma for token in tokens(asked) for lemma, sure in index.words.read(token) if sure}
    meant = lemmas.union(*(index.lexicon.synonyms.get(lemma, ()) for lemma in lemmas))
    hits = search.find(index, asked, top=len(index.rules), asker=asker).hits
    fits = [
        (hit.score * (1 + STEP * named + OWN * own), Way(rule=hit.rule, path=path))
        for rank, hit in enumerate(hits)
        for path in hit.rule.paths
        for named in [_named(index, path.steps, meant)]
        for own in [_named(index, path.steps[:1], roles)]
        if named or rank < NEAREST
    ]
    best = sorted(fits, key=lambda fit: -fit[0])[:top]
    return tuple(way for fit, way in best if fit >= FAR * best[0][0])


def _named(index: Index, steps: Iterable[str], meant: AbstractSet[str]) -> int:
    """How many of the steps speak of what is meant."""
    lemmas = ({index.words.lemma(token) for token in tokens(step)} for step in steps)
    return sum(bool(step & meant) for step in lemmas)
