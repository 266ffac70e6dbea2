"""The topics of a draft's rules, by the lexicon; a person may put others in their place."""

from dataclasses import replace

from messages import dictionary, indexing, lexicon
from messages.agreement import Agreement, Section


def with_topics(draft: Agreement) -> Agreement:
    """The draft with the topics that each rule speaks of; a rule of none keeps what it has."""
    known = lexicon.shipped()
    own = dictionary.lemmas_of(draft, known.words({}))
    topics = indexing.topics(indexing.index(draft, known, own))
    sections = tuple(
        Section(
            heading=section.heading,
            rules=tuple(
                replace(rule, topics=tuple(topics.get(rule.id, rule.topics)))
                for rule in section.rules
            ),
        )
        for section in draft.sections
    )
    return replace(draft, sections=sections)
