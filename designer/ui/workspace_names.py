"""The pages of the window as others may ask for them."""

from typing import Protocol


class WorkspaceNames(Protocol):
    """What shows one page of several."""

    @property
    def workspace(self) -> str:
        """The page that is shown."""

    def has_workspace(self, name: str) -> bool:
        """Return whether there is a page of this name."""

    def show_workspace(self, name: str) -> None:
        """Show a page."""
