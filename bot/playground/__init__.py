"""A chat in the browser with a fictional municipality and a clock that can be moved.

An adapter like the others, over the same commands and outbox; with a process and a database file
of its own, reachable from this machine only.
"""
