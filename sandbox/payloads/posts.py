"""The signed HTTP transport: events, commands and interactions as POSTs to the app's request URL."""

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from aiohttp import ClientError, ClientSession, ClientSSLError, ClientTimeout

from sandbox.api.refusals import Json
from sandbox.api.tokens import Tokens
from sandbox.changes import Changes
from sandbox.payloads.sockets import Envelope, NotAnsweredError, NotDeliveredError
from sandbox.payloads.wire import Wire

MOST_REDIRECTS, STALE, PAUSE = 2, 600, 0.3
Headers = dict[str, str]


class NotTakenError(NotDeliveredError):
    """The app's server answered otherwise than it should; it may ask not to be tried again."""

    def __init__(self, reason: str, *, again: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.again = reason, again


@dataclass
class Posts:
    """Sends to the request URL, once the app has shown that it is there by answering a challenge."""

    tokens: Tokens
    wire: Wire
    changes: Changes
    ack_seconds: float
    url: str = ""
    verified: bool = False
    last: tuple[bytes, Headers] = (b"", {})

    async def send(self, envelope: Envelope) -> Any:
        """Send one envelope and give what the app answers within the deadline."""
        try:
            if not self.verified:
                raise NotTakenError("connection_failed")
            self.last = self.sign(*encode(envelope))
            status, text = await self.post(*self.last)
            if status != 200 and (envelope.kind != "events_api" or status >= 300):
                raise NotTakenError("http_error")
        except NotDeliveredError as failure:
            self.verified = self.verified and failure.reason != "connection_failed"
            self.wire.note("to bot", envelope.name(), f"not delivered: {failure.reason}", envelope.payload)
            raise
        answer = read_answer(text)
        self.wire.note("to bot", envelope.name(), "acknowledged", {"sent": envelope.payload, "answer": answer})
        return answer

    def sign(self, body: bytes, headers: Headers, *, at: int | None = None) -> tuple[bytes, Headers]:
        stamp = str(int(time.time()) if at is None else at)
        words = b":".join((b"v0", stamp.encode(), body))
        signature = "v0=" + hmac.new(self.tokens.signing_secret.encode(), words, hashlib.sha256).hexdigest()
        return body, headers | {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}

    async def post(self, body: bytes, headers: Headers) -> tuple[int, str]:
        """POST to the request URL, following at most two redirects."""
        url = self.url
        try:
            async with asyncio.timeout(self.ack_seconds), ClientSession(timeout=ClientTimeout()) as session:
                for _ in range(MOST_REDIRECTS + 1):
                    async with session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                        if not 300 <= answer.status < 400:
                            if answer.status >= 400 and answer.headers.get("X-Slack-No-Retry") == "1":
                                raise NotTakenError("http_error", again=False)
                            return answer.status, await answer.text()
                        url = urljoin(url, answer.headers.get("Location", ""))
        except TimeoutError:
            failure = NotAnsweredError()
            failure.reason = "http_timeout"
            raise failure from None
        except ClientSSLError:
            raise NotTakenError("ssl_error") from None
        except (ClientError, OSError, ValueError):
            raise NotTakenError("connection_failed") from None
        raise NotTakenError("too_many_redirects")

    async def check(self) -> None:
        """Notice that the app has gone, which nobody tells over HTTP."""
        address = urlsplit(self.url)
        try:
            (await asyncio.open_connection(address.hostname, address.port or 80))[1].close()
        except OSError:
            self.verified = False
            self.changes.bump()

    async def verify(self) -> None:
        """Send the challenge until the app answers it, and again whenever the app could not be reached."""
        while True:
            if self.url and not self.verified:
                challenge = {"type": "url_verification", "token": self.tokens.verification}
                challenge["challenge"] = secrets.token_hex(16)
                try:
                    _, text = await self.post(*self.sign(json.dumps(challenge).encode(), JSON_TYPE))
                    answer = read_answer(text)
                    given = answer.get("challenge") or answer.get("text") if isinstance(answer, dict) else None
                    self.verified = given == challenge["challenge"]
                    self.wire.note("to bot", "url_verification", "ok" if self.verified else "wrong answer", text)
                    self.changes.bump()
                    await self.check_certificate()
                except NotDeliveredError:
                    self.verified = False
            await asyncio.sleep(PAUSE)

    async def check_certificate(self) -> None:
        """Send what Slack sends now and then to see the certificate: a form that is signed and is no command."""
        form = urlencode({"ssl_check": "1", "token": self.tokens.verification}).encode()
        try:
            status, _ = await self.post(*self.sign(form, FORM_TYPE))
            verdict = "ok" if status == 200 else f"answered {status}"
        except NotDeliveredError as failure:  # what comes next will show whether the app has gone
            verdict = f"not delivered: {failure.reason}"
        self.wire.note("to bot", "ssl_check", verdict, {"ssl_check": "1"})

    async def forge(self, kind: str, payload: Json) -> int:
        """Send a request that Slack would not have sent so; give the status of the answer."""
        body, headers = json.dumps(payload).encode(), JSON_TYPE
        if kind == "tampered":
            signed, headers = self.sign(body, headers)
            body = signed.replace(b'"type"', b'"type" ', 1)
        elif kind == "stale":
            body, headers = self.sign(body, headers, at=int(time.time()) - STALE)
        else:
            body, headers = self.last if kind == "replayed" and self.last[0] else self.sign(body, headers)
        if kind == "replayed":
            await self.post(body, headers)
        if kind == "malformed":
            headers = headers | {"X-Slack-Request-Timestamp": "yesterday"}
        return (await self.post(body, headers))[0]


JSON_TYPE, FORM_TYPE = {"Content-Type": "application/json"}, {"Content-Type": "application/x-www-form-urlencoded"}


def encode(envelope: Envelope) -> tuple[bytes, Headers]:
    """Write an envelope as Slack does: events as JSON, everything else as a form."""
    if envelope.kind == "events_api":
        numbers = {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
        return json.dumps(envelope.payload).encode(), JSON_TYPE | (numbers if envelope.attempt else {})
    form = envelope.payload if envelope.kind == "slash_commands" else {"payload": json.dumps(envelope.payload)}
    return urlencode(form).encode(), FORM_TYPE


def read_answer(text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else None
    except json.JSONDecodeError:
        return {"text": text}
