"""The supervisor keeps its programs up, and takes them all down with it."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from hehuo.ops.supervise import FALLS_ALLOWED, Program, Supervisor

SLEEPER = "import time; time.sleep(60)"


@pytest.fixture(autouse=True)
def own_signals() -> object:
    """Signal handlers as they were, when the test is over."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie whose parent has not looked yet is not alive.
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]


def wait_for(path: Path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and path.read_text().endswith("\n"):
            return path.read_text().strip()
        time.sleep(0.05)
    raise AssertionError(f"{path.name} was never written")


def test_a_signal_ends_everything_and_counts_as_asked_for() -> None:
    supervisor = Supervisor([Program("server", python(SLEEPER)), Program("worker", python(SLEEPER))], say=print)

    code = supervisor.run(is_up=lambda: True, when_up=lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert code == 0
    assert [child.process.returncode for child in supervisor._children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_program_that_cannot_stay_up_ends_the_rest_with_a_clear_sentence() -> None:
    said: list[str] = []
    programs = [Program("网页服务", python("raise SystemExit(3)")), Program("后台任务", python(SLEEPER))]
    supervisor = Supervisor(programs, say=said.append)

    code = supervisor.run(is_up=lambda: False, when_up=lambda: None)

    assert code == 1
    assert said[:-1] == ["网页服务意外停止（退出码 3），正在重新启动。"] * FALLS_ALLOWED
    assert said[-1].startswith("网页服务一分钟内停了 6 次，已全部结束。")
    assert supervisor._children[1].process.returncode == -signal.SIGTERM


def test_a_fallen_program_is_started_again(tmp_path: Path) -> None:
    """It falls the first time only; the second time it stays and says so."""
    mark, second = tmp_path / "mark", tmp_path / "second"
    code = f"""
        import pathlib, time
        mark = pathlib.Path({str(mark)!r})
        if not mark.exists():
            mark.touch()
            raise SystemExit(1)
        pathlib.Path({str(second)!r}).touch()
        time.sleep(60)
    """
    said: list[str] = []
    supervisor = Supervisor([Program("server", python(textwrap.dedent(code)))], say=said.append)

    result = supervisor.run(is_up=second.exists, when_up=lambda: os.kill(os.getpid(), signal.SIGINT))

    assert (result, len(said)) == (0, 1)


def test_killed_outright_it_still_takes_its_programs_along(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = f"import os, pathlib; pathlib.Path({str(note)!r}).write_text(f'{{os.getpid()}}\\n'); {SLEEPER}"
    parent = f"""
        import sys
        from hehuo.ops.supervise import Program, Supervisor
        program = Program("server", [sys.executable, "-c", {child!r}])
        Supervisor([program], say=print).run(is_up=lambda: False, when_up=lambda: None)
    """
    running = subprocess.Popen(python(textwrap.dedent(parent)))
    pid = int(wait_for(note))

    running.kill()
    running.wait()

    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)
