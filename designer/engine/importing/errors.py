"""What a file that is to be imported can have wrong."""

from designer.engine.errors import UserError


class CannotImport(UserError):
    """A file from which no model can be read, in one clear sentence."""
