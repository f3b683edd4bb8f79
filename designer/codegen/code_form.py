"""What code can be written as."""

from enum import StrEnum


class CodeForm(StrEnum):
    """What code can be written as."""

    PYTHON = "python"  # one script
    NOTEBOOK = "notebook"
    PACKAGE = "package"  # a folder with modules, a test and a README
