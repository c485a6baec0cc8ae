"""Agreements at the desk, the public partner page, the partner's own desk."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock, ids
from hehuo.core.db.models import Installation
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements.models import Agreement, Stewardship, Supplement
from hehuo.domain.build.recruitment.actions import trials
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.forms import actions as forms
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.journal.models import Look
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.sessions import actions as sessions
from hehuo.domain.ground.sessions.queries import Attendance
from hehuo.domain.run.activities import queries as activities
from hehuo.domain.run.books import actions as books
from hehuo.domain.run.services.models import PriceItem
from hehuo.flows.book_series import book_series
from tests.domain.build.agreements.conftest import MONDAY

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/"
AFTER_POSTING = date(2024, 7, 9)


@pytest.fixture
def draft(worker, posted, agreement_words):
    return agreements.draft_agreement(actor=worker, application=posted, words=agreement_words())


@pytest.fixture
def signed(worker, secretary, draft, steward):
    agreements.name_steward(actor=worker, agreement=draft, person=steward)
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        yield agreements.sign_agreement(actor=secretary, agreement=draft)


def terms(fund, **changes):
    said = {
        "key": str(ids.uuid7()), "subject": "天空农场自然课", "starts_on": "2024-07-09", "ends_on": "2025-07-08",
        "price_percent": "50", "share_percent": "15", "share_nature": "donation", "fund": str(fund.id),
        "notice_days": "30",
    }  # fmt: skip
    return {**said, **changes}


def test_an_agreement_is_drafted_changed_and_signed(*, as_person, worker, secretary, posted, charity, steward):
    desk = as_person(worker)
    assert desk.get(f"{HOME}agreements/new/{posted.id}/").status_code == 200
    wrong = desk.post(f"{HOME}agreements/new/{posted.id}/", terms(charity, share_nature="venue_fee"))
    assert (wrong.status_code, "对不上" in wrong.content.decode()) == (422, True)
    assert desk.post(f"{HOME}agreements/new/{posted.id}/", terms(charity)).status_code == 302
    page = f"{HOME}agreements/{Agreement.objects.get().id}/"
    assert "才满" in as_person(secretary).get(page).content.decode()
    desk = as_person(worker)
    assert desk.post(f"{page}edit/", terms(charity, share_percent="18")).status_code == 302
    assert desk.post(f"{page}stewards/", {"person": str(steward.id)}).status_code == 302
    again = desk.post(f"{page}stewards/", {"person": str(steward.id)})
    assert (again.status_code, "已经是这家的管家" in again.content.decode()) == (422, True)
    upload = SimpleUploadedFile("协议.pdf", b"%PDF-1.4\n%stamped\n%%EOF", "application/pdf")
    assert desk.post(f"{page}scan/", {"upload": upload}).status_code == 302
    with clock.stopped(clock.at(AFTER_POSTING, 9)):
        assert as_person(secretary).post(f"{page}sign/").status_code == 302
        assert as_person(secretary).get(f"{HOME}agreements/").status_code == 200
        running = as_person(secretary).post(f"{page}end/", {"why": "不想办了"})
        assert (running.status_code, "办退出" in running.content.decode()) == (422, True)
    agreement = Agreement.objects.get()
    with clock.stopped(clock.at(agreement.ends_on + timedelta(days=1), 9)):
        assert as_person(secretary).post(f"{page}end/", {"why": "到期"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.share_percent, agreement.state, agreement.scan.name) == (18, "ended", "协议.pdf")


def test_the_paper_says_what_the_word_means(as_person, worker, draft):
    paper = as_person(worker).get(f"{HOME}agreements/{draft.id}/print/").content.decode()
    assert "不构成民法上的合伙关系" in paper


def test_everyone_sees_a_partner_with_its_promise_and_prices(client, signed):
    assert signed.partner.name in client.get(f"{HOME}partners/").content.decode()
    page = client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()
    for words in ("不高于市场价的 50%", "收入的 15%", "何嘉怡", "免试课的理由：去年已经试过三次"):
        assert words in page
    assert "19900965808" not in page


def test_the_partner_marks_prices_within_the_rule(as_person, client, signed):
    contact = Person.objects.get(pk=signed.partner.contact_id)
    access.give_account(actor=None, person=contact, username="feng", password="a-long-password")
    own, page = as_person(contact), f"{HOME}agreements/{signed.id}/prices/"
    assert own.get(f"{HOME}partners/mine/").status_code == 200
    price = {
        "key": str(ids.uuid7()), "name": "周末自然课", "unit": "次", "resident": "60.01", "market": "120",
        "source": "附近三家", "seen_on": "2024-07-01",
    }  # fmt: skip
    above = own.post(page, price)
    assert (above.status_code, "最多收 60.00 元" in above.content.decode()) == (422, True)
    assert own.post(page, {**price, "resident": "60"}).status_code == 302
    assert "60.00" in client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()
    assert own.post(f"{HOME}prices/{PriceItem.objects.get().id}/end/").status_code == 302
    profile = {"profile": "屋顶种菜", "shows_phone": "on"}
    assert own.post(f"{HOME}partners/{signed.partner_id}/profile/", profile).status_code == 302
    assert "19900965808" in client.get(f"{HOME}partners/{signed.partner_id}/").content.decode()


@pytest.fixture
def own(as_person, signed):
    """The partner's contact, entered."""
    contact = Person.objects.get(pk=signed.partner.contact_id)
    access.give_account(actor=None, person=contact, username="feng", password="a-long-password")
    return as_person(Person.objects.get(pk=contact.pk))


