"""Automation inside Session clips: `/live/clip/envelope/...`. Source: LOM classes Clip and Envelope.

A parameter is named by its device on the clip's track and its index or name there; or by the device "mixer" and
"volume", "panning", "track_activator", "crossfader" or "send_0". Times are in beats of the clip, values go from the
parameter's min to its max.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, List, Tuple

from ..errors import InvalidArgument, NoSuchObject
from ..lom.path import pick, read_path
from ..lom.spec import Handler, arg, command, repeat
from .clip_notes import FARTHEST_BEAT
from .ids import DEVICES, DeviceId
from .parameter import PARAMETERS, ParameterId

SENDS, = read_path("sends[send_id]")
MIXER = "mixer"
MIXER_PARAMETERS = ("volume", "panning", "track_activator", "crossfader")
# Coefficients of a straight line between two events.
STRAIGHT = 0.5


class MixerOrDeviceId(DeviceId):
    """A device of the clip's track, or the mixer."""

    expected = "the index of a device or \"mixer\""

    def read(self, value: Any, argument: str) -> Any:
        if value == MIXER:
            return MIXER
        try:
            return super().read(value, argument)
        except InvalidArgument:
            raise self.refuse(value, argument) from None


PLACE = (arg("device_id", MixerOrDeviceId(), "index, or mixer"), arg("parameter_id", ParameterId(), "index or name"))
ECHOED = ("device_id", "parameter_id")
TIME = arg("time", float, "in beats")
RANGE = (arg("start_time", float, "in beats"), arg("end_time", float, "in beats"))
WHOLE = tuple(argument._replace(default=farthest) for argument, farthest in zip(RANGE, (-FARTHEST_BEAT, FARTHEST_BEAT)))


def track_of(clip: Any) -> Any:
    """The track that a clip is on: in a slot, in the Arrangement or in a take lane."""
    owner = clip.canonical_parent
    while not hasattr(owner, "mixer_device"):
        owner = owner.canonical_parent
    return owner


def mixer_parameter(mixer: Any, name: Any) -> Any:
    """A parameter of a mixer by the names that tracks have for them; raises `InvalidArgument` and `IndexOutOfRange`."""
    if name in MIXER_PARAMETERS:
        return getattr(mixer, name)
    front, _, number = str(name).partition("_")
    if front == "send" and number.isdigit():
        return pick(mixer, SENDS, "send_id", int(number))
    raise InvalidArgument(f"parameter_id of the mixer must be {', '.join(MIXER_PARAMETERS)} or send_0, got {name!r}")


def find_parameter(clip: Any, device_id: Any, parameter_id: Any) -> Any:
    """The parameter that an envelope is about."""
    track = track_of(clip)
    if device_id == MIXER:
        return mixer_parameter(track.mixer_device, parameter_id)
    return pick(pick(track, DEVICES, "device_id", device_id), PARAMETERS, "parameter_id", parameter_id)


def find_envelope(clip: Any, device_id: Any, parameter_id: Any) -> Any:
    """The envelope of a parameter; raises `NoSuchObject` where there is none."""
    envelope = clip.automation_envelope(find_parameter(clip, device_id, parameter_id))
    if envelope is None:
        raise NoSuchObject(f"device_id {device_id}, parameter_id {parameter_id}: there is no envelope")
    return envelope


@contextmanager
def make_envelope(clip: Any, device_id: Any, parameter_id: Any) -> Iterator[Any]:
    """The envelope of a parameter, a new one where there is none; it goes again when what it is for is refused."""
    parameter = find_parameter(clip, device_id, parameter_id)
    envelope = clip.automation_envelope(parameter)
    if envelope is not None:
        yield envelope
        return
    try:
        yield clip.create_automation_envelope(parameter)
    except Exception:
        clip.clear_envelope(parameter)
        raise


class ClipEnvelopes(Handler):
    """The part of a clip's handler that is about automation; of clips in the Arrangement Live gives no envelopes."""

    @command("envelope/get", "Time and value of the events of an envelope.", *PLACE + WHOLE,
             replies=ECHOED + ("time", "value", "..."), uses=("automation_envelope", "Envelope.events_in_range"))
    def read_envelope(self, clip: Any, device_id: Any, parameter_id: Any, start: float, end: float) -> List[Any]:
        events = find_envelope(clip, device_id, parameter_id).events_in_range(start, end)
        return [device_id, parameter_id] + [float(value) for event in events for value in (event.time, event.value)]

    @command("envelope/value_at_time", "Value of an envelope at a time; nil without an envelope.", *PLACE + (TIME,),
             replies=ECHOED + ("time", "value"), uses=("automation_envelope", "Envelope.value_at_time"))
    def read_value_at_time(self, clip: Any, device_id: Any, parameter_id: Any, time: float) -> Tuple[Any, ...]:
        envelope = clip.automation_envelope(find_parameter(clip, device_id, parameter_id))
        return device_id, parameter_id, time, None if envelope is None else float(envelope.value_at_time(time))

    @command("envelope/insert_step", "Hold a value for a while; makes the envelope if there is none.", *PLACE,
             repeat(arg("start_time", float, "in beats"), arg("length", float, "in beats"), arg("value", float)),
             uses=("automation_envelope", "create_automation_envelope", "Envelope.insert_step"))
    def insert_steps(self, clip: Any, device_id: Any, parameter_id: Any, steps: List[Tuple[float, ...]]) -> None:
        with make_envelope(clip, device_id, parameter_id) as envelope:
            for step in steps:
                envelope.insert_step(*step)

    @command("envelope/create_event", "Add points to a line; makes the envelope if there is none.", *PLACE,
             repeat(TIME, arg("value", float)),
             uses=("automation_envelope", "create_automation_envelope", "Envelope.create_event"))
    def create_events(self, clip: Any, device_id: Any, parameter_id: Any, events: List[Tuple[float, float]]) -> None:
        from Live.Envelope import EnvelopeEvent, EnvelopeEventControlCoefficients

        with make_envelope(clip, device_id, parameter_id) as envelope:
            for time, value in events:
                envelope.create_event(EnvelopeEvent(time, value, EnvelopeEventControlCoefficients(*[STRAIGHT] * 4)))

    @command("envelope/delete_events_in_range", "Remove the events of a time span.", *PLACE + RANGE,
             uses=("automation_envelope", "Envelope.delete_events_in_range"))
    def delete_events(self, clip: Any, device_id: Any, parameter_id: Any, start: float, end: float) -> None:
        find_envelope(clip, device_id, parameter_id).delete_events_in_range(start, end)

    @command("envelope/clear", "Remove the envelope of a parameter.", *PLACE, uses=("clear_envelope",))
    def clear_envelope(self, clip: Any, device_id: Any, parameter_id: Any) -> None:
        clip.clear_envelope(find_parameter(clip, device_id, parameter_id))

    @command("select_envelope_parameter", "Show the envelope of a parameter in the detail view.", *PLACE,
             uses=("view", "Clip.View.select_envelope_parameter"))
    def select_envelope_parameter(self, clip: Any, device_id: Any, parameter_id: Any) -> None:
        clip.view.select_envelope_parameter(find_parameter(clip, device_id, parameter_id))
