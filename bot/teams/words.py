"""What Teams' own cards, dialogs and app package say around samspel's messages."""

from bot.words import Words

words = Words(__file__)
