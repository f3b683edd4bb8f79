"""The workspaces beside Design, each made when it is first shown: the window opens sooner so."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from designer.session.session import Session
from designer.ui.run_verbs import Window, connect_runs

MakePage: TypeAlias = Callable[[Session, Window], QWidget]


def _data(session: Session, window: Window) -> QWidget:
    from designer.ui.data.data_page import DataPage

    return DataPage(session)


def _train(session: Session, window: Window) -> QWidget:
    from designer.ui.training.train_page import TrainPage

    return TrainPage(session)


def _runs(session: Session, window: Window) -> QWidget:
    from designer.ui.runs.runs_page import RunsPage

    page = RunsPage(session)
    connect_runs(window, page)
    return page


def _welcome(session: Session, window: Window) -> QWidget:
    from designer.ui.welcome.welcome_page import WelcomePage

    return WelcomePage(session)


PAGES: Mapping[str, MakePage] = {
    "data": _data,
    "train": _train,
    "runs": _runs,
    "welcome": _welcome,
}
