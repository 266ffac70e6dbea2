"""What Slack's own forms and views say around samspel's messages."""

from bot.words import Words

words = Words(__file__)
