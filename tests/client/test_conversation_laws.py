"""The matching of replies and questions, held against a model of the server."""
from __future__ import annotations

from collections import deque

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from AbletonOSC.osc.packet import Message
from client.conversation import Subscription
from client.questions import Want
from tests.client.talk import IDS, NAME, conversation, run


class Talk(RuleBasedStateMachine):
    """A server that deals with messages strictly in order, and pushes between them as it likes.

    Each value it sends is the number of a moment. A question must get a value from a moment that is not before the
    server took the question from its queue, at most one, and none of another object.
    """

    def __init__(self):
        super().__init__()
        self.talk = conversation()
        self.wire = deque()         # client to server
        self.back = deque()         # server to client
        self.moment = 0
        self.sent = {}              # question -> moment when it was sent
        self.settled = {}           # question -> how often it was settled
        self.listening = set()
        self.pushed = []
        self.delivered = []

    def settle(self, question):
        self.settled[question] = self.settled.get(question, 0) + 1

    @rule(address=st.sampled_from(sorted(IDS)), ids=st.tuples(st.integers(0, 1), st.integers(0, 1)),
          want=st.sampled_from(list(Want)))
    def ask(self, address, ids, want):
        self.moment += 1
        question, outgoing = self.talk.ask(address, ids[:IDS[address]], want, self.settle)
        self.sent[question] = self.moment
        self.wire.extend(outgoing)

    @rule(track=st.sampled_from([0, 1, "*"]))
    def ask_every_track(self, track):
        self.moment += 1
        question, outgoing = self.talk.ask("/live/{track,song}/get/{name,tempo}", (track,), Want.ALL, self.settle)
        self.sent[question] = self.moment
        self.wire.extend(outgoing)

    @rule(track=st.integers(0, 1))
    def listen(self, track):
        self.wire.extend(self.talk.subscribe(Subscription(NAME, (track,), self.delivered.append)))

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def give_up(self, data):
        waiting = [question for question in self.sent if not question.done]
        if waiting:
            question = data.draw(st.sampled_from(waiting))
            self.talk.give_up(question)
            del self.sent[question]

    @precondition(lambda self: self.wire)
    @rule()
    def serve(self):
        message = self.wire.popleft()
        self.moment += 1
        if "{" in message.address:
            tracks = [0, 1] if message.arguments == ("*",) else message.arguments
            self.back.extend(Message(NAME, (track, self.moment)) for track in tracks)
        elif "*" in message.arguments:
            self.back.extend(Message(message.address, (track, self.moment)) for track in (0, 1))
        elif "/start_listen/" in message.address:
            self.listening.add(message.arguments)
            self.push()
        else:
            self.back.append(Message(message.address, message.arguments + (self.moment,)))

    @precondition(lambda self: self.listening)
    @rule()
    def push(self):
        self.moment += 1
        for ids in sorted(self.listening):
            push = Message(NAME, ids + (self.moment,))
            self.pushed.append(push)
            self.back.append(push)

    @precondition(lambda self: self.back)
    @rule()
    def receive(self):
        run(self.talk.receive(self.back.popleft()))

    @invariant()
    def every_answer_is_of_its_object_and_not_from_before_its_question(self):
        for question, moment in self.sent.items():
            for reply in question.replies:
                ids = question.params[:IDS.get(question.address, 0)]
                assert "*" in ids or reply.arguments[:len(ids)] == ids
            if question.done and question.want is Want.ONE:
                assert question.answer[-1] > moment

    @invariant()
    def nothing_is_settled_twice(self):
        assert all(count == 1 for count in self.settled.values())

    def teardown(self):
        while self.wire or self.back:
            if self.back:
                self.receive()
            else:
                self.serve()
        for question in self.sent:
            assert question.done, "%s %s was never answered" % (question.address, question.params)
        for push in self.pushed:
            assert push in self.delivered, "%s was pushed and lost" % (push,)
        assert not list(self.talk._questions)


TestTalk = Talk.TestCase
TestTalk.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
