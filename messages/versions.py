"""Which version of an agreement is answered with on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from messages.agreement import Agreement, Status


def in_order(versions: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The versions from the oldest on; one without a date is the oldest wording known."""
    return tuple(sorted(versions, key=lambda version: version.since or date.min))


def on(versions: Sequence[Agreement], day: date) -> Agreement | None:
    """The version to answer with on `day`; None where every version begins later.

    An adopted version is in force until the next adopted one begins: a later proposal does not
    take its place. Without an adopted version the latest proposal answers.
    """
    begun = [version for version in in_order(versions) if (version.since or date.min) <= day]
    adopted = [version for version in begun if version.status is Status.ADOPTED]
    found = adopted or begun
    return found[-1] if found else None


def before(versions: Sequence[Agreement], version: Agreement) -> Agreement | None:
    """The version that `version` took over from; None for the first."""
    older = [other for other in versions if (other.since or date.min) < (version.since or date.min)]
    return on(older, version.since) if version.since else None
