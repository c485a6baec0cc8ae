"""Help: asked for, given to the steward on turn, solved in time, confirmed or reopened; silence is told once."""

from datetime import date, timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.stewards import actions, queries
from hehuo.domain.build.stewards.kinds import HelpState, Urgency
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.messages.models import Message

pytestmark = pytest.mark.django_db


def ask(contact, signed, **changes):
    said = {"what": "周五停电，课怎么上", "urgency": Urgency.SOON, **changes}
    return actions.ask_help(actor=contact, agreement=signed, **said)


def turns(asked):
    """Whose turn it is now: act, person, day."""
    open_ = Duty.objects.filter(about_id=asked.id, done_at=None).order_by("act")
    return [(duty.act, duty.person or duty.power, clock.local(duty.due_at).date()) for duty in open_]


def test_help_goes_to_the_steward_on_turn_with_a_clock_of_working_days(signed, contact, steward):
    asked = ask(contact, signed)
    assert (asked.steward, asked.due_on) == (steward, date(2024, 7, 12))
    assert turns(asked) == [("help_partner", steward, date(2024, 7, 12))]
    assert ask(contact, signed, urgency=Urgency.URGENT).due_on == date(2024, 7, 10)
    assert ask(contact, signed, urgency=Urgency.ORDINARY).due_on == date(2024, 7, 16)


def test_it_is_taken_answered_solved_and_confirmed_and_its_days_are_counted(signed, contact, steward, second):
    asked = ask(contact, signed)
    actions.take_help(actor=second, asked=asked)
    assert turns(asked) == [("help_partner", second, date(2024, 7, 12))]
    actions.say_word(actor=second, asked=asked, text="问过物业，周四晚上接发电机")
    actions.say_word(actor=contact, asked=asked, text="好的")
    assert [(word.by, word.is_partners) for word in queries.words_of(asked)] == [(second, False), (contact, True)]
    assert [each.person for each in Message.objects.filter(about_id=asked.id).order_by("id")] == [contact, second]
    with clock.stopped(clock.at(date(2024, 7, 11), 16)):
        actions.solve_help(actor=second, asked=asked, result="发电机接好了")
    with pytest.raises(Refused, match="由「广州小禾农业科技有限公司」来说"):
        actions.confirm_help(actor=second, asked=asked)
    done = actions.confirm_help(actor=contact, asked=asked)
    assert (done.state, done.days, turns(asked)) == (HelpState.CONFIRMED, 2, [])
    figures = queries.figures()
    assert (figures.asked, figures.solved, figures.open, figures.median_days) == (1, 1, 0, 2)
    assert list(queries.helps_in("solved")) == [done]


def test_what_was_not_solved_is_opened_again_with_the_reason(signed, contact, steward):
    asked = ask(contact, signed)
    actions.take_help(actor=steward, asked=asked)
    actions.solve_help(actor=steward, asked=asked, result="说过了")
    with pytest.raises(Invalid, match="哪里还没好"):
        actions.reopen_help(actor=contact, asked=asked, why="")
    with clock.stopped(clock.at(date(2024, 7, 15), 9)):
        again = actions.reopen_help(actor=contact, asked=asked, why="还是没电")
    assert (again.state, again.reopened, again.days, again.due_on) == (HelpState.TAKEN, 1, None, date(2024, 7, 18))
    assert turns(asked) == [("help_partner", steward, date(2024, 7, 18))]
    assert queries.words_of(asked).get().text == "还是没电"
    assert queries.figures().median_days is None


def test_on_the_same_day_it_took_none(signed, contact, steward):
    asked = ask(contact, signed)
    actions.take_help(actor=steward, asked=asked)
    assert actions.solve_help(actor=steward, asked=asked, result="办了").days == 0


def test_help_that_nobody_takes_is_told_to_the_office_once(signed, contact):
    asked = ask(contact, signed)
    with clock.stopped(clock.at(date(2024, 7, 12), 20)):
        assert actions.remind_unanswered() == 0
    for day in (date(2024, 7, 13), date(2024, 7, 14), date(2024, 7, 13)):  # the clock may go back
        with clock.stopped(clock.at(day, 9)):
            actions.remind_unanswered()
    assert Duty.objects.filter(about_id=asked.id, act="ask_after_help").count() == 1
    with clock.stopped(clock.at(date(2024, 7, 14), 9)):
        assert (list(queries.helps_in("late")), queries.figures().late) == ([asked], 1)


def test_who_may_and_when(*, signed, contact, worker, steward, resident, secretary):
    with pytest.raises(Refused, match="求助由"):
        ask(resident, signed)
    asked = ask(worker, signed, what="代记的一件")
    for refused in (actions.take_help, actions.withdraw_help):
        with pytest.raises(Refused):
            refused(actor=resident, asked=asked)
    with pytest.raises(Refused, match="要由管家来办"):
        actions.take_help(actor=contact, asked=asked)
    with pytest.raises(Conflict):
        actions.solve_help(actor=steward, asked=asked, result="还没接就办好了")
    assert actions.withdraw_help(actor=contact, asked=asked).state == HelpState.WITHDRAWN
    with pytest.raises(Refused, match="已经办完"):
        actions.withdraw_help(actor=contact, asked=asked)
    assert queries.figures().asked == 0
    with clock.stopped(clock.at(signed.ends_on + timedelta(days=1), 9)):
        agreements.end_agreement(actor=secretary, agreement=signed, why="到期")
    with pytest.raises(Refused, match="没有管家可找"):
        ask(contact, signed)


def test_without_a_steward_the_office_is_asked(signed, contact, worker):
    for steward in queries.stewards_of(signed):
        agreements.release_steward(actor=worker, steward=steward)
    asked = ask(contact, signed)
    assert [(act, who) for act, who, _day in turns(asked)] == [("help_partner", "run_recruitment")]
    with pytest.raises(Invalid, match="要帮什么忙"):
        ask(contact, signed, what=" ")
