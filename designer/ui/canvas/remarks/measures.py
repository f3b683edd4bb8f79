"""Sizes of remarks, in pixels at 100 % where nothing else is said."""

from typing import Final

from designer.graph.framing import TITLE

FRAME_RADIUS: Final = 10.0
NOTE_RADIUS: Final = 6.0
NOTE_PADDING: Final = 12.0
HIGHEST_NOTE: Final = 4000.0
TITLE_STRIP: Final = TITLE
TITLE_LEFT: Final = 12.0
TITLE_PIXELS: Final = 14
"""The size of a title at 100 %."""
LEAST_TITLE: Final = 12.0
"""The size of a title below 100 %, in pixels of the screen."""
SHORTEST_TITLE: Final = 26.0
"""Below this width, in pixels of the screen, a frame shows no title."""
LABELS_BELOW: Final = 0.55
"""Below this scale, titles stand on cards over everything."""
LEAST_LABEL: Final = 72.0
"""How wide a title may be from afar, in pixels of the screen, where its frame is less so."""
BORDER_REACH: Final = 6.0
"""How near to a side one takes hold of it, in pixels of the screen."""
CORNER_REACH: Final = 12.0
HANDLE: Final = 3.5
OVER_TITLE: Final = 64.0
"""How far a title may reach out of its frame where it stays legible from afar."""
