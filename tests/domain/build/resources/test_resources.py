"""From an offer to the list and off it again; who may, what is refused, what is told once."""

from datetime import time, timedelta

import pytest

from hehuo.core import clock, ids
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.resources import queries
from hehuo.domain.build.resources.actions import notices
from hehuo.domain.build.resources.actions import resources as actions
from hehuo.domain.build.resources.kinds import Channel, Group, Kind, State, Terms
from hehuo.domain.build.resources.models import ExpiryNotice, Resource
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.duties import queries as duties
from hehuo.domain.ground.files import queries as files
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.insight.journeys import queries as journeys
from tests.domain.build.resources.conftest import picture, said

pytestmark = pytest.mark.django_db


def acts_on(resource):
    return sorted(duty.act for duty in duties.duties_about(resource.id) if duty.done_at is None)


def test_an_offer_waits_for_the_office_and_is_on_the_list_when_it_was_confirmed(worker, resident):
    resource = actions.offer_resource(actor=resident, said=said(), photos=[picture()])
    assert (resource.state, resource.number, list(queries.listed())) == (
        State.OFFERED, f"{clock.today().year}-001", [],
    )  # fmt: skip
    assert (acts_on(resource), files.files_of(resource.id).count()) == (["look_at_resource"], 1)
    listed = actions.list_resource(actor=worker, resource=resource)
    assert (listed.state, listed.confirmed_by, acts_on(listed)) == (State.LISTED, worker, [])
    assert list(queries.listed()) == [listed]
    assert [str(message) for message in Message.objects.filter(person=resident)] == ["「会修水龙头」放上资源清单了"]
    assert journeys.journey_of(listed.id).steps[0].title == f"放上资源清单，编号 {listed.number}"


def test_the_words_of_a_line(on_list):
    assert (on_list.giver_words, on_list.giver_full) == ("吴*兰", "吴秀兰")
    assert (on_list.amount_words, on_list.when_words, on_list.terms_words) == ("1 人", "周二、四", "免费")
    assert on_list.group_words == ["独居老人", "低保"]
    on_list.shows_name, on_list.from_time, on_list.to_time = True, time(19), time(21)
    on_list.terms, on_list.price_fen = Terms.LOW_FEE, 1500
    assert (on_list.giver_words, on_list.when_words, on_list.terms_words) == (
        "吴秀兰", "周二、四 19:00-21:00", "15.00 元/人",
    )  # fmt: skip


