"""An OpenID Connect provider on this machine, which says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt

CLIENT = "portal"


@dataclass
class Provider:
    """What the provider answers; ``raw`` replaces the answer at a path."""

    base: str
    claims: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    token_requests: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, path: str) -> tuple[int, bytes]:
        """Return status and body for a path."""
        if path in self.raw:
            return self.raw[path]
        answers: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": self.base,
                "authorization_endpoint": f"{self.base}/authorize",
                "token_endpoint": f"{self.base}/token",
                "userinfo_endpoint": f"{self.base}/userinfo",
                "jwks_uri": f"{self.base}/jwks",
            },
            "/token": {
                "access_token": "a-token",
                "token_type": "Bearer",
                "id_token": self._id_token(),
            },
            "/userinfo": self.claims,
        }
        if path not in answers:
            return 404, b"{}"
        return 200, json.dumps(answers[path]).encode()

    def _id_token(self) -> str:
        now = int(time.time())
        standing = {"iss": self.base, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode({**standing, **self.claims}, "x" * 32, algorithm="HS256")


@contextmanager
def running() -> Iterator[Provider]:
    """Run the provider on a free port."""

    class Handler(BaseHTTPRequestHandler):
        """Answers as the provider says."""

        def do_GET(self) -> None:
            self._send(*provider.answer(self.path.split("?")[0]))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            provider.token_requests.append(parse_qs(body))
            self._send(*provider.answer(self.path))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(base=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
