"""WHEN it is said: recurrence, working days, terms, the year's wheel and the outbox."""
