"""The command `keras-designer`."""

import sys


def main() -> int:
    """Run the command and return its exit code; an interrupt is no error at any moment."""
    try:
        from designer.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("keras-designer: interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
