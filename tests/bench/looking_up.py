"""How quickly questions are answered when the agreements of 290 municipalities are loaded."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from messages.agreement import Agreement
from tests.bench import commands, loading, many, peers
from tests.bench.asked import everything_asked
from tests.bench.loading import Everywhere
from tests.bench.timing import Figure, Note, Outcome, Result, once

ASKED = 1000
"""How many questions SQLite is asked."""

SOONEST, MOST_MEMORY = 0.010, 150
"""Seconds of an answer at the 95th percentile; megabytes that all the agreements add."""

SOON = 0.1
"""How long the first question may take, beside loading all the agreements."""

FTS5 = (
    "CREATE VIRTUAL TABLE passage USING fts5(municipality, heading, text, tokenize = '{tokenizer}')"
)
FIND = "SELECT heading, text FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 3"


def measure() -> Iterator[Outcome]:
    """Answers and memory in one process, and the command line in processes of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'many.db'}"
        made = many.fill(url)
        first = min(loading.first(url) for _ in range(3))
        ours = loading.everywhere(url)
        yield from _compared(ours, made)
        yield from _loaded(ours, first)
        yield from commands.measure(Path(folder))


def _compared(ours: Everywhere, made: Sequence[Agreement]) -> Iterator[Outcome]:
    """The bar is against words as SQLite takes them apart; trigrams and stop words are shown."""
    there = f"with {len(made)} × {many.RULES} rules"
    found = p95(ours.found)
    yield _seconds(f"a search {there}, p95", found, SOONEST)
    yield _seconds(
        "  with what the bot reads from the database for it", p95(ours.answered), SOONEST
    )
    plain = p95(_asked(made, "unicode61", without=()))
    yield Result(what=f"a search {there}, p95 : FTS5", ours=found, theirs=plain, most=1)
    beside = {"trigrams": p95(_asked(made, "trigram", without=()))}
    if peers.there():
        beside["without stop words"] = p95(_asked(made, "unicode61", without=peers.stop_words()))
    said = (f"{name} {1000 * one:.2f} ms, {found / one:.2f}" for name, one in beside.items())
    yield Note(f"  FTS5 in other ways, p95 and our ratio to it: {'; '.join(said)}")


def _loaded(ours: Everywhere, first: float) -> Iterator[Outcome]:
    everything = f"all {len(ours.new)}"
    yield _megabytes(f"{everything} loaded", ours.loaded)
    yield _megabytes(f"{everything} loaded and asked", ours.asked)
    yield Result(
        what=f"the first question after a start : loading {everything}",
        ours=first,
        theirs=ours.loading,
        most=SOON,
    )
    new = f"the first search in each municipality, p95: {1000 * p95(ours.new):.2f} ms"
    yield Note(f"  {new}; the lexicon, which all share: {ours.lexicon:.0f} MB")


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _seconds(what: str, value: float, most: float) -> Figure:
    return Figure(what=what, value=1000 * value, most=1000 * most, unit=" ms")


def _megabytes(what: str, value: float) -> Outcome:
    """A figure, or why there is none: memory is read where Linux tells."""
    if not loading.STATUS.exists():
        return Note(f"memory not measured: there is no {loading.STATUS}")
    return Figure(what=f"memory added, {what}", value=value, most=MOST_MEMORY, unit=" MB")


def _asked(made: Sequence[Agreement], tokenizer: str, without: Collection[str]) -> list[float]:
    """The seconds of each of many questions, in a municipality each, of a table in memory."""
    database = filled(made, tokenizer)
    random = Random(1)  # noqa: S311 - not for secrets
    questions = everything_asked()
    times = []
    for _ in range(ASKED):
        number, question = random.randrange(len(made)), random.choice(questions)
        if query := matching(number, question, without):
            times.append(once(lambda: database.execute(FIND, (query,)).fetchall()))
    database.close()
    return times


def matching(number: int, question: str, without: Collection[str]) -> str:
    """The municipality and any of the words, as FTS5 has it; nothing where no word is left."""
    said = [word for word in peers.words(question) if len(word) >= peers.SHORTEST]
    words = " OR ".join(f'"{word}"' for word in said if word not in without)
    return words and f"municipality : {_term(number)} AND {{heading text}} : ({words})"


def filled(made: Sequence[Agreement], tokenizer: str) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(FTS5.format(tokenizer=tokenizer))
    for number, agreement in enumerate(made):
        rows = [
            (_term(number), section.heading, rule.text)
            for section in agreement.sections
            for rule in section.rules
        ]
        database.executemany("INSERT INTO passage VALUES (?, ?, ?)", rows)
    database.execute("INSERT INTO passage (passage) VALUES ('optimize')")
    return database


def _term(number: int) -> str:
    """One term, of the same letters for each tokenizer."""
    return f"kommun{number:03}"
