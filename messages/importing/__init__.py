"""A municipality's own document → a draft in the agreement format, for a person to review."""
