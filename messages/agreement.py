"""A municipality's agreement on how politics and administration interplay, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property


class Status(StrEnum):
    """Whether the council (or another body) has adopted the agreement, or it is still proposed."""

    PROPOSAL = "proposal"
    ADOPTED = "adopted"


class Kind(StrEnum):
    """What a citable statement is; only a RULE guides conduct."""

    RULE = "rule"
    BACKGROUND = "background"
    PROCEDURE = "procedure"
    TALKING_POINT = "talking_point"
    ORAL_TALKING_POINT = "oral_talking_point"
    """For conversation only: answers to it are never collected in writing."""


class Role(StrEnum):
    """Whom a rule speaks to."""

    EVERYONE = "everyone"
    ELECTED_MEMBER = "elected_member"
    OFFICIAL = "official"
    KSO = "kso"
    KD = "kd"
    OPPOSITION = "opposition"
    CHAIR = "chair"
    DEPARTMENT_HEAD = "department_head"
    CEO = "ceo"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    COMMUNICATOR = "communicator"
    COUNCIL = "council"
    BOARD = "board"
    COMMITTEE = "committee"
    CITIZEN = "citizen"


class Ask(StrEnum):
    """What an agreement can ask for in the calendar."""

    DIALOGUE = "dialogue"
    OPPOSITION_DIALOGUE = "opposition_dialogue"
    CHAIR_DIALOGUE = "chair_dialogue"
    MANAGEMENT_GROUP = "management_group"
    ROLE_TALK = "role_talk"
    PRINCIPLE = "principle"
    FEEDBACK = "feedback"
    ANNUAL_REVIEW = "annual_review"
    TRAINING = "training"
    SURVEY = "survey"
    NEW_MANAGER = "new_manager"


class PathCase(StrEnum):
    """When a contact path is the one to follow."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    MEDIA = "media"


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """Who contacts whom, by way of whom; the first step is the one who has something to say."""

    case: PathCase
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One citable statement.

    `id` is written in the file and stays the same when the wording changes: that is how two
    versions are compared. `sources` name places in the decided document. `not_for` are those whom
    the law or the document leaves out: a question about them is not answered with the rule.
    `review` is what a person still has to look at before the text can be adopted, or empty.
    """

    id: str
    heading: str
    text: str
    sources: tuple[str, ...]
    topics: tuple[str, ...]
    roles: tuple[Role, ...]
    kind: Kind = Kind.RULE
    principle: bool = False
    asks: tuple[Ask, ...] = ()
    paths: tuple[Path, ...] = ()
    not_for: tuple[Role, ...] = ()
    review: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading of the document and the rules under it."""

    heading: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Which body decided, in which paragraph, and on which day where the papers tell."""

    body: str
    paragraph: str = ""
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One version of a municipality's agreement.

    `called` is the document's own word in the definite form ("riktlinjen"). `verbatim` is false
    for a summary in samspel's words. `since` is the first day this wording is answered with;
    None means that it is the oldest wording known. `decision` is the body's decision to adopt,
    or to propose while `status` is PROPOSAL; None where the papers do not tell. `review` is what a
    person still has to look at in the whole of it.
    """

    municipality: str
    title: str
    called: str
    status: Status
    verbatim: bool
    sections: tuple[Section, ...]
    record: str = ""
    since: date | None = None
    decision: Decision | None = None
    review: str = ""

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule in the document's order."""
        return tuple(rule for section in self.sections for rule in section.rules)

    @cached_property
    def asks(self) -> Mapping[Ask, Rule]:
        """What the agreement asks for in the calendar, with the rule that does."""
        return {ask: rule for rule in reversed(self.rules) for ask in rule.asks}

    @cached_property
    def principles(self) -> tuple[Rule, ...]:
        """The rules that are fit to be posted as the principle of the month."""
        return tuple(rule for rule in self.rules if rule.principle)

    @cached_property
    def talking_points(self) -> tuple[Rule, ...]:
        """The questions to talk about, those for conversation only included."""
        kinds = {Kind.TALKING_POINT, Kind.ORAL_TALKING_POINT}
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    @property
    def unreviewed(self) -> int:
        """How many notes a person still has to look at before the text can be adopted."""
        return bool(self.review) + sum(bool(rule.review) for rule in self.rules)

    def adopted(self, decision: Decision, since: date) -> "Agreement":
        """The same wording as a body has adopted it, in force from a day."""
        return replace(self, status=Status.ADOPTED, decision=decision, since=since)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with that id, or None where this version has none."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
