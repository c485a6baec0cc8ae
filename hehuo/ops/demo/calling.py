"""The open call of Haiwan: its reviewers, what they scored so far, and an application that is being written."""

from hehuo.domain.build.partners.actions import ensure_category
from hehuo.domain.build.recruitment import assessed
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import assessing, drafts
from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.build.recruitment.models import Call
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

SAID = ("试课来了十几位，老人问得细，他都答得上。", "价格让得实在，材料也齐。", "时间合适，想看他能不能长做。")
SHARES = (90, 80, 85)  # percent of each criterion


def tell() -> None:
    """Three reviewers are asked; one applicant is scored by all, the next by two; a neighbour writes on a phone."""
    with cast.in_community("haiwan"):
        people, call = office(), recruitment.open_call()
        if call is not None:
            _review(people, call)
            _begin(people, call)


def _review(people: Office, call: Call) -> None:
    with standing(day(6), 9):
        for person in people.body:
            assessing.add_reviewer(actor=people.worker, call=call, person=person)
    waiting = recruitment.pipeline().filter(call=call, stage=Stage.TRIAL).order_by("number")
    for application, most in zip(waiting[:2], (3, 2), strict=False):
        for sheet, words, share in list(zip(assessed.sheets_of(application), SAID, SHARES, strict=False))[:most]:
            points = {each["name"]: each["weight"] * share // 100 for each in call.criteria}
            with standing(day(5), 20):
                assessing.give_scores(actor=sheet.person, assessment=sheet, points=points, words=words)


def _begin(people: Office, call: Call) -> None:
    """Two steps on the phone last night; the photos come later."""
    neighbour, category = people.neighbours[0], ensure_category(name="个人")
    said = {
        "name": "周末修鞋摊", "category": str(category.id), "contact_name": neighbour.name, "project": "修鞋配钥匙",
        "audience": "老街坊", "offer": "自带工具，周末两个上午", "way": "low_fee", "resident_fen": 500,
        "market_fen": 1500, "times_said": "周六或周日 9:00-11:30",
    }  # fmt: skip
    with standing(day(1), 21):
        drafts.begin_draft(actor=neighbour, call=call, phone="19900510088", said=said, address="demo")
