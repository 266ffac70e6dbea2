"""Places and people of Slack as samspel stores them: the workspace and Slack's own id."""


def join(team: str, slack_id: str) -> str:
    """A channel, conversation or user of a workspace: "T1:C2"."""
    return f"{team}:{slack_id}"


def parts(place: str) -> tuple[str, str]:
    """The workspace and Slack's own id."""
    team, _, slack_id = place.partition(":")
    return team, slack_id


def team_of(place: str) -> str:
    """The workspace that the place is in."""
    return parts(place)[0]
