"""Under which file name the own module runs, so that errors can be told with its lines."""

_START = "<own code "


def file_of(mark: str) -> str:
    """Return the file name of a module."""
    return f"{_START}{mark}>"


def own_line(error: BaseException) -> int | None:
    """Return the line of the own module at which *error* arose, or None."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(_START):
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
