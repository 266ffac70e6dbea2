"""Text in the agreement format → Agreement, or an error that names file, line and expectation."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from messages import grammar
from messages.agreement import Agreement, Decision, Kind, Path, Rule, Section
from messages.errors import PlainError
from messages.fields import Fields, split
from messages.grammar import Field
from messages.outline import Block, Line, Mistake, blocks, cut, paragraphs

_RULE_HEADING = re.compile(r"(?P<heading>.*\S) +\{#(?P<id>[a-z0-9]+(-[a-z0-9]+)*)\}$")


class ReadingError(PlainError):
    """FILE, line LINE: expected EXPECTED. Nothing of such a text may be stored."""

    def __init__(self, file: str, line: int, expected: str) -> None:
        super().__init__(f"{file}, line {line}: expected {expected}.")
        self.line = line


def read(text: str, *, file: str) -> Agreement:
    """The agreement that `text` holds; `file` is what an error calls it.

    Raises ReadingError at a line that breaks the format (messages/grammar.py shows it).
    """
    try:
        title, *rest = blocks(text)
        return _agreement(title, rest)
    except Mistake as mistake:
        raise ReadingError(file, mistake.line, mistake.expected) from None


def _agreement(title: Block, rest: Sequence[Block]) -> Agreement:
    fields, after = split(title, grammar.HEADER)
    _refuse_text(after, "a section heading ('## …') after the fields of the title")
    return Agreement(
        title=title.heading.text,
        municipality=fields.text(Field.MUNICIPALITY),
        called=fields.text(Field.CALLED),
        status=fields.word(Field.STATUS, grammar.STATUSES),
        verbatim=fields.word(Field.TEXT, grammar.TEXTS),
        record=fields.text(Field.RECORD, default=""),
        since=fields.day(Field.SINCE),
        decision=_decision(fields),
        review=fields.text(Field.REVIEW, default=""),
        sections=_sections(title, rest),
    )


def _decision(fields: Fields) -> Decision | None:
    if Field.BODY not in fields and not {Field.PARAGRAPH, Field.DECIDED} & set(fields.lines):
        return None
    return Decision(
        body=fields.text(Field.BODY),
        paragraph=fields.text(Field.PARAGRAPH, default=""),
        day=fields.day(Field.DECIDED),
    )


def _sections(title: Block, found: Sequence[Block]) -> tuple[Section, ...]:
    first = found[0] if found else title
    if first.level != 2:
        raise Mistake(first.heading.number, "a section heading ('## …') before the first rule")
    starts = [index for index, block in enumerate(found) if block.level == 2]
    sections = tuple(_section(*part) for part in cut(found, starts))
    _refuse_repeated_ids([block.heading for block in found if block.level == 3])
    return sections


def _section(heading: Block, *rules: Block) -> Section:
    _refuse_text(heading.lines, "a rule heading ('### … {#id}') under the section heading")
    if not rules:
        raise Mistake(heading.heading.number, "at least one rule ('### … {#id}') in the section")
    return Section(heading=heading.heading.text, rules=tuple(_rule(rule) for rule in rules))


def _rule(block: Block) -> Rule:
    heading, rule_id = _heading_and_id(block.heading)
    fields, lines = split(block, grammar.RULE)
    text = paragraphs(lines)
    if not text:
        raise Mistake(block.heading.number, f"the text of {rule_id} after an empty line")
    return Rule(
        id=rule_id,
        heading=heading,
        text=text,
        sources=fields.parts(Field.SOURCE, ";"),
        topics=fields.parts(Field.TOPICS, ","),
        roles=fields.words(Field.ROLES, grammar.ROLES),
        kind=fields.word(Field.KIND, grammar.KINDS, default=Kind.RULE),
        principle=fields.word(Field.PRINCIPLE, {grammar.YES: True}, default=False),
        asks=fields.words(Field.ASKS, grammar.ASKS) if Field.ASKS in fields else (),
        paths=tuple(_paths(fields)),
        not_for=fields.words(Field.NOT_FOR, grammar.ROLES) if Field.NOT_FOR in fields else (),
        review=fields.text(Field.REVIEW, default=""),
    )


def _heading_and_id(heading: Line) -> tuple[str, str]:
    match = _RULE_HEADING.match(heading.text)
    if not match:
        raise Mistake(heading.number, "a rule heading such as '### Heading {#its-own-id}'")
    return match["heading"], match["id"]


def _paths(fields: Fields) -> Iterator[Path]:
    for name, case in grammar.PATHS.items():
        for path in fields.parts(name, ";") if name in fields else ():
            steps = tuple(step.strip() for step in path.split(grammar.ARROW))
            if len(steps) < 2 or not all(steps):
                expected = f"two steps or more, {grammar.ARROW} between"
                raise Mistake(fields.line(name).number, expected)
            yield Path(case=case, steps=steps)


def _refuse_text(lines: Sequence[Line], expected: str) -> None:
    for line in lines:
        if line.text:
            raise Mistake(line.number, expected)


def _refuse_repeated_ids(headings: Sequence[Line]) -> None:
    found = sorted((_heading_and_id(heading)[1], heading.number) for heading in headings)
    for (before, first), (after, line) in pairwise(found):
        if before == after:
            raise Mistake(line, f"an id of its own, but {after} stands at line {first} too")
