"""Real lemmas: the only place that loads a dictionary of Swedish (simplemma: 3 s and 300 MB)."""

from collections.abc import Iterable, Mapping
from functools import cache

from messages.agreement import Agreement
from messages.words import Words, tokens


def lemmas_of(agreement: Agreement, known: Words) -> dict[str, str]:
    """Every form of every word in the agreement that `known` does not have, with its lemma."""
    new = new_words(agreement, known)
    return forms(new) if new else {}


def new_words(agreement: Agreement, known: Words) -> set[str]:
    """The words of the agreement that `known` does not have; finding them needs no dictionary."""
    return {word for word in vocabulary(agreement) if known.shared.find(word) is None}


def vocabulary(agreement: Agreement) -> set[str]:
    """The words of the agreement, as they stand there."""
    texts = (
        " ".join([section.heading, rule.heading, rule.text, *rule.topics, *rule.sources])
        for section in agreement.sections
        for rule in section.rules
    )
    return {word for text in texts for word in tokens(text)}


def forms(words: Iterable[str], settled: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every inflected form of the words' lemmas; a word the dictionary lacks stands for itself.

    What is `settled` is taken before the dictionary's own lemma.
    """
    before = settled or {}
    given = {word: before.get(word) or _dictionary().get(word, word) for word in words}
    wanted = set(given.values())
    known = {form: lemma for form, lemma in _dictionary().items() if lemma in wanted}
    lower = {form.casefold(): lemma.casefold() for form, lemma in {**known, **given}.items()}
    return {**lower, **before}


@cache
def _dictionary() -> Mapping[str, str]:
    from simplemma.strategies import DefaultDictionaryFactory  # noqa: PLC0415 - heavy

    return DefaultDictionaryFactory().get_dictionary("sv")
