"""An edited script as an edit of the drawing; what a drawing cannot hold is said, never lost."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from designer.catalog.catalog import Catalog
from designer.project.built import built, with_bypassed
from designer.project.project import Project
from designer.reading.comments import Comments, comments_in, text_of
from designer.reading.findings import Finding
from designer.reading.projects import BUILD
from designer.reading.reading import FoundModel, Reading, read_code

_PLACES = {
    "load_data": "What is read is chosen in the Data workspace.",
    "train": "Losses, metrics, the optimizer and the settings of fit can be changed here as plain "
    "values; the rest is written from the Train workspace.",
    "__main__": "This part is written from the project's settings.",
}
_ELSEWHERE = "The script is written from the drawing, which has no place for this."
_COMMENT = (
    "A comment stays where it stands above or behind a layer in build_model(), or in the function "
    "of a block."
)


def read_edit(
    text: str,
    catalog: Catalog,
    previous: Project,
    script: str,
    write: Callable[[Project], str],
) -> Reading:
    """Return the project that an edited script means, or what in it no drawing can hold.

    Args:
        text: as it was edited.
        catalog: what Keras offers.
        previous: the drawing before; its bypassed layers, which no script has, stay in it.
        script: the text that the drawing is written as.
        write: writes a project as a script.
    """
    if text == script:
        return Reading((FoundModel(previous.name, previous),))
    drawn, previous = previous, built(previous)
    reading = read_code(text, catalog, previous, script)
    if reading.errors or not reading.models:
        return reading
    project = reading.models[0].project
    lost = list(_lost(text, script, write(project)))
    if lost:
        return replace(reading, models=(), problems=(*reading.problems, *lost))
    if previous is drawn:
        return reading
    found = replace(reading.models[0], project=with_bypassed(project, drawn))
    return replace(reading, models=(found, *reading.models[1:]))


def _lost(text: str, before: str, after: str) -> Iterator[Finding]:
    """Yield what stands in *text* and would be gone when the drawing is written as *after*."""
    tree = ast.parse(text)
    own = _model_parts(tree)
    earlier, written = _parts(before), _parts(after)
    for node in tree.body:
        name = _name(node)
        if name in own or isinstance(node, ast.Import | ast.ImportFrom):
            continue
        known = [other for parts in (earlier, written) for other in parts.get(name, ())]
        if not any(ast.dump(node) == ast.dump(other) for other in known):
            yield _difference(node, known[-1] if known else None)
    yield from _taken_out(tree, before, after)
    yield from _lost_comments(comments_in(text), comments_in(after))


@lru_cache(maxsize=4)
def _parts(text: str) -> Mapping[str, list[ast.stmt]]:
    """Return the statements at the top of *text* by what they are known by."""
    found: dict[str, list[ast.stmt]] = {}
    for node in ast.parse(text).body:
        found.setdefault(_name(node), []).append(node)
    return found


def _name(node: ast.stmt) -> str:
    """Return what a statement at the top of a script is known by."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.If():
            return "__main__"
        case ast.Expr(value=ast.Constant()):
            return "__doc__"
        case _:
            return ""


def _model_parts(tree: ast.Module) -> set[str]:
    """Return the names of everything that `build_model` leads to."""
    parts = {_name(node): node for node in tree.body if _name(node)}
    found: set[str] = set()
    waiting = [BUILD]
    while waiting:
        name = waiting.pop()
        if name in found or name not in parts:
            continue
        found.add(name)
        waiting += [part.id for part in ast.walk(parts[name]) if isinstance(part, ast.Name)]
    return found


def _difference(node: ast.stmt, other: ast.stmt | None) -> Finding:
    """Return where *node* differs from what would be written in its place."""
    name = _name(node)
    if name == "__doc__":
        return Finding(
            node.lineno, "The title and the notes are those of the project.",
            "Change them where nothing is selected, in the panel on the right.",
        )  # fmt: skip
    place = _PLACES.get(name, _ELSEWHERE)
    line = node.lineno
    if other is not None and isinstance(node, ast.FunctionDef | ast.If):
        line = _first_difference(node, other)
    return Finding(line, "This change cannot be kept in the drawing.", f"{place} Take it back.")


def _first_difference(node: ast.AST, other: ast.AST) -> int:
    """Return the line of the first part of *node* that is not as in *other*."""
    line: int = getattr(node, "lineno", 0)
    if type(node) is not type(other):
        return line
    mine, theirs = list(ast.iter_child_nodes(node)), list(ast.iter_child_nodes(other))
    for part, like in zip(mine, theirs, strict=False):
        if ast.dump(part) != ast.dump(like):
            return _first_difference(part, like) or line
    if len(mine) > len(theirs):
        return getattr(mine[len(theirs)], "lineno", line)
    return line


def _taken_out(tree: ast.Module, before: str, after: str) -> Iterator[Finding]:
    """Yield what was taken out of the script and would come back."""
    present = {_name(node) for node in tree.body}
    missing = (_parts(before).keys() & _parts(after).keys()) - present - {""}
    if missing:
        missing -= _model_parts(ast.parse(before)) | _model_parts(ast.parse(after))
    for name in sorted(missing):
        words = {"__doc__": "The text at the top", "__main__": "The part that trains"}
        yield Finding(
            0,
            f"{words.get(name, name)} cannot be taken out of the script.",
            f"{_PLACES.get(name, 'It is written from the settings of the project.')} Put it back.",
        )


def _lost_comments(comments: Comments, written: Comments) -> Iterator[Finding]:
    kept = set(_words([*written.alone.values(), *written.behind.values()]))
    for line, comment in sorted({**comments.alone, **comments.behind}.items()):
        if not set(_words([comment])) <= kept:
            yield Finding(line, "This comment cannot be kept in the drawing.", _COMMENT)


def _words(comments: Iterable[str]) -> list[str]:
    return [word for comment in comments for word in text_of(comment).split()]
