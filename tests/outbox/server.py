"""A mail server on this machine that behaves, or not: it hangs, hangs up, refuses, or answers and forgets to say so."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """`at` is the step at which it misbehaves (greeting, ehlo, mail, rcpt, data, text); `how`: hang, drop, drip or an answer."""

    at: str = ""
    how: str = ""
    times: int = 10_000
    taken: list[str] = field(default_factory=list)  # what it took in, whatever it said of it
    tries: int = 0
    port: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)  # ends a hang before its three seconds
    patience: float = 3

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def misbehaves(self, talk: socket.socket, step: str) -> bool:
        """True when the talk is over."""
        if step != self.at or self.tries > self.times:
            return False
        if self.how == "hang":
            self.let_go.wait(self.patience)
        elif self.how == "drip":
            with suppress(OSError):
                for _ in range(30):
                    talk.sendall(b"2")
                    time.sleep(0.1)
        elif self.how != "drop":
            talk.sendall(self.how.encode() + b" no\r\n")
            return self.how == "421"
        return True

    def answer(self, talk: socket.socket) -> None:
        """One talk, until somebody hangs up."""
        self.tries += 1
        lines = talk.makefile("rb")
        if self.misbehaves(talk, "greeting"):
            return
        if not (self.at == "greeting" and self.tries <= self.times):
            talk.sendall(b"220 here\r\n")
        while line := lines.readline():
            step = line[:4].strip().decode().lower()
            mine = step == self.at and self.tries <= self.times
            if self.misbehaves(talk, step):
                return
            if mine:
                continue
            talk.sendall(b"354 go on\r\n" if step == "data" else b"250 yes\r\n")
            if step == "data" and self.text(talk, lines):
                return

    def text(self, talk: socket.socket, lines) -> bool:
        said = []
        while (line := lines.readline()) and line != b".\r\n":
            said.append(line.decode())
        mine = self.at == "text" and self.tries <= self.times
        if not mine or self.how in ("hang", "drop"):
            self.taken.append("".join(said))
        if self.misbehaves(talk, "text"):
            return True
        if not mine:
            talk.sendall(b"250 taken\r\n")
        return False


@contextmanager
def mail_server(**behaviour) -> Iterator[MailServer]:
    """A server that listens on a free port as long as the block lasts."""
    server = MailServer(**behaviour)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server.port = door.getsockname()[1]
        threading.Thread(target=_open, args=(door, server), daemon=True).start()
        yield server


def _open(door: socket.socket, server: MailServer) -> None:
    with suppress(OSError):
        while True:
            talk, _who = door.accept()
            threading.Thread(target=_talk, args=(talk, server), daemon=True).start()


def _talk(talk: socket.socket, server: MailServer) -> None:
    with talk, suppress(OSError):
        server.answer(talk)
