"""Cutting the power of SQLite, by its own means: what it writes and when it asks for it to be on the disk is remembered.

A layer between SQLite and the file system (a VFS, made with ctypes from the one it has) notes every write, every shortening
and every fsync. What a disk may hold after a cut follows from that: everything of before the last fsync of a file, and of
what came after it any part, in sectors of 512 bytes. Each such state can be built and looked at.
"""

import ctypes
import ctypes.util
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECTOR = 512
NAME = b"power"
Pointer = ctypes.c_void_p
OPEN = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, Pointer, ctypes.c_int, ctypes.POINTER(ctypes.c_int))
WRITE = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int, ctypes.c_int64)
TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int64)
SYNC = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int)


class Vfs(ctypes.Structure):
    """sqlite3_vfs, version 3. What is not looked at is a bare pointer."""

    _fields_ = [
        ("version", ctypes.c_int), ("size_of_file", ctypes.c_int), ("longest_name", ctypes.c_int), ("next", Pointer),
        ("name", ctypes.c_char_p), ("data", Pointer), ("open", Pointer), *((f"rest{nr}", Pointer) for nr in range(14)),
    ]  # fmt: skip


class Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", ctypes.c_int), ("close", Pointer), ("read", Pointer), ("write", Pointer), ("truncate", Pointer),
        ("sync", Pointer), *((f"rest{nr}", Pointer) for nr in range(13)),
    ]  # fmt: skip


def _said_write(buffer: int, size: int, at: int) -> tuple[Any, ...]:
    return "write", at, ctypes.string_at(buffer, size)


class Recorder:
    """Everything SQLite does to its files from now on. The library is the one Python itself uses."""

    def __init__(self) -> None:
        self.events: list[tuple[Any, ...]] = []
        self._names: dict[int, str] = {}
        self._kept: list[Any] = []
        self._methods: dict[int, Methods] = {}
        self._library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        self._own = Vfs.from_buffer_copy(self._library.sqlite3_vfs_find(None).contents)
        self._own.name = NAME
        theirs = OPEN(self._own.open)

        def opened(vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
            code = theirs(vfs, name, file, flags, out)
            methods = Pointer.from_address(file).value
            if code == 0 and methods and name:
                self._names[file] = ctypes.string_at(name).decode()
                Pointer.from_address(file).value = ctypes.addressof(self._noting(methods))
            return code

        self._own.open = self._keep(OPEN(opened))
        self._library.sqlite3_vfs_register(ctypes.byref(self._own), 0)

    def close(self) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._own))

    def note(self, *what: Any) -> None:
        """Something of our own in the same order: what was acknowledged."""
        self.events.append(what)

    def _keep(self, callback: Any) -> int | None:
        self._kept.append(callback)
        return ctypes.cast(callback, Pointer).value

    def _noting(self, address: int) -> Methods:
        if address not in self._methods:
            made = Methods.from_buffer_copy(Methods.from_address(address))
            write, truncate, sync = WRITE(made.write), TRUNCATE(made.truncate), SYNC(made.sync)
            made.write = self._keep(WRITE(self._after(write, _said_write)))
            made.truncate = self._keep(TRUNCATE(self._after(truncate, lambda size: ("truncate", size))))
            made.sync = self._keep(SYNC(self._after(sync, lambda _flags: ("sync",))))
            self._methods[address] = made
        return self._methods[address]

    def _after(self, theirs: Callable[..., int], said: Callable[..., tuple[Any, ...]]) -> Callable[..., int]:
        def both(file: int, *values: Any) -> int:
            code = theirs(file, *values)
            if code == 0:
                kind, *rest = said(*values)
                self.events.append((kind, self._names.get(file, ""), *rest))
            return code

        return both


def cut(events: list[tuple[Any, ...]], at: int, before: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """What the files may hold when the power goes after this many events: all that was synced, and any part of the rest."""
    now: dict[str, bytearray] = {name: bytearray(content) for name, content in before.items()}
    waiting: dict[str, list[tuple[Any, ...]]] = {}
    for kind, name, *rest in events[:at]:
        if kind == "sync":
            for change in waiting.pop(name, []):
                _do(now.setdefault(name, bytearray()), change)
        elif kind in ("write", "truncate"):
            waiting.setdefault(name, []).append((kind, *rest))
    for name, changes in waiting.items():
        for change in changes:
            for part in _sectors(change):
                if chance.random() < 0.5:
                    _do(now.setdefault(name, bytearray()), part)
    return {name: bytes(content) for name, content in now.items()}


def _sectors(change: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    if change[0] == "truncate":
        return [change]
    _kind, at, content = change
    parts, place = [], 0
    while place < len(content):
        size = min(SECTOR - (at + place) % SECTOR, len(content) - place)
        parts.append(("write", at + place, content[place : place + size]))
        place += size
    return parts


def _do(content: bytearray, change: tuple[Any, ...]) -> None:
    if change[0] == "truncate":
        del content[change[1] :]
        return
    _kind, at, written = change
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(written)] = written


def put(files: dict[str, bytes], folder: Path) -> Path:
    """These files in a folder of their own; the database itself."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / Path(name).name).write_bytes(content)
    return next(one for one in folder.iterdir() if one.suffix == ".db")
