"""A process of its own that answers from a database of many municipalities, and says how it went.

Run as `python -m tests.bench.loading first|everywhere URL`; prints JSON.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from sqlalchemy import Engine

from bot import agreements
from bot.cli.run import COLLECT
from bot.database import opened, reading
from messages import lexicon, search
from messages.addressing import Municipality
from messages.indexing import Index
from schedules import calendar
from tests.bench.asked import everything_asked
from tests.bench.timing import once

STATUS = Path("/proc/self/status")

EACH = 4
"""How many questions each municipality is asked when all of them are loaded."""


@dataclass(frozen=True, kw_only=True)
class Everywhere:
    """Seconds and megabytes: of the lexicon (`lexicon`), of loading all (`loading` is seconds,
    `loaded` megabytes) and asking them (`asked`), of each one's first question, and those after.

    `found` are searches alone, `answered` with what is read from the database for each.
    """

    lexicon: float
    loading: float
    loaded: float
    asked: float
    new: list[float]
    found: list[float]
    answered: list[float]


def first(url: str) -> float:
    """The seconds of the first question after a start, in a new process."""
    return float(_said("first", url))


def everywhere(url: str) -> Everywhere:
    """All municipalities loaded and asked, in a new process."""
    return Everywhere(**json.loads(_said("everywhere", url)))


def _said(what: str, url: str) -> str:
    command = [sys.executable, "-m", __name__, what, url]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _first(engine: Engine) -> float:
    with reading(engine) as session:
        places = calendar.municipalities(session)
    return once(_answering(engine, places[len(places) // 2], everything_asked()[0]))


def _everywhere(engine: Engine) -> Everywhere:
    with reading(engine) as session:
        places = calendar.municipalities(session)
    shared = _settle()
    questions, random = everything_asked(), Random(1)  # noqa: S311 - not for secrets
    before, begun = _megabytes(), time.perf_counter()
    indices = [_index(engine, place) for place in places]
    loading, loaded = time.perf_counter() - begun, _megabytes()
    new = [once(_finding(index, random.choice(questions))) for index in indices]
    rounds = [(index, one) for index in indices for one in random.sample(questions, EACH)]
    random.shuffle(rounds)
    found = [once(_finding(index, one)) for index, one in rounds]
    answered = [once(_answering(engine, place, random.choice(questions))) for place in places]
    return Everywhere(
        lexicon=shared,
        loading=loading,
        loaded=loaded - before,
        asked=_megabytes() - before,
        new=new,
        found=found,
        answered=answered,
    )


def _settle() -> float:
    """Load the lexicon, with what it makes of itself at the first misspelt word, and look for
    garbage as seldom as `samspel run` does; the megabytes that this takes.
    """
    before = _megabytes()
    lexicon.shipped().words({}).read("medarbeatre")
    gc.freeze()
    gc.set_threshold(*COLLECT)
    return _megabytes() - before


def _index(engine: Engine, municipality: Municipality) -> Index:
    """As the bot has it: today's version, made ready where it is not yet."""
    with reading(engine) as session:
        (agreement,) = agreements.everyone(session, municipality)
        return agreements.index(session, municipality, agreement)


def _finding(index: Index, question: str) -> Callable[[], object]:
    return lambda: search.find(index, question)


def _answering(engine: Engine, municipality: Municipality, question: str) -> Callable[[], object]:
    return lambda: search.find(_index(engine, municipality), question)


def _megabytes() -> float:
    """What the process has in memory now; nothing where the system does not tell."""
    if not STATUS.exists():
        return 0.0
    lines = STATUS.read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


if __name__ == "__main__":
    with opened(sys.argv[2]) as engine:
        if sys.argv[1] == "first":
            print(_first(engine))  # noqa: T201 - what is read by whoever started it
        else:
            print(json.dumps(asdict(_everywhere(engine))))  # noqa: T201
