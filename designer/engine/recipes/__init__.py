"""Functions that the engine runs and that exported scripts contain, word for word.

Code generation reads these modules as text and pastes the functions that a script
needs, so a script and the engine cannot differ. Hence the rules of this room: each
function stands alone or beside the others of its module, uses only `numpy as np`,
`tensorflow as tf`, `keras`, a reader of files and what it is given, and reads like
something that a good engineer would have written into a script.
"""
