"""Talk to Ableton Live from Python: AbletonOSCClient, its asyncio twin, and the errors they raise."""
from .aio import AsyncAbletonOSCClient, AsyncListener
from .client import AbletonOSCClient, Listener
from .codec import Message
from .errors import ClientPortTaken, ClientStopped, LiveError, QueryTimeout

__all__ = ["AbletonOSCClient", "AsyncAbletonOSCClient", "AsyncListener", "ClientPortTaken", "ClientStopped", "Listener",
           "LiveError", "Message", "QueryTimeout"]
