"""A motion: filed any day, studied, merged, returned; whoever filed it is told at each step."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock, ids
from hehuo.core.db.models import Counter
from hehuo.core.errors import Invalid, Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access.kinds import Power, Role
from hehuo.domain.ground.access.queries import has_power, roles_of
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places.models import Place
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.plan.meetings import queries, rules
from hehuo.domain.plan.meetings.answers import end_motion, mark_studied, tell_filer
from hehuo.domain.plan.meetings.kinds import FiledBy, MotionState
from hehuo.domain.plan.meetings.locks import motion_locked
from hehuo.domain.plan.meetings.models import Item, Motion
from hehuo.domain.plan.needs.models import Need

WHY_MOST = 1000


@transaction.atomic
def file_motion(
    *,
    actor: Person,
    title: str,
    why: str,
    filer: Person | None = None,
    place: Place | None = None,
    need: Need | None = None,
    key: UUID | None = None,
) -> Motion:
    """File one matter, for the agenda of the month that its day reaches; a worker writes it down for `filer`.

    Out of a `need` it stands on that need's line. Raises Invalid without a title or a reason, Refused for another.
    """
    if key and (made := Motion.objects.filter(pk=key).first()):
        return made
    filer = filer or actor
    rules.may_file(actor, filer).or_refuse()
    if not title.strip():
        raise Invalid("title", _("请写要大家定什么，一件事一个议题，例如：门口装两盏路灯。"))
    if not why.strip():
        raise Invalid("why", _("请写为什么要办，说两句就行。"))
    if len(why) > WHY_MOST:
        raise Invalid("why", _("最多 %d 个字。") % WHY_MOST)
    year, today = clock.today().year, clock.today()
    motion = Motion(
        id=key or ids.uuid7(), number=f"{year}-议-{Counter.take(f'motion.{year}'):03d}", title=title.strip(),
        why=why.strip(), place=place, filer=filer, entered_by=actor if actor.id != filer.id else None,
        filed_by=_standing_of(filer), month=rules.agenda_month(today, queries.cutoff_day()),
    )  # fmt: skip
    motion.save(force_insert=True)
    if need:
        threads.tie(earlier=need, later=motion)
    journal.record(
        actor=actor, act="meetings.motion_filed", thing=motion, acting_for=filer if motion.entered_by else None,
        words=f"{motion.title}\n{motion.why}", number=motion.number, month=motion.month.isoformat(),
    )  # fmt: skip
    tell_filer(
        motion, sentence("您提的议题收到了"),
        sentence("%(number)s「%(title)s」，排在 %(month)s 月议。", number=motion.number, title=motion.title,
                 month=motion.month.month),
    )  # fmt: skip
    return motion


def _standing_of(filer: Person) -> FiledBy:
    if has_power(filer, Power.SEE_DESK):
        return FiledBy.OFFICE
    return FiledBy.REPRESENTATIVE if Role.REPRESENTATIVE in roles_of(filer) else FiledBy.RESIDENT


@transaction.atomic
def return_motion(*, actor: Person, motion: Motion, why: str) -> Motion:
    """Give a motion back, and say why: what it lacks, or where it belongs."""
    motion = motion_locked(motion)
    rules.may_sort_motions(actor).or_refuse()
    rules.is_waiting(motion).or_refuse()
    if not why.strip():
        raise Invalid("why", _("请写一句为什么退回，提的人会看到。"))
    _off_agendas(motion)
    end_motion(actor, motion, MotionState.RETURNED, why)
    return motion


@transaction.atomic
def merge_motion(*, actor: Person, motion: Motion, into: Motion) -> Motion:
    """Two motions on one matter become one: this one follows the other, and its filer is told which."""
    motion, into = motion_locked(motion), motion_locked(into)
    rules.may_sort_motions(actor).or_refuse()
    rules.is_waiting(motion).or_refuse()
    rules.is_waiting(into).or_refuse()
    if motion.pk == into.pk:
        raise Refused(_("不能并到自己，请选另一件。"))
    _off_agendas(motion)
    motion.merged.update(merged_into=into)
    motion.merged_into = into
    motion.move_to(MotionState.MERGED)
    motion.save(update_fields=["merged_into", "state"])
    threads.tie(earlier=motion, later=into)
    journal.record(actor=actor, act="meetings.motion_merged", thing=motion, into=str(into.id), number=into.number)
    tell_filer(
        motion, sentence("您提的议题并到另一件了"),
        sentence("「%(title)s」和 %(number)s「%(other)s」是一件事，一起议，结果也告诉您。", title=motion.title,
                 number=into.number, other=into.title),
    )  # fmt: skip
    return motion


@transaction.atomic
def note_study(*, actor: Person, motion: Motion, on: date, words: str) -> Motion:
    """Note on which day the party organisation studied a matter, and what it said (Organic Law 30)."""
    motion = motion_locked(motion)
    rules.may_set(actor).or_refuse()
    rules.is_waiting(motion).or_refuse()
    if on > clock.today():
        raise Invalid("on", _("研究的日子不能在今天以后。"))
    if not words.strip():
        raise Invalid("words", _("请写一句研究的意见，例如：同意提交居民会议。"))
    mark_studied(actor, motion, on, words)
    return motion


def _off_agendas(motion: Motion) -> None:
    Item.objects.filter(motion=motion, outcome="open", meeting__state="called").delete()
