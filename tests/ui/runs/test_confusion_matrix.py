"""The confusion matrix."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPixmap

from designer.ui.runs.confusion_matrix import ConfusionMatrix


def test_only_the_cells_in_sight_are_painted(qtbot, monkeypatch):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    names = [str(n) for n in range(1000)]
    matrix.show_counts(names, [[int(r == c) for c in range(1000)] for r in range(1000)])
    painted = []
    monkeypatch.setattr(matrix, "_paint_cell", lambda _, row, column: painted.append((row, column)))
    matrix.resize(matrix.sizeHint())
    picture = QPixmap(220, 220)
    matrix.render(picture, sourceRegion=QRect(96 + 220, 38 + 440, 220, 220))
    assert set(painted) == {(row, column) for row in range(20, 30) for column in range(10, 20)}


def test_a_cell_says_what_it_means(qtbot):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.show_counts(["cat", "dog"], [[3, 1], [0, 4]])
    assert matrix.words_at(QPointF(96 + 60, 38 + 5)) == (
        "1 of 4 “cat” were taken for “dog” (25.0 %)"
    )
    assert matrix.words_at(QPointF(5, 5)) == ""
