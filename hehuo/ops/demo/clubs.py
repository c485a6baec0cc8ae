"""Haiwan's choir: how it grew, who wants to join, what it sang, and its robes that members pay for themselves."""

from datetime import time, timedelta

from hehuo.core import clock
from hehuo.core.errors import HehuoError
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.funds import queries as pots
from hehuo.domain.ground.funds.kinds import FundNature
from hehuo.domain.ground.people import queries as roll
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.rolls.actions import teams
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.run.clubs import actions, queries
from hehuo.domain.run.clubs.kinds import EventKind
from hehuo.domain.run.clubs.models import Club
from hehuo.domain.run.levies import actions as levies
from hehuo.flows.plan_rehearsals import plan_rehearsals
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

ROBE = 12_000
JOINED = (38, 33, 31, 22, 9)  # so many days ago somebody came
QUOTE = ("南沙演艺服装行", 12 * ROBE, "含税，包改尺寸")


def tell() -> None:
    """The choir, its week, its shows, and the robes."""
    with cast.in_community("haiwan"):
        people = office()
        club = _choir(people)
        _week(people, club)
        _shows(club)
        _robes(people, club)


def _choir(people: Office) -> Club:
    team = roll.teams().get(name="海湾合唱团")
    leader, singers = team.leader, people.neighbours[30:42]
    for days, singer in zip(JOINED, singers, strict=False):
        with standing(day(days), 20):
            teams.add_member(actor=leader, team=team, person=singer)
    with standing(day(8), 10):
        club = actions.open_club(
            actor=people.worker, team=team, about="老歌新歌都唱，五音不全也欢迎。", meets="每周二晚上 7 点",
            space=spaces.open_spaces().first(), assistant=singers[0], most_members=80,
            rule="买服装自愿凑，七成队员愿意才办，多退少补，账目公开。", yes_percent=70, most_fen=20_000,
        )  # fmt: skip
    for singer, words in zip(singers[5:8], ("年轻时在厂里唱过", "", "想学识谱"), strict=False):
        with standing(day(2), 20):
            actions.ask_to_join(actor=singer, club=club, words=words)
    with standing(day(1), 9):
        wish = queries.open_wishes(club)[0]
        actions.take_in(actor=leader, wish=wish)
    return queries.clubs().get(pk=club.pk)


def _week(people: Office, club: Club) -> None:
    """Tuesday evenings of the next month, those that are free."""
    with standing(day(1), 10):
        try:
            assert club.space is not None  # noqa: S101  it was opened with one
            plan_rehearsals(
                actor=people.worker, club=club, space=club.space, weekday=2, from_time=time(19), to_time=time(20, 30),
                first_on=clock.today() + timedelta(days=1), last_on=clock.today() + timedelta(days=28), capacity=20,
            )  # fmt: skip
        except HehuoError:
            return


def _shows(club: Club) -> None:
    singers = [each.person for each in queries.members_of(club)]
    for days, kind, title, where, result in (
        (30, EventKind.CHARITY, "敬老院慰问演出", "港湾敬老院", ""),
        (20, EventKind.CONTEST, "全区社区合唱比赛", "南沙文化馆", "二等奖"),
    ):
        with standing(day(days), 21):
            actions.note_event(
                actor=club.team.leader, club=club, kind=kind, title=title, on=day(days), where=where, result=result,
                persons=[each for each in singers[:6] if _sang(club, each, days)],
            )  # fmt: skip


def _sang(club: Club, person: Person, days: int) -> bool:
    return queries.members_of(club).filter(person=person, from_on__lte=day(days)).exists()


def _robes(people: Office, club: Club) -> None:
    """Members say yes on the phone and at rehearsal; the secretary has approved; some have paid their leader."""
    secretary = cast.holder(Role.SECRETARY)
    with standing(day(6), 10):
        fund = pots.funds_of(FundNature.LEVY).get()
        levy = levies.draft_levy(
            actor=people.worker, title="合唱团演出服", why="比赛要统一服装。", club=club, fund=fund, rate_fen=ROBE,
            due_on=clock.today() + timedelta(days=20),
        )  # fmt: skip
        name, fen, terms = QUOTE
        quote = levies.add_quote(actor=people.worker, levy=levy, supplier=name, total_fen=fen, terms=terms)
        levies.choose_quote(actor=people.worker, levy=levy, quote=quote, why="队员试过样衣，包改尺寸")
    singers = [each.person for each in queries.members_of(club)]
    with standing(day(5), 20):
        levies.say_yes(actor=club.team.leader, levy=levy, persons=singers[: len(singers) - 1])
    with standing(day(4), 9):
        levies.ask_levy(actor=people.worker, levy=levy)
        levies.approve_levy(actor=secretary, levy=levy)
    with standing(day(1), 9):
        levies.draft_levy(
            actor=people.worker, title="合唱团谱架", why="谱子放在腿上看不清。", club=club, fund=fund, rate_fen=3_000,
            due_on=clock.today() + timedelta(days=30),
        )  # fmt: skip
