"""Play scenes one after another, each for a number of bars, always on the beat.

    python3 -m examples.setlist 0:4 1:8 2:8 1:8      scene 0 for 4 bars, scene 1 for 8, ... then stop

A scene is launched a beat before it is due, and Live's launch quantization of one bar does the rest: nobody hears how
long the message took.
"""
import argparse
import math

from client import AbletonOSCClient

ONE_BAR = 4
"""As `/live/song/set/clip_trigger_quantization` counts."""


def scene_and_bars(text):
    scene, bars = text.split(":")
    return int(scene), int(bars)


def wait_for_beat(beats, wanted):
    """Wait until the song has reached a beat, counted from 0."""
    for _, (beat,) in beats:
        if beat >= wanted:
            return


def next_bar_line(client, bar):
    """The beat of the next bar line that is more than a beat away; None while the song stands still."""
    if not client.query("/live/song/get/is_playing")[0]:
        return None
    beat, = client.query("/live/song/get/beat")
    return math.ceil((beat + 2) / bar) * bar


def play(client, setlist):
    numerator, = client.query("/live/song/get/signature_numerator")
    denominator, = client.query("/live/song/get/signature_denominator")
    bar = numerator * 4 / denominator  # in beats, which are quarters for Live
    client.call("/live/song/set/clip_trigger_quantization", ONE_BAR)

    with client.listen("/live/song/get/beat") as beats:
        due = next_bar_line(client, bar)
        for scene, bars in setlist:
            if due is not None:
                wait_for_beat(beats, math.ceil(due) - 1)
            client.call("/live/scene/fire", scene)
            if due is None:  # Live stood still, and has started at once.
                due = client.query("/live/song/get/beat")[0] // bar * bar
            name = client.query("/live/scene/get/name", scene)[1]
            print("bar %d: scene %d %s" % (due // bar + 1, scene, name), flush=True)
            due += bars * bar
        wait_for_beat(beats, math.ceil(due) - 1)
        client.call("/live/song/stop_all_clips")
        print("bar %d: the end" % (due // bar + 1), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("setlist", nargs="+", type=scene_and_bars, metavar="SCENE:BARS")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=11000)
    options = parser.parse_args()
    with AbletonOSCClient(options.host, options.port, client_port=0) as live:
        play(live, options.setlist)
