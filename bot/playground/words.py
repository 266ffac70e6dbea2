"""What the page itself says."""

from bot.words import Words

words = Words(__file__)
