"""Ids, and what people have added, carried over from the version before to a new draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from messages.agreement import Agreement, Rule, Section

SURE, POSSIBLE = 90, 70
"""How alike (of 100) two wordings are that surely, or possibly, are the same rule."""

AHEAD = 8
"""How much more alike than the next best a sure match must be."""


def carried(draft: Agreement, previous: Agreement) -> Agreement:
    """The draft with the ids of the rules that it surely shares with the version before it.

    A rule that is carried over keeps what people have written about it; its heading too where its
    text is the same. What is doubtful keeps its new id, and a note to review says which rule it
    may be. So does the draft as a whole for rules that it no longer has.
    """
    known = _sure(draft.rules, previous.rules)
    left = _left(previous.rules, known)
    fresh = _fresh(draft.rules, known, {rule.id for rule in previous.rules})
    sections = tuple(
        Section(
            heading=section.heading,
            rules=tuple(
                _kept(rule, known[rule.id]) if rule.id in known else _doubtful(rule, left, fresh)
                for rule in section.rules
            ),
        )
        for section in draft.sections
    )
    notes = [draft.review, *_gone(left)]
    return replace(draft, sections=sections, review=" ".join(note for note in notes if note))


def _sure(new: Sequence[Rule], old: Sequence[Rule]) -> dict[str, Rule]:
    """The old rule for each new one that surely is the same, by the new one's id."""
    known: dict[str, Rule] = {}
    for key in (_wording_and_place, _wording):
        same = {key(rule): rule for rule in reversed(_left(old, known))}
        known |= {
            rule.id: same.pop(key(rule))
            for rule in new
            if rule.id not in known and key(rule) in same
        }
    for rule in new:
        match = None if rule.id in known else _match(rule, _left(old, known))
        if match:
            known[rule.id] = match
    return known


def _wording_and_place(rule: Rule) -> tuple[str, str]:
    return rule.text, rule.sources[0]


def _wording(rule: Rule) -> tuple[str, str]:
    return rule.text, ""


def _left(old: Sequence[Rule], known: Mapping[str, Rule]) -> list[Rule]:
    taken = {rule.id for rule in known.values()}
    return [rule for rule in old if rule.id not in taken]


def _match(rule: Rule, left: Sequence[Rule]) -> Rule | None:
    ranked = sorted(((_alike(rule, one), one.id, one) for one in left), reverse=True)
    if not ranked or ranked[0][0] < SURE:
        return None
    clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= AHEAD
    return ranked[0][2] if clear else None


def _alike(rule: Rule, old: Rule) -> float:
    """How alike two rules are: by their wording, or at the same place by what is left of it."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an import needs it

    alike = fuzz.ratio(rule.text, old.text)
    if rule.sources[0] != old.sources[0]:
        return alike
    part = fuzz.partial_ratio(rule.text.strip(" ."), old.text.strip(" ."))
    return max(alike, part) if rule.id == old.id or alike >= POSSIBLE else alike


def _kept(rule: Rule, old: Rule) -> Rule:
    return replace(
        old,
        heading=old.heading if rule.text == old.text else rule.heading,
        text=rule.text,
        sources=rule.sources,
        review=old.review if rule.text == old.text else rule.review,
    )


def _fresh(new: Sequence[Rule], known: Mapping[str, Rule], old: set[str]) -> dict[str, str]:
    """An id that no old rule has, and no other new one, for each new rule that is not known."""
    used = old | {rule.id for rule in new if rule.id not in known}
    fresh = {}
    for rule in new:
        if rule.id in old and rule.id not in known:
            numbers = (f"{rule.id}-{number}" for number in count(2))
            fresh[rule.id] = next(name for name in numbers if name not in used)
            used.add(fresh[rule.id])
    return fresh


def _doubtful(rule: Rule, left: Sequence[Rule], fresh: Mapping[str, str]) -> Rule:
    """The rule with a note on which old one it may be, and an id that no old rule has."""
    own = fresh.get(rule.id, rule.id)
    best = max(left, key=lambda one: _possible(rule, one), default=None)
    if best is None or _possible(rule, best) < POSSIBLE:
        return replace(rule, id=own)
    note = f"kanske samma spelregel som #{best.id}; byt i så fall id till det."
    return replace(rule, id=own, review=f"{rule.review} {note}".strip())


def _possible(rule: Rule, old: Rule) -> float:
    return max(_alike(rule, old), POSSIBLE if rule.sources[0] == old.sources[0] else 0)


def _gone(left: Sequence[Rule]) -> list[str]:
    if not left:
        return []
    return [f"Finns inte i den nya texten: {', '.join(f'#{rule.id}' for rule in left)}."]
