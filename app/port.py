"""The port to listen on: whether it can be had, told before anything is started."""

import errno
import socket

from app.errors import Problem


def usable_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Raises Problem where it cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family) as probe:
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            raise Problem(
                f"Port {port} of {host} is in use by another program",
                f"Stop it, or take another: --port {min(port + 1, 65535)} (IWM_PORT), 0 for any free one.",
            ) from None
        if number == errno.EACCES:
            raise Problem(
                f"Port {port} may only be opened by root", "Choose one above 1023: --port 8000 (IWM_PORT)."
            ) from None
        raise Problem(f"Cannot listen on {host}: {error}", "Check --host (IWM_HOST).") from None
