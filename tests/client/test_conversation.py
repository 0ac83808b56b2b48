"""The matching of replies and questions: the cases from which its laws grew."""
from __future__ import annotations

import pytest

from AbletonOSC.osc.packet import Message
from client.addresses import ERROR, REGISTER
from client.conversation import FENCES, MARKED_FENCE, Subscription
from client.errors import ClientStopped, LiveError
from client.questions import Want
from tests.client.talk import NAME, conversation, run


def ask(talk, address, *params, want=Want.ONE):
    return talk.ask(address, params, want, lambda question: None)


def hear(talk, address, *arguments):
    run(talk.receive(Message(address, arguments)))


def refuse(talk, address, *arguments):
    hear(talk, ERROR, "Error handling OSC message: no", "no", address, *arguments)


def test_answers_to_one_address_are_given_in_the_order_of_the_questions():
    talk = conversation()
    questions = [ask(talk, "/live/song/get/track_names", start, start + 1)[0] for start in range(3)]
    for name in "abc":
        hear(talk, "/live/song/get/track_names", name)
    assert [question.answer for question in questions] == [("a",), ("b",), ("c",)]


def test_a_reply_goes_to_the_question_with_its_ids():
    talk = conversation()
    first, second = ask(talk, NAME, 1)[0], ask(talk, NAME, 2)[0]
    hear(talk, NAME, 2, "Bass")
    assert (first.done, second.answer) == (False, (2, "Bass"))
    hear(talk, NAME, 1, "Drums")
    assert first.answer == (1, "Drums")


@pytest.mark.parametrize("asked", [2, 2.0, "2", "2.0", "*"])
def test_ids_are_recognised_in_every_spelling(asked):
    talk = conversation()
    question, _ = ask(talk, NAME, asked)
    hear(talk, NAME, 2, "Bass")
    if question.fence:
        hear(talk, FENCES[0], 12, 1)
    assert question.answer == (2, "Bass")


def test_a_reply_for_another_object_answers_nothing():
    talk = conversation()
    question, _ = ask(talk, "/live/clip/get/name", 0, 1)
    hear(talk, "/live/clip/get/name", 0, 0, "not this one")
    assert not question.done


def test_an_address_outside_the_tables_prefers_the_longest_echo_and_loses_nothing():
    talk = conversation()
    first, second, third = (ask(talk, "/fork/get/thing", *params)[0] for params in ((0, 1), (0, 2), (7,)))
    hear(talk, "/fork/get/thing", 0, 2, "b")
    hear(talk, "/fork/get/thing", "no echo at all")
    hear(talk, "/fork/get/thing", 7, "c")
    assert [one.answer for one in (first, second, third)] == [("no echo at all",), (0, 2, "b"), (7, "c")]


def test_a_push_does_not_answer_a_query():
    talk = conversation()
    talk.subscribe(Subscription("/live/song/get/tempo", (), lambda push: None))
    question, outgoing = ask(talk, "/live/song/get/tempo")
    assert [message.address for message in outgoing] == ["/live/song/get/tempo", FENCES[0]]
    hear(talk, "/live/song/get/tempo", 120.0)
    assert not question.done
    hear(talk, "/live/song/get/tempo", 130.0)
    hear(talk, FENCES[0], 12, 1)
    assert question.answer == (130.0,)


def test_a_late_answer_does_not_answer_the_next_question():
    talk = conversation()
    lost, _ = ask(talk, "/live/song/get/tempo")
    talk.give_up(lost)
    question, _ = ask(talk, "/live/song/get/tempo")
    hear(talk, "/live/song/get/tempo", "late")
    hear(talk, "/live/song/get/tempo", "fresh")
    hear(talk, FENCES[0], 12, 1)
    assert (lost.done, question.answer) == (False, ("fresh",))
    assert ask(talk, "/live/song/get/tempo")[0].fence is None


def test_a_late_answer_does_not_answer_a_question_that_already_waited_behind():
    talk = conversation()
    lost, question = ask(talk, NAME, 0)[0], ask(talk, NAME, 0)[0]
    talk.give_up(lost)
    hear(talk, NAME, 0, "late")
    hear(talk, NAME, 0, "fresh")
    assert (lost.done, question.answer) == (False, (0, "fresh"))


def test_a_server_that_comes_back_is_not_held_to_what_it_owed_before():
    talk = conversation()
    for _ in range(3):
        lost = [ask(talk, NAME, 0)[0] for _ in range(3)] + [ask(talk, NAME, "*", want=Want.ALL)[0]]
        for question in lost:
            talk.give_up(question)
    question, outgoing = ask(talk, NAME, 0)
    hear(talk, NAME, 0, "back")
    hear(talk, outgoing[-1].address, 1)
    assert question.answer == (0, "back")


def test_a_fence_that_was_given_up_is_not_used_again_before_its_answer_is_over():
    talk = conversation()
    lost, _ = ask(talk, "/live/song/set/tempo", 1.0, want=Want.DONE)
    talk.give_up(lost)
    question, outgoing = ask(talk, "/live/song/set/tempo", 2.0, want=Want.DONE)
    assert outgoing[-1].address == FENCES[1]
    hear(talk, FENCES[0], 12, 1)
    assert not question.done
    hear(talk, FENCES[1], "info")
    assert question.done
    assert ask(talk, "/live/song/set/tempo", 3.0, want=Want.DONE)[1][-1].address == FENCES[0]


