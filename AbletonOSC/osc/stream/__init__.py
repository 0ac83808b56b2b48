"""OSC over TCP: the framing of packets in a byte stream, and the server of such streams."""
