"""What someone is asked to fill in, as values that every chat can lay out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Input(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    DATE = "date"
    TIME = "time"
    TICK = "tick"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the answers to choose from."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. A value is always text: a date is "2026-11-24", a time "09:00", a tick "yes".

    `errors` are the sentences to show under the field, by the code that a check answers with.
    """

    name: str
    input: Input
    label: str
    hint: str = ""
    required: bool = True
    longest: int = 200
    value: str = ""
    options: tuple[Option, ...] = ()
    errors: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: `name` and `subject` come back with what was filled in."""

    name: str
    title: str
    notice: str = ""
    submit: str
    fields: tuple[Field, ...]
    subject: str = ""

    def filled(self, values: Mapping[str, str]) -> "Form":
        """The same form with `values` typed in, so that nothing is lost on an error."""
        fields = tuple(replace(field, value=values.get(field.name, "")) for field in self.fields)
        return replace(self, fields=fields)
