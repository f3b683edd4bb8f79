"""The inspector's page for selected nodes: header, problems, form, shapes, help."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from designer.catalog.specs import LayerSpec, Param, ParamGroup, Params
from designer.document.commands import nodes
from designer.session.session import Session
from designer.ui.emptying import empty
from designer.ui.forms.param_form import ParamForm, label_width_of
from designer.ui.help.help_card import HelpCard
from designer.ui.inspector.block_card import BlockCard
from designer.ui.inspector.columns_editor import ColumnsEditor
from designer.ui.inspector.expose_buttons import ExposeButtons
from designer.ui.inspector.facts import Facts, node_rows
from designer.ui.inspector.header import Header
from designer.ui.inspector.learning_card import LearningCard
from designer.ui.inspector.section import Section
from designer.ui.inspector.selected import Selected
from designer.ui.problem_card import ProblemCard
from designer.ui.translate import tr

_GROUPS = (
    (ParamGroup.INITIALIZATION, "Initializers and regularizers", True),
    (ParamGroup.ADVANCED, "Advanced", False),
)


class NodePage(QWidget):
    """Made for kinds, filled with nodes: another selection of these kinds re-uses it.

    Attributes:
        help_asked: told with another kind whose name was clicked in the help.
        card: the help, once it was seen.
    """

    help_asked = Signal(str)

    def __init__(self, session: Session, selected: Selected, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = selected
        self._ids = [node.id for node in selected.nodes]
        self._shown_problems: object = None
        self._help: Section | None = None
        self.card: HelpCard | None = None
        plain = [p for p in selected.params if p.group is not ParamGroup.ADVANCED]
        self._label_width = label_width_of(plain)
        self.header = Header(session, self)
        self.block_card = BlockCard(session, self)
        wanted = ExposeButtons.wanted(session, selected)
        self.expose_buttons = ExposeButtons(session, self) if wanted else None
        self.forms: list[ParamForm] = []
        self._problems = QVBoxLayout()
        self._problems.setSpacing(6)
        self._facts = Facts(tr("Shapes and cost"), self)
        self.learning = LearningCard(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.header)
        column.addLayout(self._problems)
        column.addWidget(self.block_card)
        self._add_forms(column, selected.params)
        column.addWidget(_rule(self))
        column.addWidget(self.learning)
        column.addWidget(self._facts)
        if len(selected.specs) == 1:
            self._add_help(column, selected.specs[0])
        column.addStretch(1)
        self.show_selected(selected)

    def show_selected(self, selected: Selected) -> None:
        """Show other nodes of the same kinds, or the same with other values."""
        self._selected = selected
        self._ids = [node.id for node in selected.nodes]
        self.header.show_selected(selected)
        self.block_card.show_selected(selected)
        self.learning.show_selected(selected)
        if self.expose_buttons is not None:
            self.expose_buttons.show_selected(selected)
        if self.card is not None:
            self.card.show_kind(selected.specs[0], self._params())
        values = selected.values()
        for form in self.forms:
            form.set_values(values)
        self.refresh_analysis()

    def refresh_analysis(self) -> None:
        """Show shapes, costs and problems as they stand."""
        one = len(self._ids) == 1
        self.learning.refresh()
        self._facts.setVisible(one)
        if one:
            self._facts.show_rows(node_rows(self._session, self._ids[0]))
        problems = self._session.analysis.problems_of(self._ids[0]) if one else ()
        inline = {p.field for p in problems if p.field and not p.remedies} & self._fields()
        errors = {p.field: p.text or p.title for p in problems if p.field in inline}
        problems = tuple(p for p in problems if p.field not in inline)
        for form in self.forms:
            form.set_errors({name: text for name, text in errors.items() if name is not None})
        if problems != self._shown_problems:
            self._shown_problems = problems
            empty(self._problems)
            for problem in problems:
                self._problems.addWidget(ProblemCard(self._session, problem, self))

    def _fields(self) -> set[str]:
        return {param.name for param in self._selected.params}

    def _add_forms(self, column: QVBoxLayout, params: tuple[Param, ...]) -> None:
        column.addWidget(self._made_form(_of(params, ParamGroup.MAIN), self))
        for group, title, open in _GROUPS:
            chosen = _of(params, group)
            if chosen:
                make = partial(self._made_form, chosen)
                column.addWidget(Section(tr(title), make, open=open, parent=self))

    def _made_form(self, params: list[Param], parent: QWidget) -> ParamForm:
        special = {"columns": lambda param, parent: ColumnsEditor(param, self._session, parent)}
        form = ParamForm(
            self._session.catalog,
            params,
            parent,
            special=special,
            label_width=self._label_width,
        )
        form.set_values(self._selected.values())
        form.committed.connect(self._on_committed)
        if self.expose_buttons is not None:
            self.expose_buttons.attach(form)
        self.forms.append(form)
        return form

    def _on_committed(self, name: str, value: object) -> None:
        nodes.set_param(self._session.document, self._ids, name, value)  # type: ignore[arg-type]

    @property
    def help_section(self) -> Section | None:
        """The part with the help on the kind; None for several kinds at once."""
        return self._help

    def _add_help(self, column: QVBoxLayout, spec: LayerSpec) -> None:
        preferences = self._session.preferences
        title = tr("Help on {kind}", kind=spec.called)
        open = bool(preferences.get("help_open", True))
        self._help = Section(title, partial(self._made_card, spec), open=open, parent=self)
        self._help.heading.clicked.connect(lambda shown: preferences.set("help_open", shown))
        column.addWidget(self._help)

    def _made_card(self, spec: LayerSpec, parent: QWidget) -> HelpCard:
        self.card = HelpCard(self._session.catalog, parent)
        self.card.kind_asked.connect(self.help_asked)
        self.card.show_kind(spec, self._params())
        return self.card

    def _params(self) -> Params:
        owners = self._selected.owners
        return owners[0].params if len(owners) == 1 else {}


def _of(params: tuple[Param, ...], group: ParamGroup) -> list[Param]:
    return [param for param in params if param.group is group]


def _rule(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
