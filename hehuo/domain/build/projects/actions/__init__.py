"""Planning, agreeing, working, accepting, looking after, asking again: one file each, one door for those above."""

from hehuo.domain.build.projects.actions.accepting import finish_mend, hand_over, record_acceptance, tend_project
from hehuo.domain.build.projects.actions.agreeing import approve_project, ask_project, return_project
from hehuo.domain.build.projects.actions.asking import ask_again, finish_asking
from hehuo.domain.build.projects.actions.ending import close_project, stop_project, write_outcome
from hehuo.domain.build.projects.actions.planning import (
    add_gift,
    add_line,
    add_quote,
    begin_project,
    choose_quote,
    drop_line,
    mend_project,
)
from hehuo.domain.build.projects.actions.reminding import remind_later
from hehuo.domain.build.projects.actions.working import (
    add_step,
    finish_step,
    settle_problem,
    start_project,
    write_entry,
)

__all__ = [
    "add_gift",
    "add_line",
    "add_quote",
    "add_step",
    "approve_project",
    "ask_again",
    "ask_project",
    "begin_project",
    "choose_quote",
    "close_project",
    "drop_line",
    "finish_asking",
    "finish_mend",
    "finish_step",
    "hand_over",
    "mend_project",
    "record_acceptance",
    "remind_later",
    "return_project",
    "settle_problem",
    "start_project",
    "stop_project",
    "tend_project",
    "write_entry",
    "write_outcome",
]
