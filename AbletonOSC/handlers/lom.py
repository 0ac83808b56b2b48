"""`/live/lom/*`: any member of any object of Live by its canonical path, also those that have no row of their own."""
from __future__ import annotations

import json
from typing import Any, List

from ..errors import InvalidArgument, LiveRefusal, NoSuchObject, NotObservable
from ..lom.canonical import APPLICATION, SONG, check_name, find_object, is_object, path_of
from ..lom.coerce import TYPES, Enumeration
from ..lom.path import Step
from ..lom.route import Listen, StopListen
from ..lom.spec import Handler, arg, command, repeat, ro

PATH = arg("path", str, "such as live_set tracks 0 devices 1")
NAME = arg("name", str, "a member of the object")
VALUE = arg("value", object, "a path stands for the object there")


class LomListen(Listen):
    """`start_listen` of a member that no row names: the path is an argument, and so is the name."""

    @property
    def reply_address(self):
        return self.address.replace(self.verb, "get")

    def way(self, values):
        words = values["path"].split()
        steps, ids = [], {}
        for word in words[1:]:
            if word.isdigit() and steps:
                key = str(len(steps))
                steps[-1] = Step(steps[-1].attribute, key)
                ids[key] = int(word)
            else:
                steps.append(Step(word, None))
        if words[0] == APPLICATION:
            return (), {}
        return tuple(steps), ids

    def owner(self, target, values):
        return self.handler.find(values["path"])

    def read(self, target, arguments):
        path, name = arguments
        return (path, name) + self.handler.read_member(self.handler.find(path), name)

    def reported_by(self, values):
        return check_name(values["name"], "name")

    def act(self, target, ids, arguments, caller):
        path, name = arguments
        target = self.handler.find(path)
        if not hasattr(target, check_name(name, "name")):
            raise NoSuchObject(f"name {name!r}: {path} has no such member")
        if not hasattr(target, f"add_{name}_listener"):
            raise NotObservable(f"{name} cannot be listened to: Live does not report its changes")
        return super().act(target, ids, arguments, caller)


class LomStopListen(StopListen):
    """`stop_listen` of a member that no row names."""

    reply_address = LomListen.reply_address


LISTENED = ro("member", str, "Changes of a property, by canonical path.", path="view", args=(PATH, NAME),
              get="read_member")


class LomHandler(Handler):
    """The Live Object Model as it is."""

    address = "lom"
    special_routes = ((LomListen, LISTENED), (LomStopListen, LISTENED))

    def find(self, path):
        return find_object(path, self.song, self.application)

    def send(self, value: Any) -> List[Any]:
        """A value of Live as OSC arguments: objects as their paths, lists one after another, structures as JSON."""
        if value is None or isinstance(value, (bool, str)):
            return [value]
        if isinstance(value, int):
            return [int(value)]
        if isinstance(value, float):
            return [float(value)]
        if is_object(value):
            return [path_of(value, self.song, self.application)]
        if hasattr(value, "__len__") and hasattr(value, "__getitem__"):
            return [sent for item in value for sent in self.send(item)]
        return [str(value.display_name) if hasattr(value, "display_name") else json_of(value)]

    def receive(self, value: Any) -> Any:
        """An argument as Live wants it: the object for a path, the value itself otherwise."""
        if isinstance(value, str) and value.split(" ")[0] in (SONG, APPLICATION) and " " in value:
            return self.find(value)
        return value

    def read_member(self, target, name):
        value = getattr(target, check_name(name, "name"))
        if callable(value):
            raise InvalidArgument(f"name {name!r} is a method; use /live/lom/call")
        return tuple(self.send(value))

    @command("get", "Value of a property, or the paths of children.", PATH, NAME,
             replies=("path", "name", "value, ..."))
    def read(self, song, path, name):
        return (path, name) + self.read_member(self.find(path), name)

    @command("set", "Write a property.", PATH, NAME, VALUE)
    def write(self, song, path, name, value):
        target = self.find(path)
        now = getattr(target, check_name(name, "name"))
        setattr(target, name, self.fit(target, name, now, value))

    def fit(self, target, name, now, value):
        """A value of the type that the property has now: clients cannot always choose between int, float and bool."""
        if hasattr(type(now), "values"):
            return Enumeration().fit(target, name, TYPES[int].read(value, name))
        for kind in (bool, int, float, str):
            if isinstance(now, kind):
                return TYPES[kind].read(value, name)
        return self.receive(value)

    @command("call", "Call a method; what it returns is sent, paths for objects.", PATH, arg("name", str, "a method"),
             repeat(VALUE), replies=("path", "name", "result, ..."))
    def call(self, song, path, name, values):
        method = getattr(self.find(path), check_name(name, "name"))
        if not callable(method):
            raise InvalidArgument(f"name {name!r} is a property; use /live/lom/get or /live/lom/set")
        arguments = [self.receive(value) for value in values]
        try:
            result = method(*arguments)
        except TypeError as error:
            whole = [int(value) if isinstance(value, float) and value == int(value) else value for value in arguments]
            if whole == arguments and all(type(a) is type(b) for a, b in zip(whole, arguments)):
                raise LiveRefusal(str(error))
            result = method(*whole)
        return None if result is None else (path, name) + tuple(self.send(result))


def json_of(value: Any) -> str:
    """What a structure of Live holds, such as a note or a warp marker: its public fields, in one line."""
    fields = {name: getattr(value, name) for name in dir(value) if not name.startswith("_")}
    return json.dumps({name: field for name, field in fields.items() if not callable(field)}, default=str)


HANDLERS = (LomHandler,)
