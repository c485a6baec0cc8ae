"""One parent for web server and job worker: starts them, revives one that falls, ends them together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.utils.translation import gettext as _

TICK_SECONDS = 0.2
GRACE_SECONDS = 10.0
FALLS_ALLOWED = 5
FALLS_WITHIN_SECONDS = 60.0
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """Something to keep running, and what people call it."""

    name: str
    command: Sequence[str]


@dataclass
class Child:
    """A running program and when it fell before."""

    program: Program
    process: subprocess.Popen[bytes]
    falls: list[float] = field(default_factory=list)


def _end_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright, so that the port is free again."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(program: Program) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal reaches only us, and its whole family can be ended at once.
    return subprocess.Popen(  # noqa: S603  the commands are ours
        program.command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent,  # noqa: PLW1509  no threads here
    )


def _end_family(child: Child) -> None:
    """Kill whatever the program has left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)


class Supervisor:
    """Keeps programs running until a signal comes or one of them cannot stay up."""

    def __init__(self, programs: Sequence[Program], *, say: Callable[[str], None]) -> None:
        self._programs = programs
        self._say = say
        self._children: list[Child] = []
        self._ending = False

    def run(self, *, is_up: Callable[[], bool], when_up: Callable[[], None]) -> int:
        """Run until ended; return the exit code: 0 when asked to end, 1 when a program could not be kept up.

        `when_up` is called once, as soon as `is_up` answers yes.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        announced = False
        try:
            self._children = [Child(program, _start(program)) for program in self._programs]
            while not self._ending:
                if not all(self._keep(child) for child in self._children):
                    return 1
                if not announced and is_up():
                    announced = True
                    when_up()
                time.sleep(TICK_SECONDS)
            return 0
        finally:
            self._end_all()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._ending = True

    def _keep(self, child: Child) -> bool:
        """Start a fallen child again; False when it has fallen too often."""
        code = child.process.poll()
        if code is None or self._ending:
            return True
        _end_family(child)
        now = time.monotonic()
        child.falls = [fall for fall in child.falls if now - fall < FALLS_WITHIN_SECONDS] + [now]
        if len(child.falls) > FALLS_ALLOWED:
            self._say(
                _("%(name)s一分钟内停了 %(count)d 次，已全部结束。请看上面的错误，改好后再启动。")
                % {"name": child.program.name, "count": len(child.falls)}
            )
            return False
        self._say(_("%(name)s意外停止（退出码 %(code)d），正在重新启动。") % {"name": child.program.name, "code": code})
        child.process = _start(child.program)
        return True

    def _end_all(self) -> None:
        """Ask every child to finish what it is doing, wait a little, then insist."""
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self._children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            _end_family(child)
            child.process.wait()
