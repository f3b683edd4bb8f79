"""Tidying in the window: few nodes at once, many beside it; the change is a movement."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer

from designer.document.commands.arrange import Tidying, take_places, tidying
from designer.graph.blocks import BlockId
from designer.graph.records import NodeId, Point
from designer.session.session import Session
from designer.ui.beside import Beside
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.glide import FEW, Glide
from designer.ui.canvas.scene import GraphScene
from designer.ui.figures import grouped
from designer.ui.following import follow
from designer.ui.translate import tr

Places: TypeAlias = Mapping[BlockId | None, Mapping[NodeId, Point]]

AT_ONCE = 300
_SLICE = 0.0005
_AGAIN_MS = 60


class Tidier(QObject):
    """Lays out what the document shows.

    A question is asked of the project as it is; where that has changed by the time of the answer,
    it is asked again.
    """

    def __init__(
        self,
        session: Session,
        scene: GraphScene,
        camera: Camera,
        glide: Glide,
        *,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(scene)
        self._session, self._scene = session, scene
        self._camera, self._glide, self._say = camera, glide, say
        self._beside = Beside(self)
        self._asked: Tidying | None = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        follow(self, session.document.replaced, self._forget)
        follow(self, session.document.entered, self._forget)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._asked is not None

    def tidy(self, nodes: Iterable[NodeId] | None = None) -> None:
        """Lay out several nodes, or else all, as one step."""
        self._ask(tidying(self._session.document, nodes, self.sizes()))

    def turn(self) -> None:
        """Lead the model the other way, down or to the right, as one step."""
        self._ask(tidying(self._session.document, None, self.sizes(), turn=True))

    def wait(self) -> None:
        """Wait for the thread; what it found is told by the event loop."""
        self._beside.wait()

    def sizes(self) -> dict[NodeId, tuple[float, float]]:
        """Return the sizes of all nodes as they are drawn."""
        return {id: (item.face.width, item.face.height) for id, item in self._scene.nodes.items()}

    def _ask(self, asked: Tidying) -> None:
        count = asked.count()
        if count < AT_ONCE:
            self._asked = None
            self._take(asked, asked.places())
            return
        self._asked = asked
        self._say(tr("Laying out {n} layers…", n=grouped(count)))
        self._beside.do(lambda: _answer(asked), lambda places: self._on_answer(asked, places))

    def _on_answer(self, asked: Tidying, places: Places) -> None:
        if asked is not self._asked:
            return
        document = self._session.document
        if document.editing or document.project is not asked.project:
            self._again.start()
            return
        self._asked = None
        self._take(asked, places)
        self._say(tr("Laid out {n} layers.", n=grouped(asked.count())))

    def _ask_again(self) -> None:
        asked = self._asked
        if asked is None:
            return
        if self._session.document.editing:
            self._again.start()
            return
        document = self._session.document
        self._ask(tidying(document, asked.chosen, self.sizes(), turn=asked.turn))

    def _take(self, asked: Tidying, places: Places) -> None:
        with self._glide.moving():
            take_places(self._session.document, asked, places)
            if asked.chosen is None:
                # Boxes that fly need to know where they will be seen.
                show = self._camera.fit if len(self._scene.nodes) > FEW else self._camera.go_to
                show(self._scene.drawn_rect())

    def _forget(self) -> None:
        self._asked = None
        self._again.stop()


def _answer(asked: Tidying) -> Places:
    with in_thin_slices():
        return asked.places()


@contextmanager
def in_thin_slices() -> Iterator[None]:
    """Let the window's thread go on after half a millisecond whenever it has something to do.

    The collector of garbage, which nothing can interrupt, waits for so long.
    """
    usual, collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(_SLICE)
    gc.disable()
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        if collecting:
            gc.enable()
