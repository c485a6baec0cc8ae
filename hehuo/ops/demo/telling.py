"""Pieces that several places tell alike: a need, a room, a call, a partner's way in, a course, money, a month."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from hehuo.core import clock
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.actions import AgreementWords
from hehuo.domain.build.agreements.kinds import ShareNature
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners.kinds import Way
from hehuo.domain.build.recruitment import queries as recruitment
from hehuo.domain.build.recruitment.actions import applications, calls, decisions, screening
from hehuo.domain.build.recruitment.actions.applications import ApplicationWords
from hehuo.domain.build.recruitment.actions.calls import CallWords
from hehuo.domain.build.recruitment.kinds import NEGATIVE_LIST, Answer, Channel, CheckState, Measure
from hehuo.domain.build.recruitment.models import Application, Call, Decision, Trial
from hehuo.domain.build.recruitment.templates import TEMPLATES, CallKind
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.funds.models import Fund
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.models import Session
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.ground.spaces.models import Space
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel as Heard
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState, Urgency
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.flows.book_trial import book_trial
from hehuo.ops.demo import board
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office

# Partners' hours as the street's list has them: working days, weekends.
ROOM_HOURS = ((time(18, 30), time(21, 30)), (time(9), time(21, 30)))
ROOF_HOURS = ((time(16), time(19)), (time(8), time(18, 30)))


@dataclass(frozen=True, slots=True)
class Wish:
    """A need as the demo tells it: what was said, how long ago, and what became of it."""

    title: str
    kind: NeedKind
    said: tuple[str, ...]
    ago: int
    state: NeedState = NeedState.OPEN
    urgency: Urgency = Urgency.NORMAL
    answer: str = ""
    due_in: int = 10  # days from today in which it is to be answered; late below nothing


def tell_need(office: Office, wish: Wish) -> Need:
    """Voices on the phone and at the door, sorted into one need two days later, and as far as it came."""
    said_on, due_on = day(wish.ago), day(-wish.due_in)
    with standing(said_on, 10):
        voices = [_say(office, number, words) for number, words in enumerate(wish.said)]
    with standing(said_on + timedelta(days=2), 15):
        need = needs.open_need(
            actor=office.worker, title=wish.title, kind=wish.kind, urgency=wish.urgency, voice=voices[0]
        )
        for voice in voices[1:]:
            needs.join_voice(actor=office.worker, voice=voice, need=need)
        if wish.state != NeedState.DRAFT:
            need = needs.publish_need(actor=office.worker, need=need, due_on=due_on)
    with standing(said_on + timedelta(days=6), 16):
        if wish.state == NeedState.UNDERWAY:
            need = needs.take_up_need(actor=office.worker, need=need)
        elif wish.state in {NeedState.ANSWERED, NeedState.DECLINED}:
            settled = wish.state == NeedState.ANSWERED
            need = needs.answer_need(actor=office.worker, need=need, answer=wish.answer, settled=settled)
    return need


def _say(office: Office, number: int, words: str) -> Voice:
    """By turns on the phone and at the door; at the wall, without a name, where nobody is on the roll yet."""
    if not office.neighbours:
        return needs.say_voice(actor=None, words=words, channel=Heard.WALL, speaker_name="一位邻居")
    who = office.next_neighbours(1)[0]
    by_phone = number % 2 == 0
    return needs.say_voice(
        actor=who if by_phone else office.worker, speaker=who, words=words,
        channel=Heard.PHONE if by_phone else Heard.DOOR,
    )  # fmt: skip


def open_room(
    office: Office,
    name: str,
    seats: int,
    *,
    hours: tuple[tuple[time, time], tuple[time, time]] = ROOM_HOURS,
    area: int = 75,
    decision: str = "",
) -> Space:
    """A room with the partners' hours; residents have the rest of the day."""
    space = spaces.open_space(actor=office.worker, name=name, seats=seats, area_x100=area * 100, decision=decision)
    for digits, (from_time, to_time) in zip(("12345", "67"), hours, strict=True):
        spaces.set_opening(
            actor=office.worker, space=space, audience=Audience.PARTNER, weekdays=digits, from_time=from_time,
            to_time=to_time,
        )  # fmt: skip
    spaces.set_opening(
        actor=office.worker, space=space, audience=Audience.RESIDENT, weekdays="12345", from_time=time(9),
        to_time=time(16),
    )  # fmt: skip
    return space


def publish_call(
    office: Office, *, title: str, slogan: str, needs: Sequence[Need], rooms: Sequence[Space], opens_on: date, days: int
) -> Call:
    """A call from the template for firms, with the house's own terms, out on its first day."""
    start = TEMPLATES[CallKind.BUSINESS]
    words = CallWords(
        kind=CallKind.BUSINESS, seeks="有手艺的商企、队伍和个人", contributions=start.contributions,
        papers=start.papers,
        review_method=start.review_method, term=start.term, rights=start.rights,
        oversight_phone=f"{office.worker.community.phone}（居务监督委员会）"[:40],
        title=title, slogan=slogan, background=start.background, ways=[Way.SPACE, Way.VOLUNTEER, Way.PURCHASE],
        price_principle="低收入家庭免费", price_percent=50, conditions="先试一堂课，居民打分，再由评议小组决定。",
        negative_list=NEGATIVE_LIST, measure=Measure.MEAN, threshold=Decimal("4.0"), minimum_people=10, body_name="",
        body_seats=3, posting_days=5, contact_name=office.worker.name, contact_phone=office.worker.community.phone,
        contact_place="党群服务中心", opens_on=opens_on, closes_on=opens_on + timedelta(days=days),
    )  # fmt: skip
    with standing(opens_on, 8, 30):
        call = calls.write_call(actor=office.worker, words=words, needs=needs, spaces=rooms)
        return calls.publish_call(actor=office.worker, call=call)


