"""Comments of a script: one printable line, whatever the user wrote."""

from designer.codegen.expressions import INDENT


def comment(text: str) -> str:
    """Return *text* as it may stand in a comment: one line, nothing unprintable."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def todo(what: str, words: str, indent: str = INDENT) -> str:
    """Return the line that says what is missing for *what*."""
    return f"{indent}# TODO {comment(what)}: {comment(words)}"
