"""What Haiwan was asked before its courses began and after, which of it changed, and what it is asked just now."""

from collections.abc import Mapping, Sequence
from typing import Any

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.forms.questions import QuestionKind
from hehuo.domain.ground.places import queries as places
from hehuo.domain.plan.surveys import actions, queries
from hehuo.domain.plan.surveys.kinds import Naming, Unit
from hehuo.domain.plan.surveys.models import Survey
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing

K = QuestionKind
COURSES: Sequence[Mapping[str, Any]] = (
    {"kind": K.STARS, "ask": "周末孩子有地方去，您满意吗"},
    {"kind": K.YES_NO, "ask": "最近一个月去过三楼平台吗"},
    {"kind": K.ONE, "ask": "一节课多少钱合适", "choices": ["20 元以下", "20 到 40 元", "40 元以上", "不用收钱"]},
    {"kind": K.SEVERAL, "ask": "想上什么课", "choices": ["种菜", "书法", "舞蹈", "手机", "急救"], "is_required": False},
    {"kind": K.NUMBER, "ask": "一个月来得了几次", "low": 0, "high": 8, "is_required": False},
    {"kind": K.WORDS, "ask": "还想说什么", "is_required": False},
)
WROTE = 14  # the first homes wrote a word too
BEFORE = (
    (2, 2, 2, (1,), 2, "孩子周末只能看电视"), (3, 2, 1, (1, 2), 4, ""), (1, 2, 4, (), None, "没有地方去"),
    (2, 1, 2, (1, 4), 2, ""), (4, 2, 3, (3,), 1, ""), (3, 2, 2, (1, 5), 4, "老人也想学"), (2, 2, 1, (2,), None, ""),
)  # fmt: skip
AFTER = (
    (5, 1, 2, (1,), 4, "种的菜端上桌了"), (4, 1, 2, (1, 2), 4, ""), (4, 1, 1, (1, 5), 2, "周日也开一班就好"),
    (3, 2, 4, (4,), None, ""), (5, 1, 2, (1, 3), 4, ""), (2, 2, 2, (), 1, "我家住得高，不知道有课"),
)  # fmt: skip


def tell() -> None:
    """Before and after the farm's courses, one that runs, one being written."""
    with cast.in_community("haiwan"):
        before = _ended(
            "开课以前：周末孩子去哪",
            "天空农场要开课，开课前先问一问，半年后再问一次。",
            150,
            BEFORE,
            homes=(0, 1, 2, 3, 5),
        )
        after = _ended(
            "开了半年：课好不好", "和开课前问一样的话，看看好了没有。", 20, AFTER, homes=(0, 2, 3, 4), after=before
        )
        for remark in queries.remarks(after)[:2]:
            with standing(day(9)):
                actions.clear_remark(actor=cast.holder(Role.WORKER), remark=remark, is_cleared=True)
        with standing(day(9)):
            actions.hear_remark(actor=cast.holder(Role.WORKER), remark=queries.remarks(after)[2])
        _running()
        _draft()


def _drafted(
    title: str, why: str, *, ago: int, until: int | None, naming: Naming, after: Survey | None = None
) -> Survey:
    closes_on = None if until is None else day(until)
    with standing(day(ago), 9):
        return actions.draft_survey(
            actor=cast.holder(Role.WORKER), title=title, why=why, unit=Unit.HOMES, naming=naming,
            place=places.estates()[0], closes_on=closes_on, after=after,
        )  # fmt: skip


def _ask(survey: Survey, questions: Sequence[Mapping[str, Any]], *, ago: int) -> None:
    with standing(day(ago), 9, 30):
        for question in questions:
            actions.add_question(actor=cast.holder(Role.WORKER), survey=survey, **question)


def _ended(
    title: str,
    why: str,
    ago: int,
    said: Sequence[tuple[Any, ...]],
    *,
    homes: Sequence[int],
    after: Survey | None = None,
) -> Survey:
    """Asked for ten days, answered by phone and some on paper by these of every six homes, ended and published."""
    survey = _drafted(title, why, ago=ago, until=ago - 10, naming=Naming.NAMED, after=after)
    if after is None:
        _ask(survey, COURSES, ago=ago)
    else:
        with standing(day(ago), 10):
            actions.change_question(
                actor=cast.holder(Role.WORKER), survey=survey, question="k2", kind=K.YES_NO, ask="这学期去过三楼平台吗"
            )
    with standing(day(ago), 11):
        survey = actions.open_survey(actor=cast.holder(Role.WORKER), survey=survey)
    _answer(survey, said, ago=ago - 2, homes=homes)
    with standing(day(ago - 10), 18):
        actions.close_survey(actor=cast.holder(Role.WORKER), survey=survey)
    with standing(day(ago - 11), 9):
        return actions.publish_survey(actor=cast.holder(Role.WORKER), survey=survey)


def _answer(survey: Survey, said: Sequence[tuple[Any, ...]], *, ago: int, homes: Sequence[int]) -> None:
    keys = [question.key for question in survey.asked]
    for number, asked in enumerate(queries.list_of(survey)):
        if number % 6 not in homes:
            continue
        marks = said[(number + number // 6) % len(said)]
        answers = dict(zip(keys, marks[:-1] if number > WROTE else marks, strict=False))
        with standing(day(ago), 9 + number % 9, number % 60):
            if number % 5 == 4:
                actions.enter_paper(actor=cast.holder(Role.WORKER, 1), asked=asked, answers=answers)
            else:
                actions.answer(actor=queries.hands_of(asked)[0], asked=asked, answers=answers)


def _running() -> None:
    """An anonymous one that phones and papers may still answer."""
    survey = _drafted(
        "夜里停车吵不吵", "物业要定夜里的规矩，先听听大家的。不记名，放心说。", ago=3, until=-6, naming=Naming.ANONYMOUS
    )
    asks = (
        {"kind": K.ONE, "ask": "夜里被车吵醒过吗", "choices": ["常常", "有过几次", "没有"]},
        {"kind": K.STARS, "ask": "现在停车的规矩，您满意吗"},
        {"kind": K.WORDS, "ask": "您看该怎么办", "is_required": False},
    )
    _ask(survey, asks, ago=3)
    with standing(day(3), 11):
        survey = actions.open_survey(actor=cast.holder(Role.WORKER), survey=survey)
    _answer(survey, ((1, 2, "十点以后别按喇叭"), (2, 3, ""), (3, 4, "")), ago=2, homes=(4, 5))


def _draft() -> None:
    survey = _drafted("春节想办什么活动", "年前定下来，提前订场地。", ago=1, until=-14, naming=Naming.NAMED)
    asks = (
        {"kind": K.SEVERAL, "ask": "想办哪些", "choices": ["写春联", "包饺子", "游园会"]},
        {"kind": K.NUMBER, "ask": "您家来几位", "low": 0, "high": 10},
    )
    _ask(survey, asks, ago=1)
