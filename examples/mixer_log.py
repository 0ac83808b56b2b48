"""Print every change of the mixer as it happens: which control, on which track, from what to what.

    python3 -m examples.mixer_log             until Enter is pressed

It follows all tracks, returns and the main track, those that come later too, with five messages, and polls nothing.
"""
import argparse
import sys
from datetime import datetime

from client import AbletonOSCClient

FOLLOWED = (
    ("/live/track/start_listen/{name,volume,panning,mute,solo,arm}", "*"),
    ("/live/track/start_listen/send", ("*", "*")),
    ("/live/return/start_listen/{name,volume,panning,mute,solo}", "*"),
    ("/live/return/start_listen/send", ("*", "*")),
    ("/live/master/start_listen/{volume,panning,crossfader,cue_volume}", ()),
)


class MixerLog:
    """Keeps what each control was, by object, property and ids, and prints what it becomes."""

    def __init__(self):
        self.values = {}

    def hear(self, address, params):
        """Take one push, `/live/track/get/send 0 1 0.5`: the ids, then the value. The first one is how it was."""
        _, _, thing, *_, control = address.split("/")
        if control == "error":
            print(*params, file=sys.stderr, flush=True)
            return
        *ids, now = params
        key = (thing, control, *ids)
        before = self.values.get(key)
        self.values[key] = now
        if before not in (None, now):
            owner = self.values.get((thing, "name", *ids[:1]), thing)
            print("%s  %-16s %-10s %s -> %s" % (datetime.now().strftime("%H:%M:%S"), owner,
                                                " ".join([control] + [str(send) for send in ids[1:]]),
                                                written(before), written(now)), flush=True)


def written(value):
    return "%.2f" % value if isinstance(value, float) else str(value)


def follow(client):
    # A moved fader makes many pushes: those of one tick may come in one datagram.
    client.send_message("/live/api/client/set/bundle_pushes", 1)
    for address, ids in FOLLOWED:
        client.send_message(address, ids)
    client.query("/live/song/get/num_tracks")  # Raises when nobody answers. What all controls are has come before this.


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=11000)
    options = parser.parse_args()
    # Pushes that nobody listens to in particular come to `unclaimed`.
    with AbletonOSCClient(options.host, options.port, client_port=0, unclaimed=MixerLog().hear) as live:
        follow(live)
        print("Enter ends.", flush=True)
        sys.stdin.readline()
