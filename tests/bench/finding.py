"""How often the right passage is found, beside other engines over the same imported passages.

The questions were frozen before the look-up was tuned; no question is shown here, only shares.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from messages import search
from messages.agreement import Agreement
from tests.bench import asked, peers
from tests.bench.asked import Question
from tests.bench.timing import Figure, Note, Outcome

OURS = "samspel"
SHOWN = 3
VARIED = ("rapidfuzz", "fused")
"""Engines with several scorers, of which the one that finds most is shown."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One question put to one engine: whether the right passage came, and with confidence."""

    document: str
    kind: str
    first: bool
    shown: bool
    sure: bool

    @property
    def answerable(self) -> bool:
        return self.kind not in asked.UNANSWERED


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Of the answerable questions those found first and among three; of the right first answers
    those given with confidence; of the other questions those answered with confidence all the same.
    """

    first: float
    shown: float
    kept: float
    fooled: float


Found = tuple[Sequence[str], bool]
"""The texts that an engine gives, best first, and whether it does so with confidence."""


def measure() -> Iterator[Outcome]:
    """The bars of our own figures, and tables by engine, by kind and by document."""
    if not asked.documents_are_there():
        yield Note(f"finding: not measured, the documents are not in {asked.DOCUMENTS}")
        return
    if not peers.there():
        yield Note("finding: the other engines are not installed; `make bench` does")
    results = everything_tried()
    yield from bars(shares(results[OURS]))
    yield Note(by_engine(results))
    yield Note(by_group(results, "kind", lambda one: one.kind))
    yield Note(by_group(results, "document", lambda one: one.document))


def everything_tried() -> dict[str, list[Tried]]:
    """Every frozen question put to every engine there is."""
    results: dict[str, list[Tried]] = {}
    for document in asked.FILES:
        for name, engine in _engines(asked.imported(document)).items():
            results.setdefault(name, []).extend(
                tried(document, question, engine(question.asked))
                for question in asked.questions(document)
            )
    return best_scorers(results)


def tried(document: str, question: Question, found: Found) -> Tried:
    texts, sure = found
    right = [question.answered_by(text) for text in texts[:SHOWN]]
    return Tried(
        document=document,
        kind=question.kind,
        first=right[:1] == [True],
        shown=any(right),
        sure=sure,
    )


def shares(results: Iterable[Tried]) -> Shares:
    found = list(results)
    answerable = [one for one in found if one.answerable]
    return Shares(
        first=_share(one.first for one in answerable),
        shown=_share(one.shown for one in answerable),
        kept=_share(one.sure for one in answerable if one.first),
        fooled=_share(one.sure for one in found if not one.answerable),
    )


def best_scorers(results: Mapping[str, list[Tried]]) -> dict[str, list[Tried]]:
    """Of the engines with several scorers only the one that finds most, under its whole name."""
    dropped = set()
    for engine in VARIED:
        names = [name for name in results if name.startswith(f"{engine} ")]
        ranked = sorted(names, key=lambda name: shares(results[name]).first)
        dropped |= set(ranked[:-1])
    return {name: tries for name, tries in results.items() if name not in dropped}


def bars(ours: Shares) -> list[Figure]:
    return [
        Figure(what="right passage first", value=ours.first, least=0.75, aim=0.85),
        Figure(what="right passage among three", value=ours.shown, least=0.88, aim=0.95),
        Figure(what="right first answers given with confidence", value=ours.kept, least=0.95),
        Figure(what="answered though the text does not", value=ours.fooled, most=0.3, aim=0.1),
    ]


def by_engine(results: Mapping[str, Sequence[Tried]]) -> str:
    """A row each, with its shares."""
    lines = [f"  {'':32}{'hit@1':>8}{'hit@3':>8}{'kept':>8}{'answers what the text does not':>34}"]
    for name, tries in results.items():
        one = shares(tries)
        lines.append(
            f"  {name:32}{one.first:8.3f}{one.shown:8.3f}{one.kept:8.3f}{one.fooled:34.3f}"
        )
    return "\n".join(lines)


def by_group(
    results: Mapping[str, Sequence[Tried]], name: str, group: Callable[[Tried], str]
) -> str:
    """A row for each group: hit@1/hit@3, or the share answered where nothing is to be found."""
    groups = sorted({group(one) for one in results[OURS]})
    lines = [f"  hit@1/hit@3 by {name}; where nothing is to be found, the share that is answered"]
    lines += [f"  {name:14}{'n':>4}" + "".join(f"{engine.split()[0]:>12}" for engine in results)]
    for each in groups:
        parts = [[one for one in tries if group(one) == each] for tries in results.values()]
        lines.append(
            f"  {each:14}{len(parts[0]):4}" + "".join(f"{_cell(part):>12}" for part in parts)
        )
    return "\n".join(lines)


def _cell(part: Sequence[Tried]) -> str:
    found = shares(part)
    if any(one.answerable for one in part):
        return f"{found.first:.2f}/{found.shown:.2f}"
    return f"{found.fooled:.2f}"


def _engines(agreement: Agreement) -> dict[str, Callable[[str], Found]]:
    """Ours, and the others where they are installed; they search headings and texts, as we do."""
    made = {OURS: _ours(agreement)}
    if peers.there():
        placed = [(part.heading, rule.text) for part in agreement.sections for rule in part.rules]
        passages = [f"{heading}\n{text}" for heading, text in placed]
        texts = [text for _, text in placed]
        for name, engine in peers.engines(passages).items():
            made[name] = _peer(engine, texts)
    return made


def _ours(agreement: Agreement) -> Callable[[str], Found]:
    index = asked.searchable(agreement)

    def find(question: str) -> Found:
        answer = search.find(index, question, top=SHOWN)
        return [hit.rule.text for hit in answer.hits], answer.covered

    return find


def _peer(engine: peers.Engine, texts: Sequence[str]) -> Callable[[str], Found]:
    """A peer that finds anything answers with confidence: it has no other way of saying so."""

    def find(question: str) -> Found:
        places = engine(question)
        return [texts[place] for place in places], bool(places)

    return find


def _share(found: Iterable[bool]) -> float:
    """The share of those that are true; nan of none."""
    values = list(found)
    return sum(values) / len(values) if values else float("nan")
