"""What someone is asked to fill in, as values that every chat can lay out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from messages import dates


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

    def problem(self, value: str) -> str | None:
        """The code of what is wrong with an answer, or None: missing, too_long, several_lines,
        not_a_choice, not_a_date or not_a_time.
        """
        if not value.strip():
            return "missing" if self.required else None
        if len(value) > self.longest:
            return "too_long"
        return _CHECKS[self.input](self, value)


def _chosen(field: Field, value: str) -> str | None:
    return None if value in {option.value for option in field.options} else "not_a_choice"


def _dated(_: Field, value: str) -> str | None:
    try:
        dates.read_day(value)
    except ValueError:
        return "not_a_date"
    return None


def _timed(_: Field, value: str) -> str | None:
    try:
        dates.read_time(value)
    except ValueError:
        return "not_a_time"
    return None


_CHECKS: Mapping[Input, Callable[[Field, str], str | None]] = {
    Input.LINE: lambda _, value: "several_lines" if "\n" in value else None,
    Input.LINES: lambda _field, _value: None,
    Input.CHOICE: _chosen,
    Input.DATE: _dated,
    Input.TIME: _timed,
    Input.TICK: lambda _, value: None if value == "yes" else "missing",
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: `name` and `subject` come back with what was filled in."""

    name: str
    title: str
    notice: str = ""
    submit: str
    fields: tuple[Field, ...]
    subject: str = ""

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with what was filled in: an error code by field name."""
        found = {field.name: field.problem(values.get(field.name, "")) for field in self.fields}
        return {name: problem for name, problem in found.items() if problem}

    def cleaned(self, values: Mapping[str, str]) -> dict[str, str]:
        """The answers to the form's own questions, without white space around them."""
        return {field.name: values.get(field.name, "").strip() for field in self.fields}

    def filled(self, values: Mapping[str, str]) -> "Form":
        """The same form with `values` typed in, so that nothing is lost on an error."""
        fields = tuple(replace(field, value=values.get(field.name, "")) for field in self.fields)
        return replace(self, fields=fields)
