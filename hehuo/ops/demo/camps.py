"""The neighbours' home: a course for children with their guardians, and a weekend camp, insured, with free places."""

from datetime import date, time, timedelta

from hehuo.core import clock
from hehuo.domain.build.agreements import queries as agreements
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.rules import may
from hehuo.domain.ground.admissions.kinds import Conditions, ForWhom, FreeGroup
from hehuo.domain.ground.people import queries as roll
from hehuo.domain.ground.people.kinds import CareKind, WardKind
from hehuo.domain.ground.people.models import Care, Person
from hehuo.domain.ground.rolls.actions import households
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.joining import Joining
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.run.activities import queries
from hehuo.flows.book_series import book_series
from hehuo.flows.open_camp import open_camp
from hehuo.ops.demo import cast, telling
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

AGES = range(7, 13)
FAMILIES = 9
AGREED = Joining(has_agreed=True, is_accompanied=True)


def tell() -> None:
    """Families on the roll, a course, a camp, and neighbours who stayed away."""
    with cast.in_community("zhongfu"):
        people = office()
        with standing(day(30)):
            families = _families(people)
            room = telling.open_room(people, "邻里之家手工室", 20, decision="社区议定，纪要存档")
        _course(people, room, families)
        _camp(people, room, families)
        _stayed_away(people)


def _families(people: Office) -> list[tuple[Person, Person]]:
    """Parents and their child of school age, guardian and ward on the roll; one family is hard up."""
    found = []
    for home in roll.households():
        members = list(roll.members_of(home))
        child = next((each for each in members if each.age_on(clock.today()) in AGES), None)
        parent = next((each for each in members if each.relation in {"户主", "配偶"} and _is_grown(each)), None)
        if child and parent:
            households.name_guardian(
                actor=people.worker, ward=child, guardian=parent, kind=WardKind.MINOR, evidence="户口本"
            )
            found.append((parent, child))
        if len(found) == FAMILIES:
            break
    for _parent, child in found[:2]:
        Care.objects.get_or_create(person=child, kind=CareKind.HARDSHIP_CHILD)
    return found


def _is_grown(person: Person) -> bool:
    age = person.age_on(clock.today())
    return age is not None and age >= 18 and not may(person, Power.SEE_DESK)


def _course(people: Office, room: Space, families: list[tuple[Person, Person]]) -> None:
    """Science by hand on Sundays for children of seven to twelve; the first is full, one child waits."""
    agreement, first_on, last_on = agreements.in_force().order_by("number")[0], day(-1), day(-29)
    with standing(day(6), 10):
        series = book_series(
            actor=people.worker, agreement=agreement, title="科普动手课", space=room, weekday=7,
            capacity=len(families) - 1, from_time=time(9, 30), to_time=time(11), first_on=first_on,
            last_on=last_on, price_fen=1500,
            note="材料都备好了，带一件旧衣服。",
            conditions=Conditions(
                youngest=7, oldest=12, accompanied_under=8, free_places=2, free_label="困难家庭的孩子",
                free_groups=(FreeGroup.HARDSHIP_CHILD, FreeGroup.MIN_ALLOWANCE),
            ),
        )  # fmt: skip
    first = queries.sessions_of([series])[0]
    with standing(day(2), 20):
        for parent, child in families:
            sessions.sign_up(actor=parent, session=first, person=child, said=AGREED)


def _camp(people: Office, room: Space, families: list[tuple[Person, Person]]) -> None:
    """A weekend of cooking over fire: insured on both days, for those who live here."""
    saturday = _saturday()
    with standing(day(5), 10):
        series = open_camp(
            actor=people.worker, agreement=None, title="周末小厨师营", space=room, capacity=8, from_time=time(14),
            to_time=time(16, 30), first_on=saturday, last_on=saturday + timedelta(days=1), price_fen=4000,
            note="两天都来：第一天和面，第二天上灶。",
            conditions=Conditions(
                youngest=7, oldest=12, for_whom=ForWhom.RESIDENTS, accompanied_under=9, is_risky=True,
                insurer="平安财险江门中心支公司", policy="PA-2026-0731（演示）", covered_from=saturday,
                covered_until=saturday + timedelta(days=1), free_places=2, free_label="困难家庭的孩子",
                free_groups=(FreeGroup.HARDSHIP_CHILD,),
            ),
        )  # fmt: skip
    first = queries.sessions_of([series])[0]
    with standing(day(1), 19):
        for parent, child in families[:5]:
            sessions.sign_up(actor=parent, session=first, person=child, said=AGREED)


def _saturday() -> date:
    """The Saturday after next week begins."""
    ahead = clock.today() + timedelta(days=8)
    return ahead + timedelta(days=(6 - ahead.isoweekday()) % 7)


def _stayed_away(people: Office) -> None:
    """One neighbour signed up three times and did not come: they wait last, and the office can lift it."""
    with standing(day(40), 10):
        sessions.change_absence_rule(actor=people.worker, times=3, within_days=90, rests_days=30)
    with standing(day(40), 11):
        room = telling.open_room(people, "邻里之家茶室", 12)
    for on in (day(26), day(19), day(12)):
        with standing(on, 8):
            series = open_camp(
                actor=people.worker, agreement=None, title="邻里茶话会", space=room, capacity=12, from_time=time(15),
                to_time=time(16), first_on=on, last_on=on,
            )  # fmt: skip
            tea = queries.sessions_of([series])[0]
            for person in people.neighbours[3:8]:
                sessions.sign_up(actor=person, session=tea, person=person)
        with clock.stopped(tea.starts_at):
            for person in people.neighbours[4:8]:
                sessions.check_in(actor=people.worker, session=tea, person=person)
        with clock.stopped(tea.ends_at + timedelta(minutes=30)):
            sessions.hold_session(actor=people.worker, session=tea)
