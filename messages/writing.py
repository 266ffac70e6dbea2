"""Agreement → text in the agreement format; what `messages.reading.read` reads back unchanged."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from messages import grammar
from messages.agreement import Agreement, Kind, Role, Rule, Section
from messages.grammar import Field

Value = TypeVar("Value")


def write(agreement: Agreement) -> str:
    """The agreement as a file that a municipal secretary can edit; ends with a newline."""
    sections = "\n".join(_section(section) for section in agreement.sections)
    return f"# {agreement.title}\n\n{_fields(_header(agreement))}\n{sections}"


def _section(section: Section) -> str:
    return f"## {section.heading}\n\n" + "\n".join(_rule(rule) for rule in section.rules)


def _rule(rule: Rule) -> str:
    return f"### {rule.heading} {{#{rule.id}}}\n{_fields(_rule_fields(rule))}\n{rule.text}\n"


def _fields(fields: Iterable[tuple[Field, str]]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields if value)


def _header(agreement: Agreement) -> Iterable[tuple[Field, str]]:
    decision = agreement.decision
    yield Field.MUNICIPALITY, agreement.municipality
    yield Field.CALLED, agreement.called
    yield Field.RECORD, agreement.record
    yield Field.TEXT, _word(grammar.TEXTS, agreement.verbatim)
    yield Field.SINCE, agreement.since.isoformat() if agreement.since else ""
    yield Field.STATUS, _word(grammar.STATUSES, agreement.status)
    if decision:
        yield Field.BODY, decision.body
        yield Field.PARAGRAPH, decision.paragraph
        yield Field.DECIDED, decision.day.isoformat() if decision.day else ""
    yield Field.REVIEW, agreement.review


def _rule_fields(rule: Rule) -> Iterable[tuple[Field, str]]:
    yield Field.SOURCE, "; ".join(rule.sources)
    yield Field.KIND, _word(grammar.KINDS, rule.kind) if rule.kind is not Kind.RULE else ""
    yield Field.TOPICS, ", ".join(rule.topics)
    yield Field.ROLES, _words(rule.roles)
    yield Field.NOT_FOR, _words(rule.not_for)
    for name, case in grammar.PATHS.items():
        ways = [f" {grammar.ARROW} ".join(path.steps) for path in rule.paths if path.case is case]
        yield name, "; ".join(ways)
    yield Field.PRINCIPLE, grammar.YES if rule.principle else ""
    yield Field.ASKS, ", ".join(_word(grammar.ASKS, ask) for ask in rule.asks)
    yield Field.REVIEW, rule.review


def _words(roles: Iterable[Role]) -> str:
    return ", ".join(_word(grammar.ROLES, role) for role in roles)


def _word(words: Mapping[str, Value], value: Value) -> str:
    return next(word for word, meaning in words.items() if meaning == value)
