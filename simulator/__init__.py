"""Ableton Live without Ableton Live: a strict simulation that hosts unmodified remote scripts."""
from .simulator import Simulator

__all__ = ["Simulator"]