@pytest.fixture
def course(worker, signed, roof, residents):
    """Two Saturdays: on the first three residents came, two of them twice in all, and one gave stars."""
    series = book_series(
        actor=worker, agreement=signed, title="周末自然课", space=roof, capacity=12, weekday=6, from_time=time(16),
        to_time=time(17, 30), first_on=date(2024, 7, 13), last_on=date(2024, 7, 27),
    )  # fmt: skip
    lessons = list(activities.sessions_of([series]))
    with clock.stopped(clock.at(date(2024, 7, 20), 17)):
        for lesson, came in zip(lessons, (residents[:3], residents[:2]), strict=False):
            for resident in came:
                sessions.check_in(actor=worker, session=lesson, person=resident)
        stars = {"teacher": 5, "content": 5, "price": 3, "overall": 4}
        feedback = forms.ensure_session_form()
        forms.reply(actor=worker, form=feedback, about=lessons[0], answers=stars, person=residents[0])
    with clock.stopped(clock.at(date(2024, 7, 21), 9)):
        yield lessons


def test_a_partners_figures_open_the_sessions_behind_them(client, signed, course):
    page = client.get(f"{HOME}partners/{signed.partner_id}/")
    record, records = page.context["record"], f"{HOME}partners/{signed.partner_id}/sessions/"
    assert (record.held, record.attendance, record.coming) == (2, Attendance(persons=3, visits=5), [course[2]])
    assert (record.tally.valid, record.tally.mean_words) == (1, "4.00")
    assert page.content.decode().count(f'href="{records}"') == 5
    rows = client.get(records)
    assert [(session.id, session.visits) for session in rows.context["page"]] == [
        (course[1].id, 2), (course[0].id, 3),
    ]  # fmt: skip
    assert list(client.get(f"{records}?ahead").context["page"]) == [course[2]]
    assert f"/c/haiwan/feedback/{rows.context['form'].id}/{course[0].id}/" in rows.content.decode()


def test_a_trial_counts_among_what_a_partner_gave(client, signed, worker):
    trials.ensure_paper_trial(
        actor=worker, title="天空农场自然课", form=forms.ensure_session_form(), held_on=MONDAY,
        application=signed.application,
    )  # fmt: skip
    assert "试课，纸上打分" in client.get(f"{HOME}partners/{signed.partner_id}/sessions/").content.decode()


def test_the_share_is_counted_once_it_has_come(*, signed, own, secretary, worker, somebody):
    turnover = books.declare_turnover(actor=worker, agreement=signed, month=date(2024, 7, 1), fen=800_000)
    desk = f"{HOME}partners/mine/"
    assert f"turnovers/{turnover.id}/confirm/" in own.get(desk).content.decode()
    turnover = books.confirm_turnover(actor=signed.partner.contact, turnover=turnover)
    assert f"turnovers/{turnover.id}/confirm/" not in own.get(desk).content.decode()
    turnover = books.request_share(actor=worker, turnover=turnover)
    turnover = books.approve_share(actor=secretary, turnover=turnover)
    address = f"{HOME}books/shares/{turnover.id}/"
    shares = own.get(f"{HOME}partners/{signed.partner_id}/")
    assert (shares.context["shares"].received_fen, address in shares.content.decode()) == (0, True)
    funds.receive(
        actor=somebody("钱会清", Role.CLERK),
        due=turnover.due,
        fen=120_000,
        on=clock.today(),
        receipt_issuer="南沙区慈善会",
        receipt_no="0012345",
    )
    assert own.get(f"{HOME}partners/{signed.partner_id}/").context["shares"].received_fen == 120_000


