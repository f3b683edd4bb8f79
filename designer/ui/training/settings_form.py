"""SettingsForm: compile and fit, and each output's loss and metrics; written through commands."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from designer.catalog.specs import Param
from designer.document.change import Change
from designer.document.commands.nodes import UNSET, Unset, set_param
from designer.document.commands.settings import set_setting
from designer.graph.records import OUTPUT, Node
from designer.project.setting_params import (
    ADVANCED,
    CALLBACKS,
    FIT,
    OPTIMIZER,
    OUTPUT_PARAMS,
    SECTION_OF,
)
from designer.project.settings import CompileSettings, FitSettings
from designer.session.session import Session
from designer.ui.cards import attempt
from designer.ui.emptying import empty
from designer.ui.fit_check import FitCheck
from designer.ui.following import follow
from designer.ui.forms.param_form import ParamForm
from designer.ui.training.first_weights_form import FirstWeightsForm
from designer.ui.translate import tr


class SettingsForm(QScrollArea):
    """How the model is trained; it follows the document."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.forms: dict[str, ParamForm] = {}
        self.outputs: dict[str, ParamForm] = {}
        self._titles: dict[str, QLabel] = {}
        self.setAccessibleName(tr("Settings of the training"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(6)
        self._outputs_column = QVBoxLayout()
        self._outputs_column.setSpacing(6)
        self._column.addWidget(_heading(tr("Begins with"), first=True))
        self.first_weights = FirstWeightsForm(session, self)
        self._column.addWidget(self.first_weights)
        self._add(tr("Optimizer"), OPTIMIZER)
        self._column.addLayout(self._outputs_column)
        self._add(tr("Fit"), FIT)
        self.fit_check = FitCheck(session, self)
        self._column.addWidget(self.fit_check)
        self._add(tr("Callbacks"), CALLBACKS)
        self._add(tr("More"), ADVANCED)
        self._column.addStretch(1)
        self.setWidget(body)
        follow(self, session.document.changed, self._on_changed)
        follow(self, session.document.replaced, self._show_all)
        follow(self, session.analysis.changed, self._show_problems)
        self._show_all()

    def _add(self, title: str, params: Iterable[Param]) -> None:
        self._column.addWidget(_heading(title, first=False))
        form = ParamForm(self._session.catalog, params, self)
        form.committed.connect(self._on_setting)
        self.forms[title] = form
        self._column.addWidget(form)

    def _on_setting(self, name: str, value: object) -> None:
        section = SECTION_OF[name]
        if isinstance(value, Unset):
            value = _default(section, name)
        if isinstance(value, list):
            value = tuple(value)
        path = f"{section}.{name}"
        attempt(self, lambda: set_setting(self._session.document, path, value))

    def _on_output(self, id: str, name: str, value: Any) -> None:
        attempt(self, lambda: set_param(self._session.document, [id], name, value))

    def _on_changed(self, change: Change) -> None:
        if change.settings:
            self._show_settings()
        steps = change.nodes.values()
        ends = [node for step in steps for node in (step.before, step.after) if node is not None]
        if any(node.kind == OUTPUT for node in ends):
            self._show_outputs()

    def _show_all(self) -> None:
        self._show_settings()
        self._show_outputs()
        self._show_problems()

    def _show_settings(self) -> None:
        project = self._session.document.project
        values: dict[str, Any] = {}
        for name, section in SECTION_OF.items():
            value = getattr(getattr(project, section), name)
            values[name] = list(value) if isinstance(value, tuple) else value
        for form in self.forms.values():
            form.set_values(values)

    def _show_outputs(self) -> None:
        nodes = self._session.document.project.graph.outputs
        if tuple(self.outputs) != tuple(node.id for node in nodes):
            self._rebuild_outputs(nodes)
        for node in nodes:
            self._titles[node.id].setText(tr("Output {name}", name=node.name))
            self.outputs[node.id].set_values(dict(node.params))

    def _rebuild_outputs(self, nodes: Iterable[Node]) -> None:
        empty(self._outputs_column)
        self.outputs, self._titles = {}, {}
        spec = self._session.catalog.layer(OUTPUT)
        params = [p for p in spec.params if p.name in OUTPUT_PARAMS] if spec else []
        for node in nodes:
            self._titles[node.id] = _heading("", first=False)
            form = ParamForm(self._session.catalog, params, self)
            form.committed.connect(self._writer(node.id))
            self.outputs[node.id] = form
            self._outputs_column.addWidget(self._titles[node.id])
            self._outputs_column.addWidget(form)

    def _writer(self, id: str) -> Callable[[str, object], None]:
        return lambda name, value: self._on_output(id, name, value)

    def _show_problems(self) -> None:
        errors: dict[str, str] = {}
        by_node: dict[str, dict[str, str]] = {id: {} for id in self.outputs}
        for problem in self._session.problems:
            if problem.node in by_node and problem.field:
                by_node[problem.node][problem.field] = problem.title
            elif problem.node is None and problem.field:
                errors[problem.field.partition(".")[2]] = problem.title
        for form in self.forms.values():
            form.set_errors(errors)
        for id, form in self.outputs.items():
            form.set_errors(by_node[id])


def _heading(title: str, *, first: bool) -> QLabel:
    label = QLabel(title)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 0 if first else 12, 0, 2)
    return label


def _default(section: str, name: str) -> Any:
    settings = CompileSettings() if section == "compile" else FitSettings()
    known = {field.name for field in fields(settings)}
    return getattr(settings, name) if name in known else UNSET