def apply(office: Office, call: Call, words: ApplicationWords, *, on: date, by_persona: bool = False) -> Application:
    """An application by phone; `by_persona` has the place's one-tap partner as its contact."""
    if by_persona:
        words = replace(words, contact_name=office.partner.name, phone=office.partner.phone)
    with standing(on, 20):
        return applications.apply(actor=None, call=call, words=words, channel=Channel.PHONE)


def screen(office: Office, application: Application, *, on: date) -> Application:
    """Through the checklist, to the trial."""
    with standing(on, 10):
        started = screening.start_screening(actor=office.worker, application=application)
        for item in recruitment.screening_of(started):
            screening.check_item(actor=office.worker, item=item, state=CheckState.PASSED, evidence="原件已看")
        return screening.pass_screening(actor=office.worker, application=started)


def plan_trial(office: Office, application: Application, room: Space, *, on: date, booked_on: date) -> Trial:
    """A trial one evening, with a dozen neighbours signed up."""
    with standing(booked_on, 11):
        trial = book_trial(
            actor=office.worker, application=application, space=room, starts_at=clock.at(on, 19, 30),
            ends_at=clock.at(on, 20, 30), capacity=20,
        )  # fmt: skip
        if trial.session:
            for neighbour in office.neighbours[:12]:
                sessions.sign_up(actor=neighbour, session=trial.session, person=neighbour)
    return trial


def give_trial(office: Office, trial: Trial, *, stars: Sequence[int]) -> None:
    """The trial takes place; as many neighbours as there are stars say how they liked it."""
    session = trial.session
    if session is None:
        return
    hold(office, session, office.neighbours[: len(stars)])
    with clock.stopped(session.ends_at + timedelta(minutes=40)):
        for neighbour, overall in zip(office.neighbours, stars, strict=False):
            forms.reply(
                actor=neighbour, person=neighbour, form=trial.form, about=trial.about,
                answers={"teacher": 5, "content": overall, "price": 4, "overall": overall},
            )  # fmt: skip


def hold(office: Office, session: Session, people: Sequence) -> None:
    """A session with these people, its list closed afterwards."""
    with clock.stopped(session.starts_at - timedelta(minutes=10)):
        for person in people:
            sessions.check_in(actor=office.worker, session=session, person=person)
    with clock.stopped(session.ends_at + timedelta(minutes=15)):
        sessions.hold_session(actor=office.worker, session=session)


def decide(office: Office, application: Application, *, on: date, answers: int = 3) -> Decision:
    """The three decide; with fewer `answers` somebody has yet to."""
    with standing(on, 15):
        decision = decisions.open_decision(actor=office.worker, application=application, members=office.body)
        for member in office.body[:answers]:
            decision = decisions.answer_decision(
                actor=member, decision=decision, answer=Answer.YES, opinion="课实在，价钱公道"
            )
    return decision


def post_decision(office: Office, decision: Decision, *, on: date) -> Decision:
    """On the board for its working days."""
    with standing(on, 9):
        decision = decisions.post_decision(actor=office.secretary, decision=decision)
    board.hang(office, decision.posting)
    return decision


def agree(
    office: Office,
    decision: Decision,
    *,
    fund: Fund,
    share: int = 15,
    nature: ShareNature = ShareNature.DONATION,
    gives: str = "",
    brings: str = "",
) -> Agreement:
    """Drafted while the posting hangs, signed on the first working day after it, with two stewards."""
    application, posting = decision.application, decision.posting
    signed_on = calendar.add_working_days(posting.ends_on, 1)
    words = AgreementWords(
        subject=application.project, starts_on=signed_on, ends_on=signed_on + timedelta(days=364), price_percent=50,
        share_percent=share, share_nature=nature, fund=fund, community_gives=gives, partner_gives=brings,
        duties="安全责任和保险由合伙人负责，居民信息不外传。",
    )  # fmt: skip
    with standing(posting.ends_on, 16):
        agreement = agreements.draft_agreement(actor=office.worker, application=application, words=words)
        for steward in office.stewards:
            agreements.name_steward(actor=office.worker, agreement=agreement, person=steward)
    with standing(signed_on, 10):
        return agreements.sign_agreement(actor=office.secretary, agreement=agreement)


def come_in(
    office: Office,
    call: Call,
    words: ApplicationWords,
    *,
    on: date,
    room: Space,
    fund: Fund,
    stars: Sequence[int] = (5, 5, 4, 5, 4, 5, 5, 4, 5, 5, 4, 5),
    nature: ShareNature = ShareNature.DONATION,
    share: int = 15,
    gives: str = "",
    brings: str = "",
) -> Agreement:
    """The whole way in of a place's one-tap partner, from the application to the signed agreement."""
    application = apply(office, call, words, on=on, by_persona=True)
    application = screen(office, application, on=on + timedelta(days=2))
    trial = plan_trial(office, application, room, on=on + timedelta(days=7), booked_on=on + timedelta(days=3))
    give_trial(office, trial, stars=stars)
    decision = decide(office, application, on=on + timedelta(days=9))
    decision = post_decision(office, decision, on=on + timedelta(days=10))
    return agree(office, decision, fund=fund, nature=nature, share=share, gives=gives, brings=brings)