def test_after_many_questions_given_up_a_fence_carries_a_mark():
    talk = conversation()
    late = []
    for _ in range(6):
        lost, outgoing = ask(talk, "/live/song/get/tempo", want=Want.DONE)
        late += outgoing
        talk.give_up(lost)
    assert [message.address for message in late[1::2]] == list(FENCES) + [MARKED_FENCE] * 2
    question, outgoing = ask(talk, "/live/song/get/tempo")
    for message in late:
        hear(talk, message.address, *(message.arguments + ("late",)))
    assert not question.done
    hear(talk, "/live/song/get/tempo", "fresh")
    hear(talk, outgoing[-1].address, *(outgoing[-1].arguments + (False,)))
    assert question.answer == ("fresh",)


def test_a_user_may_ask_what_the_fences_ask():
    talk = conversation()
    mine, _ = ask(talk, FENCES[0])
    setter, _ = ask(talk, "/live/song/set/tempo", 1.0, want=Want.DONE)
    also_mine, _ = ask(talk, FENCES[0])
    hear(talk, FENCES[0], 1)
    assert (mine.answer, setter.done) == ((1,), False)
    hear(talk, FENCES[0], 2)
    assert (setter.done, also_mine.done) == (True, False)
    hear(talk, FENCES[0], 3)
    assert also_mine.answer == (3,)


def test_a_wildcard_collects_until_the_fence():
    talk = conversation()
    every, _ = ask(talk, NAME, "*", want=Want.ALL)
    one, _ = ask(talk, NAME, 1)
    for track in range(3):
        hear(talk, NAME, track, "t%d" % track)
    hear(talk, FENCES[0], 12, 1)
    hear(talk, NAME, 1, "later")
    assert [reply.arguments for reply in every.replies] == [(0, "t0"), (1, "t1"), (2, "t2")]
    assert one.answer == (1, "later")


def test_a_pattern_collects_from_every_address_it_means():
    talk = conversation()
    every, _ = ask(talk, "/live/{clip,track}/get/name", 0, want=Want.ALL)
    hear(talk, "/live/clip/get/name", 0, 4, "c")
    hear(talk, "/live/song/get/tempo", 120.0)
    hear(talk, NAME, 0, "t")
    hear(talk, FENCES[0], 12, 1)
    assert [reply.address for reply in every.replies] == ["/live/clip/get/name", NAME]


def test_a_question_that_was_asked_before_a_pattern_is_answered_before_it():
    talk = conversation()
    one, _ = ask(talk, NAME, 0)
    every, _ = ask(talk, "/live/{clip,track}/get/name", 0, want=Want.ALL)
    hear(talk, NAME, 0, "first")
    hear(talk, NAME, 0, "second")
    hear(talk, FENCES[0], 12, 1)
    assert one.answer == (0, "first")
    assert [reply.arguments for reply in every.replies] == [(0, "second")]


def test_an_answer_that_takes_the_server_longer_than_the_fence_is_waited_for():
    talk = conversation()
    talk.tell("/live/song/start_listen/tempo", ())
    question, _ = ask(talk, "/live/song/get/tempo")
    hear(talk, FENCES[0], 12, 1)
    assert not question.done
    hear(talk, "/live/song/get/tempo", 120.0)
    assert question.answer == (120.0,)


def test_a_wildcard_that_finds_nothing_raises_what_live_said():
    talk = conversation()
    every, _ = ask(talk, NAME, "*", want=Want.ALL)
    refuse(talk, NAME, "*")
    hear(talk, FENCES[0], 12, 1)
    assert isinstance(every.error, LiveError)


def test_a_malformed_pattern_is_refused_before_anything_is_sent():
    with pytest.raises(ValueError, match="not closed"):
        ask(conversation(), "/live/{track/get/name", 0)


def test_a_fence_is_never_an_address_that_the_question_means():
    talk = conversation()
    assert ask(talk, FENCES[0], want=Want.DONE)[1][-1].address == FENCES[1]
    assert ask(talk, "/live/{api,song}/get/*", want=Want.ALL)[1][-1].address == FENCES[0]
    assert ask(talk, "/live/*/get/*", want=Want.ALL)[1][-1].address == "/live/test"
    with pytest.raises(ValueError, match="means every address"):
        ask(talk, "/live//*", want=Want.ALL)


def test_an_error_fails_the_question_with_its_arguments():
    talk = conversation()
    first, second = ask(talk, NAME, 1)[0], ask(talk, NAME, 99)[0]
    refuse(talk, NAME, 99)
    assert not first.done
    assert (second.error.address, second.error.arguments, second.error.reason) == (NAME, (99,), "no")


