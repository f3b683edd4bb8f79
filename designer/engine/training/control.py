"""What other threads may ask of a training: stop, hold, go on."""

import threading


class Stopped(Exception):
    """The run was asked to end."""


class Control:
    """Passes the user's wishes to the training thread."""

    def __init__(self) -> None:
        self._going = threading.Event()
        self._going.set()
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether the run was asked to end."""
        return self._stopped

    @property
    def held(self) -> bool:
        """Whether the run was asked to hold."""
        return not self._going.is_set()

    def stop(self) -> None:
        """Ask for the end, also where the run is held."""
        self._stopped = True
        self._going.set()

    def hold(self) -> None:
        """Ask to hold."""
        if not self._stopped:
            self._going.clear()

    def proceed(self) -> None:
        """Ask to go on."""
        self._going.set()

    def wait(self) -> None:
        """Return as soon as the run may go on."""
        self._going.wait()

    def check(self) -> None:
        """Leave the training if the run was asked to end.

        Raises:
            Stopped: if so.
        """
        if self._stopped:
            raise Stopped
