"""OSC on the wire: bytes and messages (packet), address patterns (pattern), who asked (peers), the socket (server)."""
