"""Several processes that write at once, as in an office on a busy evening."""

import multiprocessing
import os
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connections

from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope

PROCESSES = 4
PATIENCE = 1_200  # seconds until those who never answer are given up
WHOLE = os.environ.get("HEHUO_STORM") == "1"


def length(whole: int) -> int:
    """How many steps to take: all of them, or a twentieth."""
    return whole if WHOLE else whole // 20


def at_once(community: Community, work: Callable[[int], Any], *, processes: int = PROCESSES) -> list[Any]:
    """What `work(number)` returned in each process (four of them); a fault in one is raised here with its trace."""
    connections.close_all()  # a child must not inherit a connection
    context = multiprocessing.get_context("fork")
    begin, answers = context.Barrier(processes), context.Queue()

    def run(number: int) -> None:
        try:
            with community_scope(community):
                begin.wait()
                answers.put((number, True, work(number)))
        except BaseException:
            answers.put((number, False, traceback.format_exc()))
        finally:
            connections.close_all()

    children = [context.Process(target=run, args=(number,)) for number in range(processes)]
    for child in children:
        child.start()
    found: dict[int, Any] = {}
    try:
        while len(found) < processes:
            number, fine, answer = answers.get(timeout=PATIENCE)
            assert fine, answer
            found[number] = answer
    except BaseException:
        for child in children:
            child.kill()  # the others may be waiting for the one that failed
        raise
    finally:
        for child in children:
            child.join()
    return [found[number] for number in range(processes)]
