"""`make words`: the lexicon's files and the shipped agreements → messages/lexicon/words.json.

A topic is told by the words of what people say about it. How much a word tells depends on how few
topics it is said of (inverse document frequency), and the first few times that it is said count
most; in a short utterance each word tells more than in a long one. A word by which agreements are
seen to speak of a topic is no sign of something outside them.
"""

import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from messages import dictionary, lexicon, shipped
from messages.lexicon import FOLDER, HUNDREDTHS, STORED
from messages.words import Vocabulary, Words, tokens

SATURATION = 0.6
"""BM25's k for what is said of a topic: how soon more of the same word stops adding."""

LENGTH = 0.3
"""BM25's b: how much a topic of which much is said needs a word more often."""

Said = Sequence[str]


def compiled() -> dict[str, Any]:
    """The contents of words.json."""
    language = _file("language")
    inside = [
        topic
        for path in sorted(FOLDER.glob("topics_*.toml"))
        for topic in _file(path.stem)["topic"]
    ]
    outside = _file("outside")["outside"]
    lemmas = dictionary.forms(_words(language, [*inside, *outside]), language["lemmas"])
    words = Words(Vocabulary.of(lemmas))
    names = [topic["name"] for topic in inside]
    plain = dict(sorted(words.shared.plain.items()))
    stop = {*tokens(language["stop"]), *_lemmas(language["stop"], words)}
    known = {lemma for topic in inside for cue in topic["means"] for lemma in _lemmas(cue, words)}
    said = [_times([*topic["means"], *topic["said"]], words, stop) for topic in inside]
    doubts = [_times(topic["said"], words, stop | known) for topic in outside]
    return {
        "forms": " ".join(plain),
        "lemmas": " ".join(plain.values()),
        "dotted": dict(sorted(words.shared.dotted.items())),
        "synonyms": _synonyms(language["concept"], words),
        "stop": sorted(stop),
        "beyond": [" ".join(_lemmas(phrase, words)) for phrase in language["beyond"]],
        "topics": names,
        "cases": {topic["name"]: topic["case"] for topic in inside if "case" in topic},
        "cues": [[" ".join(_lemmas(cue, words)) for cue in topic["means"]] for topic in inside],
        "frames": [
            [
                names.index(frame["topic"]),
                [sorted(set(_lemmas(line, words))) for line in frame["words"]],
            ]
            for frame in language["frame"]
        ],
        "said": _weights([*said, *doubts]),
    }


def _file(name: str) -> Any:  # noqa: ANN401 - as tomllib's own
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _words(language: Mapping[str, Any], topics: Iterable[Mapping[str, Any]]) -> set[str]:
    texts = [language["stop"], *language["beyond"], *language["lemmas"].values()]
    for concept in language["concept"]:
        texts += [*concept["means"], *concept["said"]]
    for frame in language["frame"]:
        texts += frame["words"]
    for topic in topics:
        texts += [*topic.get("means", ()), *topic["said"]]
    of_agreements = (
        dictionary.vocabulary(version)
        for name in shipped.names()
        for version in shipped.versions(name)
    )
    return {word for text in texts for word in tokens(text)}.union(*of_agreements)


def _synonyms(concepts: Iterable[Mapping[str, list[str]]], words: Words) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for concept in concepts:
        means = [" ".join(_lemmas(phrase, words)) for phrase in concept["means"]]
        for phrase in [*concept["said"], *concept["means"]]:
            key = " ".join(_lemmas(phrase, words))
            said[key] = list(dict.fromkeys([*said.get(key, []), *means]))
    return dict(sorted(said.items()))


def _lemmas(phrase: str, words: Words) -> list[str]:
    return [words.lemma(word) for word in tokens(phrase)]


def _times(utterances: Said, words: Words, stop: set[str]) -> dict[str, float]:
    """How often each lemma is said, by how much it tells in each utterance."""
    times: dict[str, float] = defaultdict(float)
    for utterance in utterances:
        readings = [words.read(word) for word in tokens(utterance)]
        content = [one for one in readings if one[0][0] not in stop] or readings
        told: dict[str, float] = {}
        for lemma, sure in (each for reading in content for each in reading):
            if sure and lemma not in stop:
                told[lemma] = max(told.get(lemma, 0.0), sure)
        for key, weight in told.items():
            times[key] += weight / math.sqrt(max(1, len(content)))
    return times


def _weights(topics: Sequence[Mapping[str, float]]) -> dict[str, list[Any]]:
    """For each key the topics of which it is said and its weight (BM25) for each, as Postings."""
    spread: dict[str, list[int]] = defaultdict(list)
    for place, times in enumerate(topics):
        for key in times:
            spread[key].append(place)
    keys = sorted(spread)
    sizes = [sum(times.values()) for times in topics]
    usual = sum(sizes) / len(sizes)
    return {
        "keys": keys,
        "counts": [len(spread[key]) for key in keys],
        "places": [place for key in keys for place in spread[key]],
        "weights": [
            _weight(
                topics[place][key], sizes[place] / usual, len(topics) / (0.5 + len(spread[key]))
            )
            for key in keys
            for place in spread[key]
        ],
    }


def _weight(times: float, size: float, rare: float) -> int:
    room = SATURATION * (1 - LENGTH + LENGTH * size)
    return round(HUNDREDTHS * math.log(1 + rare) * times * (SATURATION + 1) / (times + room))


def _stored(parts: Mapping[str, Any]) -> str:
    """The parts as JSON, each on a line of its own."""
    lines = (f"{json.dumps(name)}:{_line(part)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    STORED.write_text(_stored(compiled()), "utf-8")
    lexicon.shipped.cache_clear()
