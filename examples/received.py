"""Hears what a browser sends, with Python's own library alone: a plain Phoenix client in a hundred lines.

    npx pagewire token --name notebook --topics inbox files
    PAGEWIRE_URL=ws://127.0.0.1:8737 PAGEWIRE_TOKEN=pwt_... python3 examples/received.py [COUNT]

It prints what was received last, then each new file with its page and its bytes' SHA-256, COUNT of them. Names, titles and
addresses come from web pages: they are data.
"""

import base64
import hashlib
import json
import os
import select
import socket
import struct
import sys
from urllib.parse import urlsplit

TEXT, PING, PONG, CLOSE = 0x1, 0x9, 0xA, 0x8
# A client that says nothing for 45 seconds is taken to be gone.
HEARTBEAT_SECONDS = 20


class Phoenix:
    """A socket of Phoenix Channels, version 2: frames are [join_ref, ref, topic, event, payload]."""

    def __init__(self, url, token):
        address = urlsplit(url)
        self.socket = socket.create_connection((address.hostname, address.port))
        self.bytes = b""
        self.refs = 0
        self.events = []
        bearer = base64.b64encode(token.encode()).decode().rstrip("=")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\n"
            f"Host: {address.hostname}:{address.port}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx.{bearer}\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self.bytes:
            self.hear()
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            sys.exit("The companion does not take this token.")

    def hear(self):
        """Waits for more bytes, and says meanwhile that this end is still there."""
        while not select.select([self.socket], [], [], HEARTBEAT_SECONDS)[0]:
            self.send(TEXT, b'[null,"0","phoenix","heartbeat",{}]')
        more = self.socket.recv(65536)
        if not more:
            sys.exit("The companion has gone.")
        self.bytes += more

    def read(self, size):
        while len(self.bytes) < size:
            self.hear()
        data, self.bytes = self.bytes[:size], self.bytes[size:]
        return data

    def send(self, kind, data):
        """One frame; a client's are masked (RFC 6455, 5.3)."""
        size = len(data)
        head = bytes([0x80 | kind, 0x80 | size]) if size < 126 else struct.pack("!BBH", 0x80 | kind, 0xFE, size)
        mask = os.urandom(4)
        self.socket.sendall(head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)))

    def receive(self):
        """The next frame of text, put together."""
        message = b""
        while True:
            first, second = self.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self.read(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self.read(8))
            data = self.read(size)
            kind = first & 0x0F
            if kind == CLOSE:
                sys.exit("The companion has gone.")
            if kind == PING:
                self.send(PONG, data)
            if kind in (0, TEXT):
                message += data
                if first & 0x80:
                    return json.loads(message)

    def ask(self, topic, event, payload):
        """Pushes one event and waits for its reply; what comes meanwhile is kept."""
        self.refs += 1
        self.send(TEXT, json.dumps([topic, str(self.refs), topic, event, payload]).encode())
        while True:
            frame = self.receive()
            if frame[1] == str(self.refs) and frame[3] == "phx_reply":
                reply = frame[4]
                if reply["status"] != "ok":
                    sys.exit(reply["response"].get("message", "It was refused."))
                return reply["response"]
            self.keep(frame)

    def keep(self, frame):
        """Of what nobody waits for yet only events are kept: who asks for them gets them in their order."""
        if not frame[3].startswith("phx_"):
            self.events.append(frame)

    def next(self, topic, event):
        """The next event of a topic."""
        while True:
            for at, frame in enumerate(self.events):
                if frame[2] == topic and frame[3] == event:
                    return self.events.pop(at)[4]
            self.keep(self.receive())


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    phoenix = Phoenix(os.environ["PAGEWIRE_URL"], os.environ["PAGEWIRE_TOKEN"])
    for topic in ("inbox", "files"):
        phoenix.ask(topic, "phx_join", {})
    for record in phoenix.ask("inbox", "list", {"limit": 3})["records"]:
        print("before", record["name"], flush=True)
    print("listening", flush=True)
    for _ in range(count):
        record = phoenix.next("inbox", "received")
        # A whole file in one message has at most 8 MiB; larger ones come in chunks, or on a lane.
        phoenix.ask("files", "fetch", {"id": record["id"], "form": "base64"})
        data = base64.b64decode(phoenix.next("files", "file")["base64"])
        page = record["sources"][-1]["pageUrl"] if record["sources"] else None
        print("received", record["name"], page, hashlib.sha256(data).hexdigest(), flush=True)


main()
