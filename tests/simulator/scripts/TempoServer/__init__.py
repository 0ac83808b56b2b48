"""A remote script that serves TCP from threads, as many scripts do: `tempo`, `tempo 99`, `reset`, one line each."""
from .tempo_server import TempoServer


def create_instance(c_instance):
    return TempoServer(c_instance)
