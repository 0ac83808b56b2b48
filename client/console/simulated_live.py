"""A simulated Live as a second process, which never outlives the console."""
from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections import deque
from types import TracebackType
from typing import Deque, Optional, Type

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
READY = "ready"
START_LIMIT = 30.0
"""Seconds until the simulator must be ready: more than it needs on a slow machine."""
END_LIMIT = 5.0
KEPT_LINES = 200


class SimulatorFailed(Exception):
    """The simulated Live could not be started; the text says why, with what it printed."""


class SimulatedLive:
    """`python3 -m simulator` as a context manager; inside it answers on the port.

    It ends when its standard input closes, which also happens when the console is killed.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._process: Optional[subprocess.Popen[str]] = None
        self._lines: Deque[str] = deque(maxlen=KEPT_LINES)
        self._ready = threading.Event()

    @property
    def output(self) -> str:
        """What it printed last."""
        return "\n".join(self._lines)

    @property
    def pid(self) -> int:
        """Its process id. Raises SimulatorFailed when it does not run."""
        if self._process is None:
            raise SimulatorFailed("the simulator does not run")
        return self._process.pid

    def __enter__(self) -> SimulatedLive:
        self._refuse_taken_port()
        path = os.pathsep.join(part for part in (ROOT, os.environ.get("PYTHONPATH", "")) if part)
        command = [sys.executable, "-m", "simulator", "--until-stdin-closes", "--settings", "port=%d" % self._port]
        environment = dict(os.environ, PYTHONPATH=path, PYTHONIOENCODING="utf-8")
        # A group of its own: Ctrl-C is for the console, which then ends the simulator in good order.
        if sys.platform == "win32":
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
                cwd=ROOT, encoding="utf-8", errors="replace", creationflags=subprocess.CREATE_NEW_PROCESS_GROUP)
        else:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
                cwd=ROOT, encoding="utf-8", errors="replace", start_new_session=True)
        threading.Thread(target=self._read_output, name="SimulatedLive", daemon=True).start()
        try:
            self._ready.wait(START_LIMIT)
            if READY not in self._lines:
                raise SimulatorFailed("the simulated Live did not start; it printed:\n" + (self.output or "nothing"))
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process: ask, then insist."""
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:  # It has ended already.
                self._lines.append("(its standard input was gone)")
        for insist in (process.terminate, process.kill):
            try:
                process.wait(END_LIMIT)
                return
            except subprocess.TimeoutExpired:
                insist()
        process.wait(END_LIMIT)

    def _read_output(self) -> None:
        """Take what it prints, so that it never waits for a full pipe."""
        process = self._process
        if process is not None and process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._lines.append(line.rstrip("\n"))
                    if line.strip() == READY:
                        self._ready.set()
        self._ready.set()

    def _refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(("0.0.0.0", self._port))
            except OSError as error:
                raise SimulatorFailed(
                    "port %d is taken (%s): Live with AbletonOSC, or another simulator, runs on this machine. Talk to "
                    "it without --simulator, or choose another port with --port"
                    % (self._port, error.strerror)) from error
