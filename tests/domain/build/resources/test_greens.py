"""Trees with their next day of care: adopted by the range, cared for in one press, told of once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.resources import queries, rules
from hehuo.domain.build.resources.actions import greens as actions
from hehuo.domain.build.resources.actions import notices
from hehuo.domain.build.resources.kinds import GreenKind
from hehuo.domain.build.resources.models import Adopted, Care, CareNotice, Green
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.messages.models import Message
from tests.domain.build.resources.conftest import picture

pytestmark = pytest.mark.django_db


def later(days):
    return clock.stopped(clock.at(clock.today() + timedelta(days), 9))


def acts_on(adoption):
    return sorted(duty.act for duty in duties.duties_about(adoption.id) if duty.done_at is None)


def lines(adoption, *numbers):
    found = queries.trees_of(adoption)
    return list(found.filter(green__number__in=numbers) if numbers else found)


def test_trees_are_planted_by_the_range_each_number_once(worker, resident, trees):
    assert [tree.number for tree in queries.greens()] == list(range(1, 27))
    with pytest.raises(Conflict, match="25-26 号已经有了"):
        actions.plant_greens(actor=worker, numbers="25-30", species="桂花", where="门口")
    plots = actions.plant_greens(actor=worker, numbers="1-2", species="菜地", where="楼后", kind=GreenKind.PLOT)
    assert [str(plot) for plot in plots] == ["1 号菜地", "2 号菜地"]
    with pytest.raises(Refused):
        actions.plant_greens(actor=resident, numbers="99", species="桂花", where="门口")
    for wrong in ({"species": " "}, {"where": ""}, {"planted_on": clock.today() + timedelta(1)}):
        with pytest.raises(Invalid):
            actions.plant_greens(**{"actor": worker, "numbers": "99", "species": "桂花", "where": "门口", **wrong})


def test_many_are_adopted_in_one_go_and_the_adopter_is_told(adoption, resident):
    assert (queries.total().adopted, queries.total().free, adoption.adopter_words) == (26, 0, "绿美志愿队")
    assert {line.next_on for line in lines(adoption)} == {adoption.from_on + timedelta(14)}
    message = Message.objects.get(person=resident)
    assert (str(message), message.about_id) == ("您认养了 26 棵（块）", adoption.id)
    assert "1-26 号：浇水、除草，每 14 天一次" in str(message.body)


def test_all_of_a_range_or_none(worker, resident, trees):
    with pytest.raises(Invalid, match="没有 27-28 号"):
        actions.adopt_greens(actor=worker, numbers="20-28", care="浇水", every_days=7, adopter=resident)
    actions.adopt_greens(actor=worker, numbers="1-5", care="浇水", every_days=7, unit="小学")
    with pytest.raises(Conflict, match="5 号已经有人认养了"):
        actions.adopt_greens(actor=worker, numbers="5-9", care="浇水", every_days=7, adopter=resident)
    assert queries.total().adopted == 5
    with pytest.raises(Refused):
        actions.adopt_greens(actor=resident, numbers="9", care="浇水", every_days=7, adopter=resident)
    yesterday = clock.today() - timedelta(1)
    for wrong in ({"adopter": None}, {"care": ""}, {"every_days": 0}, {"every_days": 367}, {"until_on": yesterday}):
        with pytest.raises(Invalid):
            actions.adopt_greens(
                **{"actor": worker, "numbers": "9", "care": "浇水", "every_days": 7, "adopter": resident, **wrong}
            )


def test_care_of_many_is_noted_in_one_press_and_plans_the_next_day(resident, adoption):
    today, key = clock.today(), ids.uuid7()
    made = actions.note_care(
        actor=resident, adoption=adoption, trees=lines(adoption, *range(1, 11)), on=today, photo=picture(), key=key
    )
    assert (len(made), {care.what for care in made}, made[0].photo is not None) == (10, {"浇水、除草"}, True)
    again = actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption), on=today, key=key)
    assert len(again) == 10  # a double tap
    with later(3):
        actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, 1), on=clock.today(), what="剪枝")
    assert {line.green.number: (line.next_on - today).days for line in lines(adoption, 1, 2, 11)} == {
        1: 17,
        2: 14,
        11: 14,
    }
    # An older care that is noted later moves nothing forward.
    with later(5):
        actions.note_care(
            actor=resident, adoption=adoption, trees=lines(adoption, 1), on=today + timedelta(1), what="浇水"
        )
    assert (lines(adoption, 1)[0].next_on - today).days == 17


def test_a_day_is_noted_once_and_lies_between_the_adoption_and_today(worker, somebody, resident, adoption):
    today = clock.today()
    actions.note_care(actor=worker, adoption=adoption, trees=lines(adoption, 1, 2), on=today)
    assert len(actions.note_care(actor=worker, adoption=adoption, trees=lines(adoption, 2, 3), on=today)) == 1
    with pytest.raises(Conflict):
        actions.note_care(actor=worker, adoption=adoption, trees=lines(adoption, 1, 2), on=today)
    for day in (today + timedelta(1), adoption.from_on - timedelta(1)):
        with pytest.raises(Invalid):
            actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, 4), on=day)
    with pytest.raises(Invalid):
        actions.note_care(actor=resident, adoption=adoption, trees=[], on=today)
    with pytest.raises(Refused):
        actions.note_care(actor=somebody("路人"), adoption=adoption, trees=lines(adoption, 4), on=today)


def test_a_mistake_is_taken_back_and_the_day_is_what_it_was(resident, somebody, adoption):
    (care,) = actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, 7), on=clock.today())
    with later(20):
        (second,) = actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, 7), on=clock.today())
        with pytest.raises(Invalid):
            actions.take_back_care(actor=resident, care=second, why="")
        with pytest.raises(Refused):
            actions.take_back_care(actor=somebody("路人"), care=second, why="不是我")
        actions.take_back_care(actor=resident, care=second, why="记成别的树了")
        (line,) = lines(adoption, 7)
        assert (line.last_on, line.next_on) == (care.on, care.on + timedelta(14))
        assert acts_on(adoption) == ["care_for_greens", "see_to_care"]  # it is overdue again, and somebody's turn
        assert Care.objects.filter(taken_back_at=None).count() == 1


def test_overdue_care_is_told_once_for_each_due_date(resident, adoption):
    assert notices.tell_overdue_care() == 0
    with later(14):
        assert notices.tell_overdue_care() == 0  # the day itself is still time enough
    with later(15):
        assert [notices.tell_overdue_care() for _ in range(3)] == [26, 0, 0]
        assert acts_on(adoption) == ["care_for_greens", "see_to_care"]
    with later(2):  # the clock was set back, and goes on again
        assert notices.tell_overdue_care() == 0
    with later(16):
        assert notices.tell_overdue_care() == 0
        actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, *range(1, 21)), on=clock.today())
        assert acts_on(adoption) == ["care_for_greens", "see_to_care"]  # six are left
        actions.note_care(actor=resident, adoption=adoption, trees=lines(adoption, *range(21, 27)), on=clock.today())
        assert acts_on(adoption) == []
    with later(31):
        assert [notices.tell_overdue_care() for _ in range(2)] == [26, 0]
    assert (CareNotice.objects.count(), Message.objects.filter(person=resident).count()) == (52, 3)


def test_a_unit_without_a_person_is_the_offices_to_ask(worker, trees):
    adoption = actions.adopt_greens(actor=worker, numbers="1-3", care="浇水", every_days=7, unit="小学")
    with later(8):
        assert notices.tell_overdue_care() == 3
    assert (acts_on(adoption), Message.objects.count()) == (["see_to_care"], 0)


def test_the_database_itself_holds_that_each_due_date_is_told_once(adoption):
    line = lines(adoption, 1)[0]
    CareNotice.objects.create(adopted=line, due_on=line.next_on)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareNotice.objects.create(adopted=line, due_on=line.next_on)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adopted.objects.create(adoption=adoption, green=line.green, next_on=line.next_on)


def test_an_adoption_ends_by_the_office_or_after_its_last_day(worker, resident, adoption):
    with pytest.raises(Refused):
        actions.end_adoption(actor=resident, adoption=adoption, why="累了")
    with pytest.raises(Invalid):
        actions.end_adoption(actor=worker, adoption=adoption, why=" ")
    with later(15):
        notices.keep_time()
        ended = actions.end_adoption(actor=worker, adoption=adoption, why="队伍解散")
        assert (ended.ended_on, queries.total().free, acts_on(ended)) == (clock.today(), 26, [])
        again = actions.adopt_greens(
            actor=worker, numbers="1-2", care="浇水", every_days=7, unit="小学", until_on=clock.today() + timedelta(5)
        )
    with later(21):
        notices.keep_time()
        again.refresh_from_db()
        assert (again.ended_why, queries.total().free, CareNotice.objects.count()) == ("到期了", 26, 26)


def test_a_tree_that_is_gone_is_nobodys_duty(worker, resident, adoption):
    tree = Green.objects.get(number=3)
    with pytest.raises(Refused):
        actions.remove_green(actor=resident, green=tree, why="刮倒了")
    with pytest.raises(Invalid):
        actions.remove_green(actor=worker, green=tree, why="")
    actions.remove_green(actor=worker, green=tree, why="台风刮倒了")
    assert (queries.total().all, queries.total().adopted, len(lines(adoption))) == (25, 25, 25)


def test_the_public_list_by_what_is_late_and_what_is_free(worker, resident, trees, django_assert_num_queries):
    actions.adopt_greens(actor=worker, numbers="1-4", care="浇水", every_days=7, adopter=resident)
    with later(8):
        assert [green.number for green in queries.greens_by_care(late=True)] == [1, 2, 3, 4]
        assert queries.greens_by_care(free=True).count() == 22
        with django_assert_num_queries(2):
            assert {green.in_care[0].adoption.adopter_words for green in queries.greens()[:4]} == {"吴*兰"}
    assert queries.adoptions_of(resident).get().holds == 4


def test_the_next_day_counts_from_the_last_care_or_from_the_first_day():
    first = clock.today()
    assert rules.next_care(from_on=first, every_days=14, last_on=None) == first + timedelta(14)
    assert rules.next_care(from_on=first, every_days=14, last_on=first + timedelta(3)) == first + timedelta(17)