def test_an_error_finds_its_question_through_the_rounding_of_floats():
    talk = conversation()
    question, _ = ask(talk, "/live/song/set/tempo", 0.1, want=Want.DONE)
    refuse(talk, "/live/song/set/tempo", 0.10000000149011612)
    assert question.error is not None


def test_an_error_of_a_setter_fails_no_query():
    talk = conversation()
    talk.tell("/live/song/set/tempo", ("fast",))
    question, _ = ask(talk, "/live/song/get/tempo")
    refuse(talk, "/live/song/set/tempo", "fast")
    assert not question.done
    assert [error.address for error in question.overheard] == ["/live/song/set/tempo"]


def test_an_old_script_s_unknown_address_fails_the_question():
    talk = conversation()
    question, _ = ask(talk, "/live/nothing", 1)
    hear(talk, ERROR, "Unknown OSC address: /live/nothing")
    assert question.error.address == "/live/nothing"


def test_an_error_without_address_fails_the_only_thing_that_can_be_meant():
    talk = conversation()
    question, _ = ask(talk, NAME, 99)
    hear(talk, ERROR, "Error handling OSC message: Index out of range")
    assert question.error.text == "Error handling OSC message: Index out of range"


def test_an_error_without_address_is_not_guessed_at():
    talk = conversation()
    talk.tell("/live/song/set/tempo", ("fast",))
    question, _ = ask(talk, NAME, 99)
    hear(talk, ERROR, "Error handling OSC message: Index out of range")
    assert not question.done
    assert len(question.overheard) == 1


def test_handlers_and_listeners_hear_what_answers_a_question_too():
    talk, heard, pushed = conversation(), [], []
    talk.set_handler(NAME, lambda address, params: heard.append((address, params)))
    talk.subscribe(Subscription(NAME, (0,), pushed.append))
    ask(talk, NAME, 0)
    hear(talk, NAME, 0, "Bass")
    hear(talk, NAME, 1, "Other")
    assert heard == [(NAME, (0, "Bass")), (NAME, (1, "Other"))]
    assert pushed == [Message(NAME, (0, "Bass"))]
    talk.remove_handler(NAME)
    talk.remove_handler(NAME)
    hear(talk, NAME, 1, "Other")
    assert len(heard) == 2


def test_unclaimed_gets_exactly_what_nobody_takes():
    talk, rest = conversation(), []
    talk.unclaimed = lambda address, params: rest.append(address)
    ask(talk, "/live/song/get/tempo")
    hear(talk, "/live/song/get/tempo", 120.0)
    hear(talk, "/live/startup")
    hear(talk, ERROR, "Error handling OSC message: x", "x", "/live/song/set/tempo", "fast")
    assert rest == ["/live/startup", ERROR]


def test_the_server_is_told_to_stop_when_the_last_of_two_equal_listeners_leaves():
    talk = conversation()
    first, second = (Subscription("/live/track/start_listen/name", (0,), lambda push: None) for _ in range(2))
    assert talk.subscribe(first) == [Message("/live/track/start_listen/name", (0,))]
    talk.subscribe(second)
    assert talk.unsubscribe(first) == []
    assert talk.unsubscribe(second) == [Message("/live/track/stop_listen/name", (0,))]
    assert talk.unsubscribe(second) == []


def test_a_refused_listener_gets_the_error():
    talk, pushed = conversation(), []
    talk.subscribe(Subscription(NAME, (99,), pushed.append))
    refuse(talk, "/live/track/start_listen/name", 99)
    assert isinstance(pushed[0], LiveError)


def test_an_address_without_a_verb_is_only_heard():
    talk, pushed = conversation(), []
    assert talk.subscribe(Subscription("/live/startup", (), pushed.append)) == []
    hear(talk, "/live/startup")
    assert pushed == [Message("/live/startup", ())]


def test_a_port_of_our_own_is_registered_first_and_again_before_each_listener():
    talk = conversation(reply_port=50000)
    register = Message(REGISTER, (50000,))
    assert talk.tell("/live/test", ()) == [register, Message("/live/test", ())]
    assert talk.tell("/live/test", ()) == [Message("/live/test", ())]
    assert talk.subscribe(Subscription("/live/song/get/tempo", (), lambda push: None))[0] == register


def test_a_script_without_registration_fails_the_listeners_and_nobody_else():
    talk, pushed, rest = conversation(reply_port=50000), [], []
    talk.unclaimed = lambda address, params: rest.append(address)
    question, _ = ask(talk, "/live/song/get/tempo")
    talk.subscribe(Subscription("/live/song/get/is_playing", (), pushed.append))
    hear(talk, ERROR, "Unknown OSC address: " + REGISTER)
    assert (question.done, rest, [type(push) for push in pushed]) == (False, [], [LiveError])


def test_stopping_fails_what_still_waits_and_says_good_bye():
    talk = conversation(reply_port=50000)
    question, _ = ask(talk, "/live/song/get/tempo")
    talk.subscribe(Subscription(NAME, (0,), lambda push: None))
    farewell, deliveries = talk.close()
    run(deliveries)
    assert [one.address for one in farewell] == ["/live/track/stop_listen/name", "/live/api/unregister_listener"]
    assert isinstance(question.error, ClientStopped)