def test_a_double_tap_offers_once(resident):
    key = ids.uuid7()
    one, other = (actions.offer_resource(actor=resident, said=said(), key=key) for _ in range(2))
    assert (one, Resource.objects.count()) == (other, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"), ({"quantity": 0}, "quantity"), ({"terms": Terms.LOW_FEE}, "price"),
        ({"price_fen": 100}, "price"), ({"terms": Terms.EXCHANGE}, "in_return"), ({"from_time": time(9)}, "to_time"),
        ({"from_time": time(9), "to_time": time(9)}, "to_time"), ({"phone": "", "shows_phone": True}, "phone"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(resident, changes, field):
    with pytest.raises(Invalid) as error:
        actions.offer_resource(actor=resident, said=said(**changes))
    assert (error.value.field, Resource.objects.count()) == (field, 0)


def test_the_last_day_is_ahead_and_after_the_first(resident):
    for until, first in ((-1, -9), (3, 5)):
        with pytest.raises(Invalid):
            actions.offer_resource(
                actor=resident,
                said=said(from_on=clock.today() + timedelta(first), until_on=clock.today() + timedelta(until)),
            )


def test_nobody_confirms_their_own(worker, secretary, somebody):
    own = actions.enter_resource(actor=worker, said=said(), channel=Channel.DESK, giver=worker)
    assert own.state == State.OFFERED
    for act in (actions.list_resource, lambda **kw: actions.refuse_resource(**kw, why="不要")):
        with pytest.raises(Refused):
            act(actor=worker, resource=own)
    assert actions.list_resource(actor=secretary, resource=own).state == State.LISTED
    with pytest.raises(Refused):
        actions.list_resource(actor=somebody("路人"), resource=own)


def test_what_the_desk_enters_for_a_unit_is_listed_at_once(worker, resident):
    unit = said(kind=Kind.ROOM, title="二楼会议室", unit="文苑小学", groups=())
    room = actions.enter_resource(actor=worker, said=unit, channel=Channel.CALL)
    assert (room.state, room.giver_words, room.confirmed_by) == (State.LISTED, "文苑小学", worker)
    with pytest.raises(Invalid):
        actions.enter_resource(actor=worker, said=said(), channel=Channel.VISIT)
    with pytest.raises(Refused):
        actions.enter_resource(actor=resident, said=unit, channel=Channel.DESK)


def test_a_refusal_has_its_reason_and_the_giver_may_mend_and_offer_again(worker, resident, offered):
    with pytest.raises(Invalid):
        actions.refuse_resource(actor=worker, resource=offered, why=" ")
    refused = actions.refuse_resource(actor=worker, resource=offered, why="请写清楚会修哪些")
    assert (refused.state, refused.why, acts_on(refused)) == (State.REFUSED, "请写清楚会修哪些", [])
    mended = actions.edit_resource(actor=resident, resource=refused, said=said(title="会修水龙头、马桶"))
    assert (mended.state, mended.title, acts_on(mended)) == (State.OFFERED, "会修水龙头、马桶", ["look_at_resource"])


def test_what_the_giver_changes_is_looked_at_again_what_the_office_changes_is_not(worker, resident, somebody, on_list):
    assert actions.edit_resource(actor=worker, resource=on_list, said=said(quantity=2)).state == State.LISTED
    assert actions.edit_resource(actor=resident, resource=on_list, said=said(quantity=3)).state == State.OFFERED
    with pytest.raises(Refused):
        actions.edit_resource(actor=somebody("路人"), resource=on_list, said=said())


def test_paused_it_is_off_the_list_and_its_giver_goes_on_with_it(resident, on_list):
    paused = actions.pause_resource(actor=resident, resource=on_list, why="这个月出门")
    assert (paused.state, list(queries.listed())) == (State.PAUSED, [])
    resumed = actions.list_resource(actor=resident, resource=paused)
    assert (resumed.state, resumed.why, list(queries.listed())) == (State.LISTED, "", [resumed])


def test_taken_back_it_stays_in_the_books_and_changes_no_more(worker, resident, somebody, on_list):
    with pytest.raises(Refused):
        actions.take_back_resource(actor=somebody("路人"), resource=on_list, why="开玩笑")
    gone = actions.take_back_resource(actor=resident, resource=on_list, why="搬走了")
    assert (gone.state, gone.why, list(queries.listed())) == (State.TAKEN_BACK, "搬走了", [])
    with pytest.raises(Refused):
        actions.edit_resource(actor=worker, resource=gone, said=said())
    with pytest.raises(Conflict):
        actions.list_resource(actor=worker, resource=gone)


def test_the_office_ends_and_alone_brings_back(worker, resident, on_list):
    with pytest.raises(Refused):
        actions.end_resource(actor=resident, resource=on_list, why="不给了")
    ended = actions.end_resource(actor=worker, resource=on_list, why="联系不上")
    later = clock.today() + timedelta(90)
    with pytest.raises(Refused):
        actions.renew_resource(actor=resident, resource=ended, until_on=later)
    assert actions.renew_resource(actor=worker, resource=ended, until_on=later).state == State.LISTED


def test_thirty_days_before_the_end_both_are_told_once_for_each_last_day(worker, resident):
    last = clock.today() + timedelta(30)
    resource = actions.offer_resource(actor=resident, said=said(until_on=last))
    assert notices.tell_expiry() == 0  # nobody has confirmed it
    actions.list_resource(actor=worker, resource=resource)
    assert [notices.tell_expiry() for _ in range(3)] == [1, 0, 0]
    assert acts_on(resource) == ["ask_to_renew", "renew_resource"]
    with clock.stopped(clock.at(last - timedelta(60))):  # the clock went wrong, and right again
        assert notices.tell_expiry() == 0
    assert (notices.tell_expiry(), Message.objects.filter(person=resident).count()) == (0, 2)
    with pytest.raises(Invalid):
        actions.renew_resource(actor=resident, resource=resource, until_on=last)
    renewed = actions.renew_resource(actor=resident, resource=resource, until_on=last + timedelta(30))
    assert (acts_on(renewed), notices.tell_expiry()) == ([], 0)
    with clock.stopped(clock.at(last + timedelta(1), 9)):
        assert [notices.tell_expiry() for _ in range(2)] == [1, 0]
    assert ExpiryNotice.objects.count() == 2


def test_after_its_last_day_it_ends_by_itself(worker, resident):
    last = clock.today() + timedelta(3)
    resource = actions.offer_resource(actor=resident, said=said(until_on=last))
    actions.list_resource(actor=worker, resource=resource)
    notices.keep_time()
    assert queries.listed().count() == 1
    with clock.stopped(clock.at(last + timedelta(1), 1)):
        assert queries.listed().count() == 0  # before the worker comes round
        notices.keep_time()
        notices.keep_time()
    resource.refresh_from_db()
    assert (resource.state, resource.why, acts_on(resource)) == (State.ENDED, "到期了", [])


def test_the_clock_ends_nothing_that_was_renewed_meanwhile(worker, on_list):
    assert actions.end_resource(actor=None, resource=on_list, why="到期了").state == State.LISTED


def test_the_list_is_found_by_kind_terms_group_and_words(worker, on_list):
    room = actions.enter_resource(
        actor=worker, channel=Channel.CALL, giver=None,
        said=said(kind=Kind.ROOM, title="会议室", unit="文苑小学", groups=(), terms=Terms.LOW_FEE, price_fen=500),
    )  # fmt: skip
    assert list(queries.listed(kind=Kind.ROOM)) == [room]
    assert list(queries.listed(terms=Terms.FREE)) == [on_list]
    assert set(queries.listed(group=Group.ALONE)) == {on_list, room}
    assert list(queries.listed(group=Group.DISABLED)) == [room]  # open to everyone
    assert list(queries.listed(words="小学")) == [room]
    assert list(queries.listed(words="水龙头 小学")) == []


def test_who_sees_what_is_not_on_the_list(worker, resident, somebody, offered):
    seen = [list(queries.visible_to(viewer)) for viewer in (None, somebody("路人"), resident, worker)]
    assert seen == [[], [], [offered], [offered]]


def test_on_a_partners_page_stands_only_what_they_give_in_the_name_of_a_unit(worker, resident, on_list):
    unit = actions.enter_resource(
        actor=worker, said=said(title="门店一角", unit="小禾农业"), channel=Channel.CALL, giver=resident
    )
    assert list(queries.listed_of(resident)) == [unit]


def test_a_number_is_shown_to_the_office_with_a_reason_that_is_written_down(worker, somebody, on_list):
    with pytest.raises(Refused):
        actions.show_phone(actor=somebody("楼栋长", Role.BUILDING_LEADER), resource=on_list, why="约时间")
    with pytest.raises(Invalid):
        actions.show_phone(actor=worker, resource=on_list, why="")
    assert actions.show_phone(actor=worker, resource=on_list, why="约时间") == "19900112233"
    assert [(look.actor_id, look.field, look.why) for look in Look.objects.all()] == [(worker.id, "phone", "约时间")]


def test_the_phone_is_sealed(on_list):
    row = Resource.objects.values("phone_sealed", "phone_hash").get()
    assert b"19900112233" not in bytes(row["phone_sealed"])
    assert len(row["phone_hash"]) == 32
