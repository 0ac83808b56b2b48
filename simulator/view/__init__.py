"""A picture of the simulated Live in a terminal.

look.py      what is to be seen, as plain values     picture.py   plain values -> lines of text
screen.py    lines -> terminal, only what changed     traffic.py   the last OSC messages, seen at the sockets of scripts
"""
from .look import look
from .picture import draw
from .screen import Screen
from .traffic import Traffic

__all__ = ["Screen", "Traffic", "draw", "look"]
