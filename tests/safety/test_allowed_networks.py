"""Who is served: this computer and private networks unless settings say otherwise; also on real interfaces."""

import subprocess
import sys
import textwrap

import pytest

from AbletonOSC.networks import Networks
from AbletonOSC.osc import packet
from tests.running_script import RunningScript

PATIENCE = 30.0


@pytest.mark.parametrize(
    "ip, private",
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.31.255.255", True),
        ("192.168.1.7", True),
        ("169.254.3.4", True),
        ("8.8.8.8", False),
        ("172.32.0.1", False),
        ("192.169.0.1", False),
        ("11.0.0.1", False),
        ("1.1.1.1", False),
        ("::1", True),
        ("fe80::1", True),
        ("2a00::1", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_private_means_this_computer_and_networks_that_are_not_the_internet(ip, private):
    assert Networks(["private"]).allow(ip) is private
    assert Networks([]).allow(ip) is False
    assert Networks(["any"]).allow(ip) is (ip not in ("nonsense", ""))


def test_a_network_that_is_named_is_served_and_no_other():
    networks = Networks(["8.8.8.0/24", "9.9.9.9"])
    assert [ip for ip in ("8.8.8.8", "8.8.9.8", "9.9.9.9", "9.9.9.8", "127.0.0.1") if networks.allow(ip)] == [
        "8.8.8.8",
        "9.9.9.9",
    ]


def test_what_is_remembered_of_senders_is_bounded():
    networks = Networks(["private"])
    for number in range(5000):
        networks.allow(f"10.0.{number // 250}.{number % 250}")
    assert len(networks.known) <= 1024


def test_refused_senders_get_no_answer_and_cost_one_log_line(live, caplog):
    live.surface.log.logger.addHandler(caplog.handler)
    for number in range(200):
        live.deliver(packet.encode_message("/live/song/set/tempo", (60.0,)), ("8.8.8.8", number + 1))
    live.advance(1)
    assert live.received_by_all() == []
    assert live.song.tempo == 120.0
    assert len(live.engine.peers) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "a datagram was refused: its sender is not in allowed_networks (8.8.8.8)"
    ]


def test_settings_widen_who_is_served(log_folder):
    running = RunningScript(log_folder, {"allowed_networks": ["8.8.8.0/24"]})
    assert running.send("/live/test", client=("8.8.8.8", 11001)) == [("/live/test", ("ok",))]
    assert running.send("/live/test", client=("127.0.0.1", 11001)) == []
    running.close()


SERVE = """
    import sys
    import time
    from AbletonOSC.osc.server import UDPServer
    from tests.running_script import RunningScript

    server = UDPServer("0.0.0.0", 11000, print)
    running = RunningScript(sys.argv[1], {"allowed_networks": [sys.argv[2]]}, transport=server)
    print("ready", flush=True)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        server.wait(0.1)
        running.advance(0.02)
"""

ASK = """
    import socket
    import sys
    from AbletonOSC.osc import packet

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind((sys.argv[1], 11001))
        asking.settimeout(float(sys.argv[3]))
        asking.sendto(packet.encode_message("/live/test"), (sys.argv[2], 11000))
        try:
            print(packet.decode(asking.recv(1000)).arguments[0])
        except socket.timeout:
            print("silence")
"""


def python(inside, program, *arguments):
    return [*inside, sys.executable, "-c", textwrap.dedent(program), *arguments]


@pytest.mark.parametrize("allowed, of_the_internet", [("private", "silence"), ("any", "ok")])
def test_a_private_network_is_served_and_the_internet_only_if_settings_say_so(
    namespaces, tmp_path, allowed, of_the_internet
):
    script, phone = namespaces("192.168.77.1/24", "192.168.77.2/24")
    ip, netns = phone[0], phone[3]
    subprocess.run([ip, "-n", netns, "addr", "add", "8.8.8.8/24", "dev", "wire1"], check=True, timeout=PATIENCE)
    subprocess.run([ip, "-n", script[3], "route", "add", "8.8.8.0/24", "dev", "wire0"], check=True, timeout=PATIENCE)
    subprocess.run(
        [ip, "-n", netns, "route", "replace", "192.168.77.0/24", "dev", "wire1"], check=True, timeout=PATIENCE
    )
    serving = subprocess.Popen(python(script, SERVE, str(tmp_path), allowed), stdout=subprocess.PIPE)
    try:
        assert serving.stdout.readline() == b"ready\n"

        def ask(source, patience):
            return (
                subprocess.run(
                    python(phone, ASK, source, "192.168.77.1", patience),
                    stdout=subprocess.PIPE,
                    timeout=PATIENCE,
                    check=True,
                )
                .stdout.decode()
                .strip()
            )

        assert ask("192.168.77.2", "10") == "ok"
        assert ask("8.8.8.8", "0.5" if of_the_internet == "silence" else "10") == of_the_internet
        assert ask("192.168.77.2", "10") == "ok"
    finally:
        serving.kill()
        serving.wait(PATIENCE)
        serving.stdout.close()
