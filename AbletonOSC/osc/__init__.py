"""OSC on the wire: bytes to messages (packet), addresses that match many (pattern), who asked (peers) and sockets (server)."""
