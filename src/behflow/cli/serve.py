"""``behflow serve``: the product, in one process."""

from __future__ import annotations

import argparse
import errno
import gc
import logging
import socket
import sys
from typing import Any

from behflow.config import Settings, load_settings
from behflow.errors import ConfigurationError
from behflow.logging import configure_logging

GRACE = 10
"""Seconds that open requests get to end when the server is told to stop."""


def add_parser(commands: Any) -> None:
    """Register the command."""
    command = commands.add_parser("serve", help="run the server")
    command.add_argument("--host", help="address to listen on (BEHFLOW_HOST)")
    command.add_argument("--port", type=int, help="port to listen on, 0 for a free one (BEHFLOW_PORT)")
    command.set_defaults(run=run)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ConfigurationError(
                f"Port {settings.port} on {settings.host} is taken. Stop what uses it, or set BEHFLOW_PORT to another."
            ) from error
        raise ConfigurationError(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.") from error
    listener.listen(1024)
    return listener


class _OneLine(logging.Filter):
    """What stops the start is said in the words of our error, without the way it took through the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if message.startswith("Traceback"):
            last = message.strip().splitlines()[-1]
            if last.startswith("behflow.errors."):
                record.msg, record.args = last.partition(": ")[2], ()
        return True


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    given = {n: getattr(arguments, n) for n in ("host", "port") if getattr(arguments, n) is not None}
    settings = load_settings(**given)
    configure_logging(settings.log_level, settings.log_format)
    logging.getLogger("uvicorn.error").addFilter(_OneLine())
    listener = _listen(settings)
    port = listener.getsockname()[1]

    # Importing makes many objects and hardly any garbage: looking for it meanwhile costs a fifth of the start.
    gc.disable()
    import uvicorn

    from behflow.main import create_app

    gc.freeze()
    gc.enable()

    class Server(uvicorn.Server):
        """Says where the product is once it can be used."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                host = f"[{settings.host}]" if ":" in settings.host else settings.host
                print(f"Behflow is ready: http://{host}:{port}  (Ctrl-C stops it)", file=sys.stderr, flush=True)

    server = Server(
        uvicorn.Config(
            create_app(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            timeout_graceful_shutdown=GRACE,
            timeout_keep_alive=30,
            lifespan="on",
        )
    )
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:  # passed on after everything has stopped; Ctrl-C is how one stops it
        return 0
    return 0 if server.started else 1
