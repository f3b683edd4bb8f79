"""The menu File."""

from functools import partial
from typing import Final

from designer.ui.actions.action import Action, Shell, always
from designer.ui.dialogs import files

_EMPTY: Final = "The model has no layers yet."


def _new(shell: Shell) -> None:
    if files.may_leave(shell.widget, shell.session):
        shell.session.new()
        shell.show_workspace("design")


def _open(shell: Shell) -> None:
    path = files.ask_project(shell.widget, shell.session)
    if path is not None:
        shell.open_project(path)


def _export(format: str, shell: Shell) -> None:
    # Dialogs are imported when they are first asked for, so that the window is there before them.
    from designer.ui.dialogs import export_dialog

    export_dialog.export(shell.widget, shell.session, format)


def _diagram(shell: Shell) -> None:
    from designer.ui.diagram import diagram_dialog

    diagram_dialog.show(shell.widget, shell.session)


def _has_nodes(shell: Shell) -> bool:
    return bool(shell.session.document.project.graph.nodes)


FILE: Final = (
    Action(
        "file.new", "New", "File", _new, ("Ctrl+N",), "file-plus", help="Begin an empty project."
    ),
    Action(
        "file.open",
        "Open…",
        "File",
        _open,
        ("Ctrl+O",),
        "folder-open",
        help="Open a project, or a model as a new project.",
    ),
    Action(
        "file.save",
        "Save",
        "File",
        lambda shell: files.save(shell.widget, shell.session),
        ("Ctrl+S",),
        "save",
        2,
        enabled=lambda shell: not shell.session.read_only,
        needs="The file was written by a newer version: use Save As.",
        help="Write the project to its file.",
    ),
    Action(
        "file.save_as",
        "Save As…",
        "File",
        lambda shell: files.save_as(shell.widget, shell.session),
        ("Ctrl+Shift+S",),
        group=2,
        help="Write the project to another file.",
    ),
    *(
        Action(
            f"file.export.{format}",
            text,
            "File/Export",
            partial(_export, format),
            icon="file-code" if format in ("python", "notebook", "package") else "download",
            enabled=_has_nodes,
            needs=_EMPTY,
            help=help,
        )
        for format, text, help in (
            ("python", "Python Script…", "One readable script: model, data and training."),
            ("notebook", "Notebook…", "The same as a notebook that runs from top to bottom."),
            ("package", "Python Package…", "A folder with modules, a test and a README."),
            ("keras", "Keras (.keras)…", "Keras's own file, with the weights of the shown run."),
            ("h5", "HDF5 (.h5)…", "Keras's older file, with the weights of the shown run."),
            ("savedmodel", "SavedModel…", "A folder that TensorFlow can serve."),
        )
    ),
    Action(
        "file.export.diagram",
        "Diagram…",
        "File/Export",
        _diagram,
        ("Ctrl+Shift+X",),
        "image",
        1,
        _has_nodes,
        needs=_EMPTY,
        help="Draw the whole model as SVG, PDF or PNG, for a page or for print.",
    ),
    Action(
        "file.quit",
        "Quit",
        "File",
        lambda shell: shell.widget.close(),
        ("Ctrl+Q",),
        "log-out",
        4,
        always,
        help="End the program; unsaved work is asked about first.",
    ),
)
