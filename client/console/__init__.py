"""The interactive console: see main.py."""
