"""Who may talk to the script: by default this computer and private networks; a phone works, the internet does not."""
from __future__ import annotations

import ipaddress
from typing import Any, Dict, Iterable, List

from .osc.transport import STREAM

REMEMBERED = 1024
PRIVATE = "private"


class Networks:
    """The networks whose senders are served.

    `private` (loopback, private, link-local), `any`, or such as `192.168.1.0/24`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.known: Dict[str, bool] = {}
        self.networks: List[Any] = []
        self.private = False
        for name in names:
            if name == PRIVATE:
                self.private = True
            elif name == "any":
                self.networks += [ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0")]
            else:
                self.networks.append(ipaddress.ip_network(name, strict=False))

    def allow(self, ip: str) -> bool:
        """Whether a sender is served; an address is judged once."""
        allowed = self.known.get(ip)
        if allowed is None:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            allowed = self.known[ip] = self.judge(ip)
        return allowed

    def judge(self, ip: str) -> bool:
        try:
            address = ipaddress.ip_address(ip[len(STREAM):] if ip.startswith(STREAM) else ip)
        except ValueError:
            return False
        if self.private and (address.is_loopback or address.is_private or address.is_link_local):
            return True
        return any(address.version == network.version and address in network for network in self.networks)


def problem_of(names: Any) -> str:
    """What is wrong with a list of networks, or an empty string."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return f"allowed_networks must be a list of strings, got {names!r}"
    try:
        Networks(names)
    except ValueError as error:
        return f"allowed_networks: {error}"
    return ""
