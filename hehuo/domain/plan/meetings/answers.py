"""What a motion hears: whoever filed it is told at each step, and those whose motions were merged into it too."""

from datetime import date

from hehuo.core.sentences import Sentence, sentence
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.people.models import Person
from hehuo.domain.plan.meetings.kinds import MotionState
from hehuo.domain.plan.meetings.models import Motion


def mark_studied(actor: Person, motion: Motion, on: date, words: str) -> None:
    """The study stands on the motion; within the caller's transaction."""
    motion.studied_on, motion.study = on, words.strip()[:200]
    motion.save(update_fields=["studied_on", "study"])
    journal.record(actor=actor, act="meetings.motion_studied", thing=motion, words=motion.study, on=on.isoformat())


def end_motion(actor: Person, motion: Motion, state: MotionState, answer: str) -> None:
    """Decided or returned, with its answer; whoever filed it, and whoever filed what was merged into it, is told."""
    motion.move_to(state)
    motion.answer = answer.strip()
    motion.save(update_fields=["state", "answer"])
    act = "meetings.motion_decided" if state == MotionState.DECIDED else "meetings.motion_returned"
    journal.record(actor=actor, act=act, thing=motion, words=motion.answer, number=motion.number)
    subject = sentence("您提的议题议定了") if state == MotionState.DECIDED else sentence("您提的议题退回了，有理由")
    for each in [motion, *motion.merged.select_related("filer")]:
        tell_filer(each, subject, sentence("「%(title)s」：%(answer)s", title=motion.title, answer=motion.answer))


def tell_filer(motion: Motion, subject: Sentence, body: Sentence) -> None:
    """Say to whoever filed it what became of it."""
    messages.tell(person=motion.filer, subject=subject, body=body, about=motion)
