"""What a partner sees of residents ends 30 days after: its pages are opened a day before that and a day after."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from hehuo.core import clock
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.spaces import actions as spaces
from hehuo.domain.ground.spaces.kinds import Audience
from hehuo.domain.run.services import actions as services
from hehuo.flows.book_series import book_series
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words
from tests.domain.run.services.conftest import haircut, partner, photo, signed

__all__ = ["_july", "charity", "draft", "haircut", "partner", "photo", "posted", "signed", "words"]

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"
NAME, PHONE, WISH = "欧阳若兰", "13812345678", "腿脚不便，门口有台阶"
DAY = date(2024, 7, 22)


@pytest.fixture
def neighbour(somebody):
    return somebody(NAME, phone=PHONE)


@pytest.fixture
def course(signed, partner, worker, neighbour):
    """One session of a course, to which the neighbour came."""
    Grant.objects.create(person=partner, role=Role.PARTNER)
    partner.account_id = Account.objects.create_account("partner").id
    partner.save(update_fields=["account_id"])
    room = spaces.open_space(actor=worker, name="活动室", seats=30)
    spaces.set_opening(
        actor=worker, space=room, audience=Audience.PARTNER, weekdays="1234567", from_time=time(8), to_time=time(20)
    )
    made = book_series(
        actor=worker, agreement=signed, title="太极晚练", space=room, capacity=20, weekday=1, from_time=time(10),
        to_time=time(11), first_on=DAY, last_on=DAY,
    )  # fmt: skip
    session = made.lessons.get().session
    sessions.sign_up(actor=neighbour, session=session, person=neighbour)
    with clock.stopped(clock.at(DAY, 10)):
        sessions.check_in(actor=worker, session=session, person=neighbour)
    with clock.stopped(clock.at(DAY, 12)):
        sessions.hold_session(actor=worker, session=session)
    return made


@pytest.fixture
def order(haircut, partner, neighbour, photo):
    """A service at the neighbour's home, accepted and done on the same day."""
    made = services.place_order(actor=neighbour, item=haircut, at=clock.at(DAY, 9), where="3-2-502", wish=WISH)
    services.accept_order(actor=partner, order=made)
    with clock.stopped(clock.at(DAY, 11)):
        services.finish_order(actor=partner, order=made, photos=[photo])
    return made


def everything_told(browser, course, order, at: datetime) -> dict[str, str]:
    """Every page of the partner's work at a moment, by its name."""
    session = course.lessons.get().session_id
    pages = [
        *((f"sessions:{name}", [session]) for name in (
            "detail", "people", "sheet", "sheet_copy", "chain", "enrol", "check_in", "family", "conditions",
        )),
        *((f"activities:{name}", [course.id]) for name in ("detail", "grid", "grid_print", "grid_xlsx")),
        ("services:order", [order.id]), ("services:partner", []), ("activities:mine", []), ("sessions:mine", []),
        ("sessions:at_the_door", []), ("partners:mine", []), ("partners:sessions", [course.agreement.partner_id]),
    ]  # fmt: skip
    addresses = {name: reverse(name, args=["haiwan", *args]) for name, args in pages}
    addresses["services:partner, all"] = addresses["services:partner"] + "?all"
    with clock.stopped(at):
        told = {name: browser.get(address) for name, address in addresses.items()}
        return {name: answer.getvalue().decode("utf-8", "replace") for name, answer in told.items()}


def test_a_day_before_the_names_are_there_and_a_day_after_they_are_nowhere(as_person, partner, course, order):
    browser, over = as_person(partner), clock.at(DAY, 11)
    before = everything_told(browser, course, order, over + timedelta(days=29))
    named = [page for page, said in before.items() if NAME in said or "欧*兰" in said]
    assert len(named) >= 4  # the list, the grid, its print, the order
    after = everything_told(browser, course, order, over + timedelta(days=31))
    traces = (NAME, "欧*兰", PHONE, "138****5678", "3-2-502", WISH)
    assert [(page, trace) for page, said in after.items() for trace in traces if trace in said] == []


def test_the_counts_stay_and_the_office_still_knows(as_person, partner, worker, course, order):
    late = clock.at(DAY, 11) + timedelta(days=31)
    told = everything_told(as_person(partner), course, order, late)
    assert any("1 人次" in said for said in told.values())
    with clock.stopped(late):
        desk = as_person(worker)
        assert NAME in desk.get(f"{HOME}sessions/{course.lessons.get().session_id}/list/").content.decode()
        assert "欧*兰" in desk.get(f"{HOME}service-orders/{order.id}/").content.decode()
