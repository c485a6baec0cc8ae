"""One box: who is found by what, in which order, and that nobody finds what is not theirs."""

from datetime import date

import pytest
from django.db import connection

from hehuo.core import clock, ids
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.people.kinds import Living, Sex
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.ground.rolls.actions.doubles import merge_people, undo_merge
from hehuo.domain.ground.rolls.actions.moves import move_out
from hehuo.domain.ground.rolls.actions.people import edit_person, register_person
from hehuo.domain.ground.search import actions, queries
from hehuo.domain.ground.search.kinds import Tier
from hehuo.domain.ground.search.models import SearchDoc, Shelf
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel, NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need

pytestmark = pytest.mark.django_db
NAMES = [
    "吴秀兰",
    "吴秀",
    "陈秀兰",
    "兰秀吴",
    "单雄信",
    "曾国荃",
    "尉迟恭",
    "欧阳秀兰",
    "阿依古丽·买买提",
    "𠮷田秀",
    "王小兰",
]
FOUND = {
    "吴秀兰": ["吴秀兰"],
    "吴秀": ["吴秀", "吴秀兰"],
    "秀兰": ["吴秀兰", "陈秀兰", "欧阳秀兰"],
    "吴": ["吴秀兰", "吴秀", "兰秀吴"],
    "兰": ["兰秀吴", "吴秀兰", "陈秀兰", "欧阳秀兰", "王小兰"],
    "wxl": ["吴秀兰", "王小兰"],
    "xl": ["吴秀兰", "陈秀兰", "欧阳秀兰", "王小兰"],
    "WXL": ["吴秀兰", "王小兰"],
    "sxx": ["单雄信"],
    "zgq": ["曾国荃"],
    "ycg": ["尉迟恭"],
    "买买提": ["阿依古丽·买买提"],
    "古丽·买": ["阿依古丽·买买提"],
    "吴 秀兰": ["吴秀兰"],
    "𠮷": ["𠮷田秀"],
    "田秀": ["𠮷田秀"],
    "秀 兰": ["吴秀兰", "陈秀兰", "欧阳秀兰"],
    "兰吴": [],
    "dxx": [],
}


def make(names):
    """People of these names; without homes they stand in the order of their ids."""
    keys = sorted(ids.uuid7() for _ in names)
    return [Person.objects.create(id=key, name=name) for key, name in zip(keys, names, strict=True)]


@pytest.fixture
def people(worker):
    found = make(NAMES)
    actions.rebuild()
    return found


def names(viewer, written):
    """The titles of the people found, in order."""
    return titles(viewer, written, "people.person")


def titles(viewer, written, kind):
    return [one.title for group in queries.find(viewer, written) if group.kind == kind for one in group.found]


@pytest.mark.parametrize(("written", "expected"), FOUND.items())
def test_a_name_is_found_by_any_part_of_it_and_by_its_initials_the_best_match_first(worker, people, written, expected):
    assert names(worker, written) == expected


@pytest.mark.parametrize(("written", "expected"), FOUND.items())
def test_what_the_index_has_not_read_yet_is_found_just_as_well(worker, written, expected):
    actions.rebuild()
    for name in NAMES:
        register_person(actor=worker, name=name, on=date(2026, 11, 1), is_another=True)
    assert sorted(names(worker, written)) == sorted(expected)


