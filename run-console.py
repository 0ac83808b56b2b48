#!/usr/bin/env python3
"""The console: type OSC addresses to Live, or to a simulated Live (--simulator); install the script (--install)."""
import sys


def run() -> "int | str":
    """Give the exit status of the console; the import waits, so that an old Python gets a sentence and no traceback."""
    if sys.version_info < (3, 7):
        return "run-console.py needs Python 3.7 or newer, this is %d.%d" % sys.version_info[:2]
    from client.console.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
