"""Fields for the values of Keras's arguments, made from the catalogue's descriptions."""

from designer.ui.forms.editor import MIXED, Editor, Mixed
from designer.ui.forms.param_form import ParamForm, make_editor

__all__ = ["MIXED", "Editor", "Mixed", "ParamForm", "make_editor"]
