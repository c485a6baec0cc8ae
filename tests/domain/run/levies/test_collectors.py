"""Who collects where: only who is named, and the clerk; where nobody is named, whoever admits residents there."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.places.actions import ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.places.models import Place
from hehuo.domain.run.levies import actions, queries, rules
from hehuo.domain.run.levies.models import Collector
from tests.domain.run.levies.test_levies import share_at


@pytest.fixture
def neighbour(somebody):
    """Who has no role at all."""
    return somebody("马骏")


def building(office, number: int) -> Place:
    return Place.objects.get(path=f"{office.estate.path}/{number}栋")


def name(office, levy, place, person, **said) -> Collector:
    return actions.name_collector(
        **{"actor": office.worker, "levy": levy, "place": place, "person": person, "hours": "每晚 7 点，大堂"} | said
    )


def collects(person, levy, room: str) -> bool:
    share = share_at(levy, room)
    return bool(rules.may_collect(person, share, queries.named_at(share)))


class TestNaming:
    def test_only_who_is_named_takes_cash_there_and_the_clerk(self, office, levy, neighbour):
        assert collects(office.leader, levy, "1-101")
        assert not collects(office.clerk, levy, "1-101")
        name(office, levy, building(office, 1), neighbour)
        with pytest.raises(Refused, match=r"1-101 指定了马\*来收，报账员也能收。请让这一户交给他们"):
            actions.note_cash(actor=office.leader, share=share_at(levy, "1-101"), fen=5000, receipt_no="1")
        cash = actions.note_cash(actor=neighbour, share=share_at(levy, "1-101"), fen=5000, receipt_no="1")
        assert cash.collected_by == neighbour
        assert [collects(each, levy, "1-102") for each in (neighbour, office.clerk, office.worker)] == [
            True, True, False
        ]  # fmt: skip
        assert collects(office.worker, levy, "2-101")  # nobody is named there
        assert not collects(neighbour, levy, "2-101")

    def test_of_a_stairwell_the_rest_of_the_building_stays_as_it_was(self, office, levy, neighbour):
        gate = ensure_place(kind=PlaceKind.STAIRWELL, name="1单元", parent=building(office, 1))
        home = office.homes[0]
        home.path = f"{gate.path}/101"
        home.save()
        name(office, levy, gate, neighbour)
        assert {share.home.pk for share in queries.shares_within_reach(neighbour, levy)} == {home.pk}
        assert {share.home.short for share in queries.shares_within_reach(office.leader, levy)} == {
            "1-102", "1-201", "1-202", "1-301"
        }  # fmt: skip

    def test_who_is_named_is_told_and_named_once(self, office, levy, neighbour):
        name(office, levy, building(office, 1), neighbour)
        assert "育才小区 1栋由您来收" in str(Message.objects.get(person=neighbour).body)
        with pytest.raises(Conflict, match="已经在这里收了"):
            name(office, levy, building(office, 1), neighbour)

    def test_the_same_form_twice_names_once(self, office, levy, neighbour):
        key = office.fund.id
        assert name(office, levy, building(office, 1), neighbour, key=key) == name(
            office, levy, building(office, 1), neighbour, key=key
        )

    def test_nobody_names_themselves_nor_the_clerk(self, office, levy):
        with pytest.raises(Refused, match="不能自己指定自己收钱"):
            name(office, levy, building(office, 1), office.worker)
        with pytest.raises(Refused, match="付婉仪是报账员，本来就能收"):
            name(office, levy, building(office, 1), office.clerk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Collector.objects.create(
                levy=levy, place=building(office, 1), person=office.worker, named_by=office.worker, hours="晚上"
            )

    def test_a_place_of_the_matter_and_a_time_are_needed(self, office, levy, neighbour):
        elsewhere = ensure_place(kind=PlaceKind.ESTATE, name="别处")
        with pytest.raises(Invalid, match="别处不在这件事的楼里"):
            name(office, levy, elsewhere, neighbour)
        with pytest.raises(Invalid, match="请写什么时候、在哪儿收"):
            name(office, levy, building(office, 1), neighbour, hours=" ")
        with pytest.raises(Refused, match="经办款项"):
            name(office, levy, building(office, 1), neighbour, actor=office.leader)

    def test_when_all_is_collected_nobody_is_named(self, office, levy, neighbour):
        actions.close_levy(actor=office.secretary, levy=levy)
        with pytest.raises(Refused, match="已经「收完了」，不用再指定"):
            name(office, levy, building(office, 1), neighbour)


class TestEnding:
    def test_ended_it_is_as_it_was_before(self, office, levy, neighbour):
        named = name(office, levy, building(office, 1), neighbour)
        with pytest.raises(Refused):
            actions.end_collector(actor=neighbour, collector=named)
        for _tap in range(2):
            ended = actions.end_collector(actor=office.worker, collector=named)
        assert (ended.ended_by, list(queries.ended_collectors_of(levy))) == (office.worker, [ended])
        assert (collects(office.leader, levy, "1-101"), collects(neighbour, levy, "1-101")) == (True, False)
        name(office, levy, building(office, 1), neighbour)  # and may be named again
        assert len(queries.collectors_of(levy)) == 1

    def test_what_they_hold_still_goes_to_the_clerk(self, office, levy, neighbour):
        named = name(office, levy, building(office, 1), neighbour)
        cash = actions.note_cash(actor=neighbour, share=share_at(levy, "1-101"), fen=5000, receipt_no="1")
        actions.end_collector(actor=office.worker, collector=named)
        actions.take_cash(actor=office.clerk, cash=cash)
        assert queries.sums_of(levy).received == 5000


class TestWhereDoIPay:
    def test_each_home_sees_who_collects_at_it(self, office, levy, neighbour):
        name(office, levy, building(office, 1), neighbour)
        name(office, levy, building(office, 2), office.leader)
        resident = office.homes[0].households.get().people.get()
        (mine,) = queries.mine_of(levy, resident)
        assert [(each.person.masked_name, each.hours) for each in mine.collectors] == [("马*", "每晚 7 点，大堂")]
        third = office.homes[10].households.get().people.get()
        assert [each.collectors for each in queries.mine_of(levy, third)] == [[]]


@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_list_of_doors_and_the_rule_draw_the_same_line(office, levy, neighbour, steps):
    """Whoever is named or ended wherever: who may note cash at a door has it on their list, and nobody else."""
    people = [neighbour, office.leader, office.secretary, office.homes[0].households.get().people.get()]
    with transaction.atomic():
        for place, who, is_ended in steps:
            there = [*queries.collecting_places(levy)][place % 3]
            open_now = [
                each for each in queries.collectors_of(levy) if (each.place, each.person) == (there, people[who])
            ]
            if is_ended:
                for each in open_now:
                    actions.end_collector(actor=office.worker, collector=each)
            elif not open_now:
                name(office, levy, there, people[who])
        for person in [*people, office.worker, office.clerk]:
            listed = set(queries.shares_within_reach(person, levy))
            allowed = {
                share for share in queries.shares_of(levy) if rules.may_collect(person, share, queries.named_at(share))
            }
            assert listed == allowed
        transaction.set_rollback(True)
