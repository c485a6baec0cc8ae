"""Applications: taken in, flagged, joined, moved."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.recruitment import queries
from hehuo.domain.build.recruitment.actions import applications, calls
from hehuo.domain.build.recruitment.kinds import Channel, Flag, Stage
from hehuo.domain.build.recruitment.models import Application
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db


def flags(application):
    return {flag["flag"]: flag["detail"] for flag in application.flags}


def test_anyone_applies_to_an_open_call_and_gets_a_number(call, said, worker):
    application = applications.apply(actor=None, call=call, words=said(), channel=Channel.PHONE)
    assert (application.number, application.stage, application.flags) == ("2024-001", Stage.RECEIVED, [])
    assert (application.phone, application.masked_phone) == ("19900965808", "199****5808")
    assert [duty.act for duty in duties.todo_of(worker)] == ["received_application"]


def test_a_double_tap_applies_once(call, said):
    key = ids.uuid7()
    for _ in range(2):
        applications.apply(actor=None, call=call, words=said(), channel=Channel.PHONE, key=key)
    assert Application.objects.count() == 1


def test_before_the_first_and_after_the_last_day_a_phone_is_too_early_or_late(call, said):
    for day in (call.opens_on - timedelta(days=1), call.closes_on + timedelta(days=1)):
        with clock.stopped(clock.at(day, 12)), pytest.raises(Refused):
            applications.apply(actor=None, call=call, words=said(), channel=Channel.PHONE)


def test_a_worker_enters_a_late_paper_and_a_resident_does_not(call, said, worker, resident):
    with clock.stopped(clock.at(call.closes_on + timedelta(days=3), 12)):
        paper = applications.apply(actor=worker, call=call, words=said(), channel=Channel.DESK)
        assert paper.entered_by == worker
        with pytest.raises(Refused):
            applications.apply(actor=resident, call=call, words=said(), channel=Channel.DESK)


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("project", ""), ("phone", "1990096580")])
def test_what_is_missing_is_named(call, said, field, value):
    with pytest.raises(Invalid) as refused:
        applications.apply(actor=None, call=call, words=said(**{field: value}), channel=Channel.PHONE)
    assert refused.value.field == field


def test_flags_say_what_to_look_at_twice_and_decide_nothing(call, said):
    application = applications.apply(
        actor=None, call=call, channel=Channel.PHONE,
        words=said(
            project="养生讲座（现场售灵芝孢子粉等保健品）", times_said="周二 10:00-11:30", resident_fen=6001,
            credit_code="91999999MA3RFM6N5X",
        ),
    )  # fmt: skip
    assert flags(application) == {
        Flag.NEGATIVE: "保健品、孢子粉、灵芝",
        Flag.PRICE: "60.01 / 120.00",
        Flag.CODE: "91999999MA3RFM6N5X",
        Flag.TIME: "周二 10:00—11:30",
    }
    assert application.stage == Stage.RECEIVED


def test_half_the_market_price_is_within_the_rule(call, said):
    assert applications.apply(actor=None, call=call, words=said(resident_fen=6000), channel=Channel.PHONE).flags == []


def test_mending_finds_the_flags_anew(call, said, worker):
    application = applications.apply(
        actor=None, call=call, words=said(times_said="周二 10:00-11:30"), channel=Channel.PHONE
    )
    mended = applications.mend_application(
        actor=worker, application=application, words=said(times_said="周二 19:30-20:30")
    )
    assert (flags(application), mended.flags) == ({Flag.TIME: "周二 10:00—11:30"}, [])


def test_the_same_firm_twice_is_found_by_code_by_phone_and_by_name(call, said, worker):
    def paper(**changes):
        return applications.apply(actor=worker, call=call, words=said(**changes), channel=Channel.DESK)

    first = paper()
    by_code = paper(name="小禾", phone="19900000001", credit_code="919999 99MA3R FM6N5T")
    by_phone = paper(name="小禾农场", credit_code="")
    by_name = paper(name="广州市小禾农业科技（有限公司）", phone="19900000002", credit_code="")
    paper(name="南沙悦溪音乐工作室", phone="19900594522", credit_code="92999999MAGJMG5C7N")
    assert {(pair.second, pair.why) for pair in queries.duplicates()} == {
        (by_code, "code"), (by_phone, "phone"), (by_name, "name"),
    }  # fmt: skip
    assert {pair.kept for pair in queries.duplicates()} == {first}


def test_joining_keeps_both_papers_and_is_undone(call, said, worker):
    first = applications.apply(actor=worker, call=call, words=said(), channel=Channel.DESK)
    second = applications.apply(actor=worker, call=call, words=said(phone="19900000001"), channel=Channel.DESK)
    applications.join_applications(actor=worker, kept=first, second=second)
    assert [queries.pipeline().count(), queries.applications().count(), queries.duplicates()] == [1, 2, []]
    assert queries.counts_by_stage()[Stage.RECEIVED] == 1
    with pytest.raises(Refused, match="并过"):
        applications.join_applications(actor=worker, kept=first, second=second)
    applications.part_applications(actor=worker, second=second)
    assert [queries.pipeline().count(), len(queries.duplicates())] == [2, 1]


def test_a_paper_is_not_joined_into_itself_by_anyone(farm):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=farm.pk).update(joined_into=farm.pk)


def test_an_ending_needs_its_reason_and_a_returned_paper_comes_back(farm, worker):
    with pytest.raises(Invalid):
        applications.refuse_application(actor=worker, application=farm, why=" ")
    returned = applications.return_application(actor=worker, application=farm, why="请补营业执照")
    assert (returned.stage, returned.ending) == (Stage.RETURNED, "请补营业执照")
    assert applications.take_back(actor=worker, application=farm).stage == Stage.RECEIVED
    applications.withdraw_application(actor=worker, application=farm, why="自己不做了")
    with pytest.raises(Conflict):
        applications.take_back(actor=worker, application=farm)


def test_days_waited_and_the_time_limit_are_counted_from_the_stage(farm):
    with clock.stopped(clock.now() + timedelta(days=4)):
        assert (farm.days_waited, (farm.due_on - clock.today()).days) == (4, -3)


def test_two_who_want_one_room_at_one_time_are_named(call, said, worker):
    one = applications.apply(actor=worker, call=call, words=said(), channel=Channel.DESK)
    other = applications.apply(
        actor=worker, call=call, channel=Channel.DESK,
        words=said(name="海湾烘焙队", category=partners.ensure_category(name="团队"), phone="19900565976",
                   credit_code="", times_said="周六13:00-15:00"),
    )  # fmt: skip
    assert [(clash.one, clash.other, clash.when) for clash in queries.clashes()] == [(one, other, "周六 12:30—14:00")]


def test_the_pipeline_costs_the_same_for_one_and_for_many(call, said, worker, django_assert_num_queries):
    for number in range(6):
        applications.apply(
            actor=worker, call=call, words=said(name=f"第{number}家", credit_code="", phone=f"1990000000{number}"),
            channel=Channel.DESK,
        )  # fmt: skip
    with django_assert_num_queries(3):
        found = list(queries.pipeline())
        assert len(queries.results_of(found)) == 6


def test_a_row_of_a_table_is_new_then_unchanged_then_changed_and_late_it_stays(call, said, worker):
    def take(**changes):
        return applications.take_row(actor=worker, call=call, words=said(**changes), source="row-1")

    fates = [take()[1], take()[1], take(audience="孩子")[1]]
    application, _fate = take(audience="孩子")
    Application.objects.filter(pk=application.pk).update(stage=Stage.DECISION)
    kept, fate = take(audience="老人")
    assert ([*fates, fate], kept.audience) == (["new", "unchanged", "changed", "unchanged"], "孩子")


@pytest.fixture
def two_needs(worker, need, roof, words):
    """A call for two needs, published."""
    dance = Need.objects.create(
        number="2024-002",
        title="晚上有间屋子跳舞",
        kind=NeedKind.CULTURE,
        owner=worker,
        state=NeedState.OPEN,
        published_at=clock.now(),
    )
    made = calls.write_call(actor=worker, words=words(), needs=[need, dance], spaces=[roof])
    return calls.publish_call(actor=worker, call=made), dance


def test_an_application_answers_the_needs_it_names_and_only_their_journeys_go_on_to_it(two_needs, need, said):
    call, dance = two_needs
    farm = applications.apply(actor=None, call=call, words=said(needs=[need]), channel=Channel.PHONE)
    assert [each.pk for each in queries.needs_of(farm)] == [need.pk]
    assert farm.pk in {thing.id for thing in threads.later_of(need.pk)}
    assert {thing.id for thing in threads.later_of(dance.pk)} == {call.pk}
    came_from = {thing.id for thing in threads.earlier_of(farm.pk)}
    assert (call.pk in came_from, need.pk in came_from, dance.pk in came_from) == (True, True, False)


def test_which_need_is_answered_can_be_said_later(two_needs, need, said, worker):
    call, dance = two_needs
    farm = applications.apply(actor=None, call=call, words=said(), channel=Channel.PHONE)
    assert list(queries.needs_of(farm)) == []
    applications.mend_application(actor=worker, application=farm, words=said(needs=[dance]))
    assert [each.pk for each in queries.needs_of(farm)] == [dance.pk]
    applications.mend_application(actor=worker, application=farm, words=said(needs=[need]))
    assert [each.pk for each in queries.needs_of(farm)] == [need.pk]


def test_the_only_need_of_a_call_need_not_be_named(farm, need):
    assert [each.pk for each in queries.needs_of(farm)] == [need.pk]
