"""Show the meters of all tracks in the terminal, with peaks that fall slowly; asyncio.

    python3 -m examples.meter_bridge          until Ctrl-C

Live says ten times a second what has changed; the picture is drawn at most twenty times a second, and only then.
"""
import argparse
import asyncio
import sys

from client import AsyncAbletonOSCClient

FRAME = 0.05
"""Seconds between two pictures at least."""
FALL = 0.02
"""How far a peak falls from picture to picture."""
WIDTH = 48


class Bridge:
    """Names, levels and peaks by track."""

    def __init__(self):
        self.names, self.levels, self.peaks = {}, {}, {}
        self.count = 0
        self.changed = asyncio.Event()

    async def take(self, listener, values):
        """Keep what a listener hears, by the id in front of it."""
        async for _, (track, value) in listener:
            values[track] = value
            self.changed.set()

    async def take_count(self, listener):
        async for _, (count,) in listener:
            self.count = count
            self.changed.set()

    async def draw(self):
        """Draw over the picture before, whenever something is new or a peak still falls."""
        lines = 0
        while True:
            await self.changed.wait()
            self.changed.clear()
            picture = [self.line(track) for track in list(range(self.count)) + ["master"]]
            sys.stdout.write(("\x1b[%dA" % lines if lines else "") + "".join("\x1b[2K%s\n" % line for line in picture))
            if len(picture) < lines:
                sys.stdout.write("\x1b[J")  # Tracks were deleted.
            sys.stdout.flush()
            lines = len(picture)
            await asyncio.sleep(FRAME)

    def line(self, track):
        level = self.levels.get(track, 0.0)
        peak = self.peaks[track] = max(level, self.peaks.get(track, 0.0) - FALL)
        if peak > level:
            self.changed.set()
        bar = ("#" * round(level * WIDTH)).ljust(WIDTH)
        mark = min(round(peak * WIDTH), WIDTH - 1)
        if peak > 0:
            bar = bar[:mark] + "|" + bar[mark + 1:]
        # Live's meters in dBFS: 76 x - 70.
        loud = "%6.1f dB" % (76 * level - 70) if level > 0 else "     -   "
        return "%-14.14s %s %s" % (self.names.get(track, track), bar, loud)


async def show(host, port):
    bridge = Bridge()
    async with AsyncAbletonOSCClient(host, port, client_port=0) as client:
        await client.query("/live/application/get/version")  # Raises when nobody answers.
        client.send_message("/live/api/client/set/bundle_pushes", 1)
        await asyncio.gather(
            bridge.take(client.listen("/live/track/get/name", "*"), bridge.names),
            bridge.take(client.listen("/live/track/get/output_meter_level", "*"), bridge.levels),
            bridge.take(client.listen("/live/track/get/output_meter_level", "master"), bridge.levels),
            bridge.take_count(client.listen("/live/song/get/num_tracks")),
            bridge.draw())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=11000)
    options = parser.parse_args()
    try:
        asyncio.run(show(options.host, options.port))
    except KeyboardInterrupt:
        print("The end.")