def test_the_next_session_is_first_on_the_partners_desk(own, signed, course):
    page = own.get(f"{HOME}partners/mine/")
    words = page.content.decode()
    assert page.context["next"] == course[2]
    assert words.index('id="next"') < words.index('id="bill"')
    assert ("开始前 2 小时起可以签到" in words, f"declare/{signed.id}/" in words) == (True, True)
    with clock.stopped(clock.at(date(2024, 7, 27), 15)):
        assert f"{HOME}sessions/{course[2].id}/check-in/" in own.get(f"{HOME}partners/mine/").content.decode()


def test_a_partner_is_shown_its_stewards_number_and_that_is_written_down(own, as_person, signed, steward, resident):
    steward.phone = "19900001234"
    steward.save()
    address = f"{HOME}stewards/{Stewardship.objects.get().id}/phone/"
    assert steward.phone not in own.get(f"{HOME}partners/mine/").content.decode()
    assert f"tel:{steward.phone}" in own.post(address).content.decode()
    assert Look.objects.filter(thing_id=steward.id, field="phone", why="steward").count() == 1
    assert as_person(resident).post(address).status_code == 403


def test_a_partners_pages_cost_few_statements(own, signed, course, django_assert_max_num_queries):
    Installation.objects.create(is_demo=False)
    own.get(f"{HOME}partners/")  # the community and the mark are asked once in a process
    profile = f"partners/{signed.partner_id}/"  # one statement for each of its sections
    for address, most in ((profile, 18), (f"{profile}sessions/", 10), ("partners/mine/", 19)):
        with django_assert_max_num_queries(most):
            assert own.get(HOME + address).status_code == 200


def test_a_signed_agreement_changes_by_a_supplement(*, as_person, worker, secretary, signed, charity, own):
    page, paper = f"{HOME}agreements/{signed.id}/", f"{HOME}agreements/{signed.id}/supplements/"
    desk = as_person(worker)
    assert 'value="15"' in desk.get(paper).content.decode()
    same = desk.post(paper, terms(charity, why="写错了"))
    assert (same.status_code, "没有要改的" in same.content.decode()) == (422, True)
    said = terms(charity, share_percent="18", why="第二年让得多一点")
    assert desk.post(paper, said).status_code == 302
    supplement = Supplement.objects.get()
    words = desk.get(page).content.decode()
    assert ("要由社区书记来办" in words, "拟补充协议" in words) == (True, False)
    printed = desk.get(f"{HOME}supplements/{supplement.id}/print/").content.decode()
    assert ("18%" in printed, "不构成民法上的合伙关系" in printed) == (True, True)
    assert as_person(secretary).post(f"{HOME}supplements/{supplement.id}/sign/").status_code == 302
    signed.refresh_from_db()
    assert signed.share_percent == 18
    again = terms(charity, share_percent="20", why="再多一点")
    assert as_person(worker).post(paper, again).status_code == 302
    assert as_person(worker).post(f"{HOME}supplements/{Supplement.objects.last().id}/drop/").status_code == 302
    assert Supplement.objects.last().state == "dropped"


def test_a_neighbour_keeps_out_of_a_partners_desk(as_person, resident, signed):
    near = as_person(resident)
    for address in ("partners/mine/", f"agreements/{signed.id}/prices/", f"agreements/{signed.id}/print/"):
        assert near.get(HOME + address).status_code == 403


def test_partners_are_read_by_category_and_the_office_keeps_the_names(client, as_person, worker, signed):
    page = f"{HOME}partners/"
    assert signed.partner.name in client.get(f"{page}?kind={signed.partner.category.name}").content.decode()
    assert signed.partner.name not in client.get(f"{page}?kind=没有的").content.decode()
    assert client.get(f"{page}categories/").status_code == 302
    desk, said = as_person(worker), {"name": "绿美合伙人", "party": "single", "order": 1}
    assert desk.post(f"{page}categories/", said).status_code == 302
    assert desk.post(f"{page}categories/", said).status_code == 422
    kept = f"{page}categories/?of={signed.partner.category_id}"
    assert signed.partner.category.name in desk.get(kept).content.decode()
    assert desk.post(kept, {**said, "name": "企业"}).status_code == 302
    assert "企业" in client.get(page).content.decode()
