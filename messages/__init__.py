"""WHAT is said: the agreement, its rules, search, wording and templates.

Nothing here knows a database, a chat or the clock.
"""
