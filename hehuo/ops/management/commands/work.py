"""`hehuo work`: run queued jobs, and queue the recurring ones when they are due."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from hehuo.core.jobs import queue

# However long the queue is, the heartbeat and the recurring jobs come round.
JOBS_BETWEEN_TICKS = 20


class OfficeWorker(Worker):
    """The library's worker, taking a few jobs at a time between two ticks of our clock."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=JOBS_BETWEEN_TICKS,
            worker_id=get_random_string(32),
        )

    def run_some(self) -> int:
        """Run jobs that are due, a few at most; returns how many."""
        self._run_tasks = 0
        self.run()
        return int(self._run_tasks)


class Command(BaseCommand):
    """The job worker of an office. Several may run at once: each job is claimed by one."""

    help = "运行排队的后台任务，并按时安排定期任务。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="做完现在到期的任务就结束")
        parser.add_argument("--interval", type=float, default=1.0, help="没有任务时隔几秒再看")

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # its farewell is no warning
        worker = OfficeWorker()
        if once:
            queue.tick()
            while worker.run_some():
                pass
            return
        worker.configure_signals()
        while worker.running:
            close_old_connections()
            queue.tick()
            if not worker.run_some():
                time.sleep(interval)
