"""Makes loopback all there is of the network, and puts openrouter.ai there.

Python imports this by itself where its folder is on PYTHONPATH.
"""

import os
import socket
from typing import Any

_HERE = ("127.0.0.1", "localhost")
_look_up = socket.getaddrinfo


def _look_up_here(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    stand_in = os.environ.get("OPENROUTER_AI_PORT")
    if name == "openrouter.ai" and stand_in:
        return _look_up("127.0.0.1", int(stand_in), *rest, **more)
    if name in _HERE:
        return _look_up(host, port, *rest, **more)
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


socket.getaddrinfo = _look_up_here
