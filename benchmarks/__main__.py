"""`python3 -m benchmarks`: every figure, its bar, and whether it holds; `--report` writes docs/performance.md anew."""

import argparse
import json
import os
import platform
import sys

from .figures import FIGURES
from .harness import DEFAULT_SCRIPT
from .report import write_report


def main():
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description="Measure a remote script, as ratios.")
    parser.add_argument("--script", default=DEFAULT_SCRIPT, help="folder of the remote script (%(default)s)")
    parser.add_argument("--json", help="write the results to this file")
    parser.add_argument("--only", default="", help="only the figures whose name contains this")
    parser.add_argument("--report", action="store_true",
                        help="write docs/performance.md and its plots (needs matplotlib)")
    arguments = parser.parse_args()
    machine = f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(machine)
    results, all_hold = [], True
    for figure in FIGURES:
        if arguments.only not in figure.name:
            continue
        measured = figure.measure(arguments.script)
        holds = measured.value >= figure.bar if figure.at_least else measured.value <= figure.bar
        all_hold = all_hold and holds
        print("{:42s} {:10.2f} {:14s} bar {} {:<7g} {}".format(
            figure.name, measured.value, figure.unit, ">=" if figure.at_least else "<=", figure.bar,
            "holds" if holds else "falls short"), flush=True)
        results.append({"name": figure.name, "value": measured.value, "unit": figure.unit, "bar": figure.bar,
                        "at_least": figure.at_least, "holds": holds, "details": measured.details})
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"machine": machine, "figures": results}, file, indent=1)
    if arguments.report:
        write_report(machine, results)
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
