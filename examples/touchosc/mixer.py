"""Write mixer.tosc, a layout for TouchOSC: a mixer of 8 tracks with meters, 8 scenes, play and stop.

    python3 -m pip install py2tosc            Python 3.10 or newer
    python3 -m examples.touchosc.mixer        writes the layout anew, after a change here

In TouchOSC: Connections, OSC, UDP, the host is the computer with Live, send port 11000, receive port 11001. The layout
asks Live for everything when it starts, when Live opens a Set, and with its button "connect again".
"""
from pathlib import Path

import py2tosc
from py2tosc import ui

TRACKS = SCENES = 8
LAYOUT = Path(__file__).with_name("mixer.tosc")

# What Live is asked for, with arguments. A * is every track, those that come later too; each has its own address.
SUBSCRIPTIONS = (
    ("/live/api/client/set/booleans_as_ints", 1),
    ("/live/song/start_listen/is_playing",),
    ("/live/track/*/start_listen/{name,volume,mute,solo,output_meter_level}",),
    ("/live/scene/*/start_listen/name",),
)

SCRIPT = """function subscribe()
  %s
end

function init()
  subscribe()
end

function onReceiveOSC(message, connections)
  if message[1] == '/live/startup' then
    subscribe()
  end
end
""" % "\n  ".join("sendOSC(%s)" % ", ".join(map(repr, subscription)) for subscription in SUBSCRIPTIONS)

X = [py2tosc.Partial(py2tosc.PartialType.VALUE, py2tosc.Conversion.FLOAT, "x")]
TEXT = [py2tosc.Partial(py2tosc.PartialType.VALUE, py2tosc.Conversion.STRING, "text")]


def sends(address):
    """A message that is sent when a finger moves the control, and not when Live does."""
    return ui.osc(address, args=X, receive=False)


def hears(address):
    return ui.osc(address, args=X, send=False)


def tells(address, *constants):
    """A message that is sent when a button goes down."""
    args = [py2tosc.Partial(py2tosc.PartialType.CONSTANT, py2tosc.Conversion.INTEGER, str(one)) for one in constants]
    as_it_is = address.replace("{", "{{").replace("}", "}}")  # Braces mean a property to py2tosc.
    return ui.osc(as_it_is, args=args, on=py2tosc.TriggerCondition.RISE, receive=False)


def name(address):
    return py2tosc.label(interactive=False, background=False, messages=[
        ui.osc(address, args=TEXT, var="text", send=False)])


def toggle(caption, address):
    """A button that stays down, and follows Live."""
    return ui.labelled(py2tosc.button(buttonType=py2tosc.ButtonType.TOGGLE_PRESS, messages=[
        sends(address), hears(address.replace("/set/", "/get/"))]), caption)


def push(caption, messages):
    return ui.labelled(py2tosc.button(messages=messages), caption)


def strip(track):
    fader = py2tosc.fader(messages=[
        sends("/live/track/%d/set/volume" % track), hears("/live/track/%d/get/volume" % track)])
    meter = py2tosc.fader(interactive=False, cursor=False, messages=[
        hears("/live/track/%d/get/output_meter_level" % track)])
    switches = [toggle("M", "/live/track/%d/set/mute" % track), toggle("S", "/live/track/%d/set/solo" % track)]
    return ui.column(name("/live/track/%d/get/name" % track), ui.row(fader, meter, sizes=(3, 1), gap=4),
                     ui.row(switches, gap=4), sizes=(1, 8, 1), gap=4)


def scene(number):
    return ui.stack(py2tosc.button(messages=[tells("/live/scene/%d/fire" % number)]),
                    name("/live/scene/%d/get/name" % number))


def layout():
    """The document, as large as an iPad; TouchOSC fits it to other screens."""
    transport = ui.row(toggle("play", "/live/song/set/is_playing"),
                       push("stop clips", [tells("/live/song/stop_all_clips")]),
                       push("connect again", [tells(*subscription) for subscription in SUBSCRIPTIONS]), gap=8)
    document = py2tosc.Document(root=ui.column(
        transport, ui.row([scene(number) for number in range(SCENES)], gap=8),
        ui.row([strip(track) for track in range(TRACKS)], gap=8), sizes=(1, 1, 8), gap=8, pad=8,
        frame=(0, 0, 1024, 768), name="AbletonOSC mixer", script=SCRIPT))
    document.resolve()
    return document


if __name__ == "__main__":
    layout().save(LAYOUT)
