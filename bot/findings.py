"""What `samspel doctor` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was looked at, how it is, and what to do where it is not well."""

    about: str
    says: str
    advice: str = ""

    def __str__(self) -> str:
        mark = "ok   " if not self.advice else "WRONG"
        return f"{mark} {self.about}: {self.says}{'. ' if self.advice else ''}{self.advice}"
