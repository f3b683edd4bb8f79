"""What outline and canvas do for each other, since panels do not know each other."""

from PySide6.QtCore import QPoint, QTimer

from designer.session.session import Session
from designer.ui.canvas.view import GraphView
from designer.ui.outline.outline_panel import OutlinePanel


class OutlineLinks:
    """Does on the canvas what the outline asks for, and gives the focus back."""

    def __init__(self, outline: OutlinePanel, canvas: GraphView, session: Session) -> None:
        self._outline, self._canvas, self._session = outline, canvas, session
        self._adding = False
        outline.add_requested.connect(self._add)
        outline.menu_requested.connect(self._show_menu)
        outline.shown_on_canvas.connect(canvas.verbs.show)
        outline.told.connect(canvas.say)
        outline.left.connect(canvas.setFocus)
        canvas.adder.popup.left.connect(self._come_back)

    def _add(self, typed: str) -> None:
        self._adding = True
        self._canvas.quick_add(typed)

    def _come_back(self) -> None:
        """Take the focus again after the search for a layer, once the canvas had it."""
        if self._adding:
            self._adding = False
            QTimer.singleShot(0, self._outline, self._outline.setFocus)

    def _show_menu(self, place: QPoint) -> None:
        menu = self._canvas.menus.menu_of_selection()
        self._outline.add_wires(menu)
        menu.popup(place)
