"""Sizes of the drawing, in pixels at 100 %."""

GRID = 8
SNAP = 8.0
NODE_HEIGHT = 66.0
NODE_MIN_WIDTH = 220.0
NODE_WIDTH_STEP = 16.0
NODE_MAX_WIDTH = 300.0
ROW_STEP = 96.0
COLUMN_GAP = 32.0
RADIUS = 8.0
BAR = 3.0
TEXT_LEFT = 37.0
TEXT_RIGHT = 12.0
NAME_LINE = 17.0
PARAM_LINE = 33.5
SHAPE_LINE = 51.5
FAR_NAME_LINE = 33.0
FAR_TEXT_LEFT = 50.0
PORT_RADIUS = 4.0
BADGE_RADIUS = 9.0
NODE_MARGIN = 14.0
REACH = 20.0
EDGE_REACH = 7.0
NAMES_FROM = 0.27
OVERVIEW_BELOW = 0.35
BOXES_BELOW = 0.55
MINIMUM_SCALE = 0.02
MAXIMUM_SCALE = 4.0


def snapped(value: float, step: float = SNAP) -> float:
    """Return the grid line nearest to *value*."""
    return round(value / step) * step
