"""python3 -m client.console: the same as run-console.py, where the project is installed with pip."""
import sys

from .main import main

sys.exit(main())
