"""Which editor a parameter gets."""

from PySide6.QtWidgets import QWidget

from designer.catalog.catalog import Catalog
from designer.catalog.specs import Param, ParamType
from designer.ui.forms.choice_editor import ChoiceEditor
from designer.ui.forms.editor import Editor
from designer.ui.forms.list_editor import ObjectListEditor
from designer.ui.forms.object_editor import MakeForm, ObjectEditor
from designer.ui.forms.switch_editor import SwitchEditor
from designer.ui.forms.text_editor import TextEditor


def make_editor(
    param: Param, catalog: Catalog, make_form: MakeForm, parent: QWidget | None = None
) -> Editor:
    """Return the editor of *param*; nested arguments get their form from *make_form*."""
    types = set(param.types)
    if ParamType.OBJECT_LIST in types:
        return ObjectListEditor(
            param, lambda item, line: ObjectEditor(item, catalog, make_form, line), parent
        )
    if ParamType.OBJECT in types and param.registry is not None:
        return ObjectEditor(param, catalog, make_form, parent)
    if types == {ParamType.BOOL} and not param.nullable:
        return SwitchEditor(param, parent)
    if types & {ParamType.CHOICE, ParamType.DTYPE} or param.type is ParamType.BOOL:
        return ChoiceEditor(param, parent)
    return TextEditor(param, parent)
