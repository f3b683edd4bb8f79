"""The answer of a command that cannot be carried out."""


class CommandRefused(Exception):
    """What was asked cannot be done; the text says why, in the user's words."""
