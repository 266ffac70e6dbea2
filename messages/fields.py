"""The `Name: value` lines under a heading of an agreement file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from messages import dates
from messages.grammar import Field
from messages.outline import Block, Line, Mistake

Value = TypeVar("Value")

_FIELD = re.compile(r"(?P<name>[^\W\d][\w ]*?): *(?P<value>.*)$")


@dataclass(frozen=True)
class Fields:
    """The fields under one heading; every getter raises Mistake where a value is not right."""

    heading: Line
    lines: Mapping[Field, Line]

    def __contains__(self, name: Field) -> bool:
        return name in self.lines

    def line(self, name: Field) -> Line:
        """The line of a required field."""
        if name not in self.lines:
            raise Mistake(self.heading.number, f"'{name}: …' under this heading")
        return self.lines[name]

    def text(self, name: Field, default: str | None = None) -> str:
        """The text of a field; without a default the field is required."""
        if default is not None and name not in self.lines:
            return default
        return self.line(name).text

    def word(self, name: Field, words: Mapping[str, Value], default: Value | None = None) -> Value:
        """What the field's one word means; without a default the field is required."""
        if default is not None and name not in self.lines:
            return default
        return _meaning(self.line(name), self.line(name).text, words)

    def words(self, name: Field, words: Mapping[str, Value]) -> tuple[Value, ...]:
        """What each of the words between commas means."""
        line = self.line(name)
        return tuple(_meaning(line, part, words) for part in self.parts(name, ","))

    def parts(self, name: Field, separator: str) -> tuple[str, ...]:
        """The texts between separators; none may be empty."""
        line = self.line(name)
        parts = tuple(part.strip() for part in line.text.split(separator))
        if not all(parts):
            raise Mistake(line.number, f"something on both sides of each '{separator}'")
        return parts

    def day(self, name: Field) -> date | None:
        """The date, or None where the field is absent."""
        if name not in self.lines:
            return None
        try:
            return dates.read_day(self.lines[name].text)
        except ValueError:
            raise Mistake(self.lines[name].number, "a date that exists, as 2026-11-24") from None


def split(block: Block, allowed: Iterable[Field]) -> tuple[Fields, tuple[Line, ...]]:
    """The block's fields, and the lines after the empty line that ends them.

    Empty lines may stand between a title and its fields.
    """
    lines = list(block.lines)
    while block.level == 1 and lines and not lines[0].text:
        lines.pop(0)
    end = next((index for index, line in enumerate(lines) if not line.text), len(lines))
    return Fields(block.heading, _read(lines[:end], set(allowed))), tuple(lines[end:])


def _read(lines: Iterable[Line], allowed: set[Field]) -> Mapping[Field, Line]:
    fields: dict[Field, Line] = {}
    for line in lines:
        name, value = _field(line, allowed)
        if name in fields:
            raise Mistake(line.number, f"'{name}' only once")
        fields[name] = value
    return fields


def _field(line: Line, allowed: set[Field]) -> tuple[Field, Line]:
    match = _FIELD.match(line.text)
    names = {name.value: name for name in allowed}
    if not match or match["name"] not in names:
        raise Mistake(line.number, f"one of {', '.join(sorted(names))}, then a colon")
    if not match["value"]:
        raise Mistake(line.number, f"something after '{match['name']}:'")
    return names[match["name"]], Line(line.number, match["value"])


def _meaning(line: Line, word: str, words: Mapping[str, Value]) -> Value:
    if word not in words:
        raise Mistake(line.number, f"one of {', '.join(words)}")
    return words[word]
