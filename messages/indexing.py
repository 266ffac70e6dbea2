"""The small word map that answers are found with, made when an agreement is read in.

The only place that loads a dictionary of Swedish (simplemma: 3 s and 300 MB). `make words` runs
this file to renew messages/words.json.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from messages import shipped
from messages.agreement import Agreement
from messages.words import Words, tokens


def lemmas_of(agreement: Agreement, known: Words) -> dict[str, str]:
    """Every form of every word in the agreement that `known` does not have, with its lemma."""
    new = new_words(agreement, known)
    return _forms(new) if new else {}


def new_words(agreement: Agreement, known: Words) -> set[str]:
    """The words of the agreement that `known` does not have; finding them needs no dictionary."""
    return {word for word in vocabulary(agreement) if word not in known.lemmas}


def vocabulary(agreement: Agreement) -> set[str]:
    """The words of the agreement, as they stand there."""
    texts = (
        " ".join([section.heading, rule.heading, rule.text, *rule.topics, *rule.sources])
        for section in agreement.sections
        for rule in section.rules
    )
    return {word for text in texts for word in tokens(text)}


def build() -> dict[str, Any]:
    """The contents of messages/words.json, from the lexicon and the shipped agreements."""
    lexicon = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    lemmas = {**_forms(_lexicon_words(lexicon) | _shipped_words()), **lexicon["lemmas"]}
    return {
        "lemmas": dict(sorted(lemmas.items())),
        "concepts": _concepts(lexicon["concept"], lemmas),
        "stop": sorted({*tokens(lexicon["stop"]), *_lemmatised(lexicon["stop"], lemmas)}),
        "beyond": [" ".join(_lemmatised(phrase, lemmas)) for phrase in lexicon["beyond"]],
    }


def _lexicon_words(lexicon: Mapping[str, Any]) -> set[str]:
    texts = [lexicon["stop"], lexicon["outside"], *lexicon["beyond"], *lexicon["lemmas"].values()]
    for concept in lexicon["concept"]:
        texts += [*concept["means"], *concept["said"]]
    return {word for text in texts for word in tokens(text)}


def _shipped_words() -> set[str]:
    agreements = (version for name in shipped.names() for version in shipped.versions(name))
    return {word for agreement in agreements for word in vocabulary(agreement)}


def _concepts(
    concepts: Iterable[Mapping[str, list[str]]], lemmas: Mapping[str, str]
) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for concept in concepts:
        means = [" ".join(_lemmatised(phrase, lemmas)) for phrase in concept["means"]]
        for phrase in [*concept["said"], *concept["means"]]:
            key = " ".join(_lemmatised(phrase, lemmas))
            said[key] = list(dict.fromkeys([*said.get(key, []), *means]))
    return dict(sorted(said.items()))


def _lemmatised(phrase: str, lemmas: Mapping[str, str]) -> list[str]:
    return [lemmas.get(word, word) for word in tokens(phrase)]


def _forms(words: Iterable[str]) -> dict[str, str]:
    """Every inflected form of the words' lemmas; a word the dictionary lacks stands for itself."""
    given = {word: _lemma(word) for word in words}
    wanted = set(given.values())
    known = {form: lemma for form, lemma in _dictionary().items() if lemma in wanted}
    return {form.casefold(): lemma.casefold() for form, lemma in {**known, **given}.items()}


def _lemma(word: str) -> str:
    return _dictionary().get(word, word)


@cache
def _dictionary() -> Mapping[str, str]:
    from simplemma.strategies import DefaultDictionaryFactory  # noqa: PLC0415 - heavy

    return dict(DefaultDictionaryFactory().get_dictionary("sv"))


if __name__ == "__main__":
    text = json.dumps(build(), ensure_ascii=False, indent=0, separators=(",", ":"))
    Path(__file__).with_name("words.json").write_text(text + "\n", "utf-8")
