"""What an amendment changes, rule by rule."""

from dataclasses import dataclass

from messages.agreement import Agreement, Kind, Rule


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """One rule in two wordings; its heading may differ too."""

    old: Rule
    new: Rule


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What came, what went and what reads differently, in the order of the documents."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    reworded: tuple[Reworded, ...]
    other_words: bool = False
    """One of the two is a summary and the other word for word: they say the same otherwise, rule
    by rule they cannot be compared.
    """

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reworded)


def compare(old: Agreement, new: Agreement) -> Changes:
    """How the rules of conduct differ between two versions, compared by rule id.

    Only heading and text count: a new source, topic or section changes no rule. Background,
    procedure and talking points guide no conduct and are left out. A summary and what it sums up
    are not compared.
    """
    if old.verbatim is not new.verbatim:
        return Changes(added=(), removed=(), reworded=(), other_words=True)
    before, after = _conduct(old), _conduct(new)
    return Changes(
        added=tuple(rule for key, rule in after.items() if key not in before),
        removed=tuple(rule for key, rule in before.items() if key not in after),
        reworded=tuple(
            Reworded(old=before[key], new=rule)
            for key, rule in after.items()
            if key in before and _wording(before[key]) != _wording(rule)
        ),
    )


def _conduct(agreement: Agreement) -> dict[str, Rule]:
    return {rule.id: rule for rule in agreement.rules if rule.kind is Kind.RULE}


def _wording(rule: Rule) -> tuple[str, str]:
    return rule.heading, rule.text
