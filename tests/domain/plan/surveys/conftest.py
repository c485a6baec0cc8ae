"""Two buildings of an estate, six homes of two grown-ups each, and who asks them."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.forms.questions import QuestionKind
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.surveys import actions, queries
from hehuo.domain.plan.surveys.kinds import Naming, Unit

ROOMS = ("1-101", "1-102", "1-103", "1-104", "1-105", "2-101")
NAMES = ("赵", "钱", "孙", "李", "周", "吴")
K = QuestionKind
QUESTIONS = (
    {"kind": K.STARS, "ask": "现在的课满意吗"},
    {"kind": K.ONE, "ask": "什么时候上课好", "choices": ["早上", "下午", "晚上"]},
    {"kind": K.SEVERAL, "ask": "想上什么课", "choices": ["书法", "舞蹈", "手机"], "is_required": False},
    {"kind": K.YES_NO, "ask": "家里有孩子吗", "is_required": False},
    {"kind": K.NUMBER, "ask": "一周来几次", "low": 0, "high": 7, "is_required": False},
    {"kind": K.WORDS, "ask": "还想说什么", "is_required": False},
)
WHOLE = {"k1": 4, "k2": 1, "k3": [1, 3], "k4": 2, "k5": 3, "k6": "多开一班"}
LAST = clock.today() + timedelta(days=7)


@pytest.fixture
def office(haiwan, somebody):
    """Whoever asks, and whom: the 户主 and the 家人 of each home, and one child."""
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    heads, others = [], []
    for room, name in zip(ROOMS, NAMES, strict=True):
        household = Household.objects.create(home=ensure_home(estate=estate, number=read_home(room)))
        heads.append(somebody(f"{name}大", household=household))
        others.append(somebody(f"{name}小", household=household))
    child = somebody("赵宝", household=heads[0].household, born_on=date(clock.today().year - 9, 1, 1))
    return SimpleNamespace(
        worker=somebody("周玉梅", Role.WORKER), secretary=somebody("卢桂兰", Role.SECRETARY), estate=estate,
        heads=heads, others=others, child=child, stranger=somebody("外人"),
    )  # fmt: skip


@pytest.fixture
def drafted(office):
    """`drafted(Unit.HOMES)`: a draft with six questions, of every kind one."""

    def draft(unit=Unit.HOMES, naming=Naming.NAMED, questions=QUESTIONS, **more):
        said = {"title": "您想要什么样的课", "why": "开课前问一问", "place": office.estate, "closes_on": LAST} | more
        survey = actions.draft_survey(actor=office.worker, unit=unit, naming=naming, **said)
        for question in questions:
            actions.add_question(actor=office.worker, survey=survey, **question)
        survey.refresh_from_db()
        return survey

    return draft


@pytest.fixture
def opened(office, drafted):
    """The same, being asked."""
    return lambda *args, **more: actions.open_survey(actor=office.worker, survey=drafted(*args, **more))


@pytest.fixture
def give(office):
    """`give(survey, person, k1=5)`: a whole answer by phone, put otherwise where said."""

    def answer(survey, person, **more):
        asked = queries.mine(survey, person)[0]
        return actions.answer(actor=person, asked=asked, answers=WHOLE | more)

    return answer
