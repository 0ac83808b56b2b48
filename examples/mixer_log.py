"""Print every change of the mixer as it happens: who turned what, on which track, from where to where.

    python3 -m examples.mixer_log             until Enter is pressed

It follows all tracks, returns and the main track, those that come later too, with five messages, and polls nothing.
"""
import argparse
import sys
from datetime import datetime

from client import AbletonOSCClient

STRIP = ("name", "volume", "panning", "mute", "solo", "arm")
MAIN_STRIP = ("volume", "panning", "crossfader", "cue_volume")


class MixerLog:
    """Keeps what each control was, by its address and ids, and prints what it becomes."""

    def __init__(self):
        self.values = {}

    def hear(self, address, params):
        """Take one push: the ids of the object, then the value. The first of each control only says how it is."""
        control = (address,) + params[:-1]
        before, now = self.values.get(control), params[-1]
        self.values[control] = now
        if before not in (None, now):
            print("%s  %-16s %-10s %s -> %s" % (
                datetime.now().strftime("%H:%M:%S"), self.name_of(address, params[:-1]),
                " ".join([address.rpartition("/")[2]] + [str(send) for send in params[1:-1]]),
                written(before), written(now)), flush=True)

    def name_of(self, address, ids):
        thing = address.split("/")[2]
        return self.values.get(("/live/%s/get/name" % thing,) + ids[:1]) or thing


def written(value):
    return "%.2f" % value if isinstance(value, float) else str(value)


def follow(client, log):
    addresses = ["/live/%s/get/%s" % (thing, name) for thing in ("track", "return") for name in STRIP + ("send",)]
    addresses += ["/live/master/get/%s" % name for name in MAIN_STRIP]
    for address in addresses:
        client.set_handler(address, log.hear)
    # A moved fader makes many pushes: those of one tick may come in one datagram.
    client.send_message("/live/api/client/set/bundle_pushes", 1)
    client.send_message("/live/track/start_listen/{%s}" % ",".join(STRIP), "*")
    client.send_message("/live/track/start_listen/send", ("*", "*"))
    client.send_message("/live/return/start_listen/{%s}" % ",".join(STRIP[:-1]), "*")
    client.send_message("/live/return/start_listen/send", ("*", "*"))
    client.send_message("/live/master/start_listen/{%s}" % ",".join(MAIN_STRIP))
    client.query("/live/song/get/num_tracks")  # Raises when nobody answers; all values have come before this.


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=11000)
    options = parser.parse_args()
    with AbletonOSCClient(options.host, options.port, client_port=0) as live:
        follow(live, MixerLog())
        print("Enter ends.", flush=True)
        sys.stdin.readline()