def test_people_stand_in_counting_order_within_a_tier(worker, haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    for number in ("10-1-101", "2-1-101"):
        home = ensure_home(estate=estate, number=addresses.read_home(number))
        Person.objects.create(name="吴秀兰", household=Household.objects.create(home=home))
    actions.rebuild()
    (group,) = queries.find(worker, "秀兰")
    assert [one.line for one in group.found] == ["海湾花园 2栋 1单元 101", "海湾花园 10栋 1单元 101"]


def test_a_phone_an_id_number_and_a_code_find_one_person_at_once(worker, haiwan):
    person = Person(name="吴秀兰")
    person.phone, person.identity = "13800000007", "440000195001010012"
    person.save()
    for written in ("13800000007", "138 0000 0007", "138-0000-0007", "440000195001010012", person.code.lower()):
        assert names(worker, written) == ["吴秀兰"]
    assert names(worker, "1380000000") == []
    (group,) = queries.find(worker, "13800000007")
    assert group.found[0].line == "常住 · 138****0007"


@pytest.mark.parametrize("written", ["3-2-502", "３－２－５０２", "3栋2单元502室", "海湾花园3-2-502"])
def test_a_door_finds_the_home_and_who_lives_behind_it(worker, haiwan, written):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    home = ensure_home(estate=estate, number=addresses.read_home("3-2-502"))
    ensure_home(estate=estate, number=addresses.read_home("13-2-502"))
    Person.objects.create(name="吴秀兰", household=Household.objects.create(home=home))
    assert [(group.kind, [one.title for one in group.found]) for group in queries.find(worker, written)] == [
        ("people.person", ["吴秀兰"]),
        ("places.home", ["海湾花园 3栋 2单元 502"]),
    ]


@pytest.mark.parametrize(
    ("written", "found"), [("3栋", "海湾花园 3栋"), ("3-2", "海湾花园 3栋 2单元"), ("海湾", "海湾花园")]
)
def test_a_building_a_stairwell_and_an_estate_are_found(worker, haiwan, written, found):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    ensure_home(estate=estate, number=addresses.read_home("3-2-502"))
    actions.rebuild()
    assert titles(worker, written, "places.place") == [found]


def test_a_thing_with_a_new_name_is_found_by_the_new_one_only_even_before_the_index_is_told(worker, people):
    edit(worker, people[0], "贺兰山")
    for _ in range(2):
        assert (names(worker, "吴秀兰"), names(worker, "贺兰")) == ([], ["贺兰山"])
        actions.catch_up()


def edit(worker, person, name):
    edit_person(
        actor=worker, person=person, name=name, sex=Sex.UNKNOWN, born_on=None, living=Living.RESIDENT, note=""
    )  # fmt: skip


def test_who_was_merged_or_moved_away_is_gone_and_who_was_parted_again_is_back(worker, people):
    merge = merge_people(actor=worker, person=people[0], into=people[2], why="同一个人")
    move_out(actor=worker, person=people[7], on=clock.today(), where="外地")
    for _ in range(2):
        assert names(worker, "秀兰") == ["陈秀兰"]
        actions.catch_up()
    assert not SearchDoc.objects.filter(thing_id__in=[people[0].id, people[7].id]).exists()
    undo_merge(actor=worker, merge=merge)
    actions.catch_up()
    assert sorted(names(worker, "秀兰")) == ["吴秀兰", "陈秀兰"]


def test_a_thing_that_was_erased_is_gone_whatever_the_index_says(worker, people):
    people[0].delete()
    assert names(worker, "吴秀兰") == []
    actions.rebuild()
    assert names(worker, "陈秀兰") == ["陈秀兰"]
    assert SearchDoc.objects.filter(kind="people.person").count() == len(NAMES)  # the worker is one of them


@pytest.mark.parametrize("role", [None, *Role])
def test_names_are_found_by_those_who_keep_the_roll_alone(people, somebody, role):
    viewer = somebody("何某", *([role] if role else []))
    kinds = {group.kind for written in ("吴秀兰", "何某", "xl") for group in queries.find(viewer, written)}
    assert kinds == ({"people.person"} if role == Role.WORKER else set())
    assert (queries.find_of_kind(viewer, "吴秀兰", "people.person") is None) == (role != Role.WORKER)
    assert queries.find(None, "吴秀兰") == []


def make_need(worker, title, number, state=NeedState.OPEN):
    at = clock.now() if state != NeedState.DRAFT else None
    return Need.objects.create(
        number=number, title=title, wording="夜里看不清路，老人怕摔", kind=NeedKind.HOUSE, state=state, owner=worker,
        published_at=at,
    )  # fmt: skip


def test_a_draft_is_found_by_those_who_sort_and_by_others_once_it_is_published(worker, resident):
    voice = needs.say_voice(actor=resident, speaker=resident, words="楼道灯坏了", channel=Channel.PHONE)
    need = needs.open_need(actor=worker, voice=voice, title="修楼道灯", kind=NeedKind.HOUSE)
    for _ in range(2):
        assert [titles(who, "楼道灯", "needs.need") for who in (worker, resident, None)] == [["修楼道灯"], [], []]
        actions.catch_up()
    needs.publish_need(actor=worker, need=need)
    for _ in range(2):
        assert [titles(who, "楼道灯", "needs.need") for who in (worker, resident, None)] == [["修楼道灯"]] * 3
        actions.catch_up()


def test_many_drafts_do_not_hide_what_is_public(worker, resident):
    make_need(worker, "修楼道灯", "2026-001")
    for number in range(2, 60):
        make_need(worker, "楼道灯还没整理", f"2026-{number:03d}", NeedState.DRAFT)
    actions.rebuild()
    assert titles(resident, "楼道灯", "needs.need") == ["修楼道灯"]


def test_a_need_is_found_by_its_text_behind_those_found_by_their_title(worker):
    make_need(worker, "装感应灯", "2026-001")
    make_need(worker, "老人食堂", "2026-002")
    actions.rebuild()
    (group,) = queries.find(None, "老人")
    assert [(one.title, one.tier) for one in group.found] == [
        ("老人食堂", Tier.BEGINNING), ("装感应灯", Tier.TEXT),
    ]  # fmt: skip
    assert group.found[0].pieces == [("老人", True), ("食堂", False)]
    assert titles(None, "老人 感应", "needs.need") == ["装感应灯"]
    assert titles(None, "看不清老人", "needs.need") == []
    assert titles(None, "2026-001", "needs.need") == ["装感应灯"]


def test_one_kind_is_read_page_by_page_each_thing_once(worker):
    people = make(["王兰"] * 70 + ["兰王"] * 40 + ["兰"] * 35)
    actions.rebuild()
    seen, after, pages = [], "", 0
    while pages == 0 or after:
        group = queries.find_of_kind(worker, "兰", "people.person", after=after)
        seen += [one.id for one in group.found]
        after, pages = group.after, pages + 1
    assert seen == [person.id for person in [*people[110:], *people[70:110], *people[:70]]]
    assert pages == 5
    (group,) = queries.find(worker, "兰")
    assert (len(group.found), bool(group.after)) == (queries.A_FEW, True)


@pytest.mark.parametrize("after", ["", "~", "9~9", "x~1", "1~x", "0~99999999999999999999999", "2"])
def test_a_wrong_place_to_go_on_from_is_no_error(worker, people, after):
    assert queries.find_of_kind(worker, "秀兰", "people.person", after=after) is not None


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "'", '"', "*", "吴*", "NEAR(吴, 秀)", "吴 OR 陈", "吴 AND NOT", "^吴", "words:吴",
        "%", "_", "％", "\\", "--",
        "；", "吴\x00秀", "\x00", "\ud800", "吴\ud800秀", "，。！？", "a" * 10_000, "吴" * 10_000, "吴 " * 5_000,
        "{1,2}", "$$", "%s", "%(a)s",
        "\u202e兰", "🙂", "①②③", "0" * 400, "١٢٣",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_answered(worker, people, written):
    for group in queries.find(worker, written):
        assert group.found


def test_signs_of_the_engines_mean_nothing(worker, people):
    assert names(worker, "吴%") == names(worker, "吴*") == names(worker, "'吴'") == names(worker, "吴")
    assert names(worker, "%") == names(worker, "_") == []


def test_another_community_finds_nothing_of_this_one(worker, people):
    other = Community.objects.create(code="nanbeitai", name="南北台")
    with community_scope(other):
        keeper = Person.objects.create(name="周玉")
        Grant.objects.create(person=keeper, role=Role.WORKER)
        actions.rebuild()
        assert (names(keeper, "吴秀兰"), names(keeper, "周")) == ([], ["周玉"])
    assert names(worker, "周") == ["周玉梅"]


def test_a_search_costs_few_statements_however_much_it_finds(worker, people, django_assert_max_num_queries):
    for written in ("秀兰", "3-2-502", "wxl"):
        viewer = Person.objects.get(pk=worker.pk)
        with django_assert_max_num_queries(14):
            queries.find(viewer, written)


def test_the_index_tells_nothing_to_who_reads_it(worker, people):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM search_searchdoc")
        assert all(words.replace(" ", "").isalnum() and words.isascii() for (words,) in cursor.fetchall())


def test_an_index_that_is_missing_is_built_and_one_that_stands_reads_on(worker, haiwan):
    Person.objects.create(name="吴秀兰")  # past the actions, as by a restore
    assert actions.catch_up() >= 2
    assert Shelf.objects.count() == 1
    assert names(worker, "秀兰") == ["吴秀兰"]
    register_person(actor=worker, name="陈秀兰", on=date(2026, 11, 1))
    assert actions.catch_up() > 0
    assert actions.catch_up() == 0
    assert SearchDoc.objects.filter(kind="people.person").count() == 3


def test_rebuilding_again_changes_nothing(worker, people):
    before = [names(worker, written) for written in FOUND]
    assert actions.rebuild() == actions.rebuild() == len(NAMES) + 1
    assert [names(worker, written) for written in FOUND] == before
