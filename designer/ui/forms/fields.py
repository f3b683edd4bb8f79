"""Which field a parameter gets: one table, one place."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Param, ParamType
from designer.ui.forms.choice_editor import ChoiceEditor
from designer.ui.forms.code_editor import CodeEditor
from designer.ui.forms.editor import Editor
from designer.ui.forms.line_editor import LineEditor, PathEditor
from designer.ui.forms.list_editor import ObjectListEditor
from designer.ui.forms.object_editor import FormMaker, ObjectEditor
from designer.ui.forms.switch import SwitchEditor

_NUMBERS: Final = (ParamType.FLOAT, ParamType.INT)


def field_for(
    param: Param, catalog: Catalog, make_form: FormMaker, parent: QWidget | None
) -> Editor:
    """Return a new field for *param*; *make_form* makes the forms of nested objects."""
    types = set(param.types)
    if ParamType.OBJECT_LIST in types:
        entry = replace(param, types=(ParamType.OBJECT,), nullable=False, required=True)
        return ObjectListEditor(
            param, catalog, lambda row: _object_editor(entry, catalog, make_form, row), parent
        )
    if ParamType.OBJECT in types:
        return _object_editor(param, catalog, make_form, parent)
    if ParamType.CODE in types and len(types) == 1:
        return CodeEditor(param, parent)
    if param.type is ParamType.BOOL and not param.nullable and len(types) == 1:
        return SwitchEditor(param, parent)
    if param.type is ParamType.BOOL:
        choices = tuple(dict.fromkeys((True, False, *param.choices)))
        return ChoiceEditor(replace(param, choices=choices), parent)
    if param.type in (ParamType.CHOICE, ParamType.DTYPE) or (
        param.choices and types <= {ParamType.STRING, ParamType.CHOICE}
    ):
        return ChoiceEditor(param, parent)
    if param.type is ParamType.PATH:
        return PathEditor(param, parent)
    return LineEditor(param, parent)


def _object_editor(
    param: Param, catalog: Catalog, make_form: FormMaker, parent: QWidget | None
) -> ObjectEditor:
    plain = None
    numbers = tuple(type for type in param.types if type in _NUMBERS)
    if numbers:
        plain = LineEditor(replace(param, types=numbers), parent)
    return ObjectEditor(param, catalog, make_form, plain, parent)
