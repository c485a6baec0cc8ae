"""A draft: begun, found again by its code, guessed at in vain, forgotten after thirty days."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.recruitment import drafting, tasks
from hehuo.domain.build.recruitment.actions import applications, calls, drafts
from hehuo.domain.build.recruitment.kinds import CODE_TRIES, DRAFTS_AN_ADDRESS, Channel, Stage
from hehuo.domain.build.recruitment.models import Draft
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a paper"


@pytest.fixture
def said(need):
    category = partners.ensure_category(name="个人")
    return {
        "name": "孟玲", "category": str(category.id), "contact_name": "孟玲", "project": "尤克里里",
        "times_said": "周六15:00-17:00", "needs": [str(need.id)],
    }  # fmt: skip


@pytest.fixture
def begun(call, said):
    return drafts.begin_draft(actor=None, call=call, phone="19900594522", said=said, address="10.0.0.1")


def paper():
    return ContentFile(PDF, name="承诺.pdf")


def test_no_code_and_no_phone_rests_in_clear(begun):
    draft, code = begun
    row = Draft.objects.get()
    assert (row.opens_with(code), row.opens_with(code.lower()), row.opens_with("")) == (True, True, False)
    assert (code in str(row.__dict__), "19900594522" in str(row.__dict__)) == (False, False)
    assert drafting.draft_of(draft.id) == draft


def test_a_step_keeps_what_the_others_said(begun):
    draft, code = begun
    drafts.save_draft(actor=None, draft=draft, code=code, said={"offer": "二十把琴"})
    draft = drafts.save_draft(actor=None, draft=draft, code=code, said={"audience": "孩子"}, phone="199 0000 0001")
    assert (draft.said["offer"], draft.said["project"], draft.phone) == ("二十把琴", "尤克里里", "19900000001")
    with pytest.raises(Invalid, match="应是 11 位"):
        drafts.save_draft(actor=None, draft=draft, code=code, said={}, phone="123")


def test_without_the_code_nobody_writes_in_it(begun, worker):
    draft, _code = begun
    for code in ("", "AAAA2222"):
        with pytest.raises(Refused, match="接着填的码"):
            drafts.save_draft(actor=worker, draft=draft, code=code, said={})
        with pytest.raises(Refused, match="接着填的码"):
            drafts.send_draft(actor=worker, draft=draft, code=code)


def test_a_code_is_guessed_at_a_few_times_only(begun):
    draft, code = begun
    assert drafts.open_draft(code=code, last_four="4522", address="10.0.0.2") == draft
    for _ in range(CODE_TRIES):
        with pytest.raises(Refused, match="不对"):
            drafts.open_draft(code=code, last_four="0000", address="10.0.0.2")
    with pytest.raises(Refused, match="15 分钟"):
        drafts.open_draft(code=code, last_four="4522", address="10.0.0.3")


def test_one_address_begins_so_many_only(call, said):
    for _ in range(DRAFTS_AN_ADDRESS):
        drafts.begin_draft(actor=None, call=call, phone="19900594522", said=said, address="10.0.0.9")
    with pytest.raises(Refused, match="15 分钟"):
        drafts.begin_draft(actor=None, call=call, phone="19900594522", said=said, address="10.0.0.9")


def test_it_is_sent_once_and_its_words_are_the_applications_then(begun, need):
    draft, code = begun
    drafts.attach_paper(actor=None, draft=draft, code=code, slug="safety", upload=paper())
    application = drafts.send_draft(actor=None, draft=draft, code=code)
    assert drafts.send_draft(actor=None, draft=draft, code=code) == application
    assert (application.channel, application.project, Draft.objects.get().said) == (Channel.PHONE, "尤克里里", {})
    assert application.screening_items.get(slug="safety").file.mime == "application/pdf"
    with pytest.raises(Refused, match="已经交了"):
        drafts.save_draft(actor=None, draft=draft, code=code, said={})


def test_another_photo_takes_the_place_of_the_one_before(begun):
    draft, code = begun
    first = drafts.attach_paper(actor=None, draft=draft, code=code, slug="safety", upload=paper()).file
    second = drafts.attach_paper(actor=None, draft=draft, code=code, slug="safety", upload=paper()).file
    first.refresh_from_db()
    assert (first.removed_at is None, drafting.papers_of(draft)["safety"].file) == (False, second)
    with pytest.raises(Invalid, match="不用交"):
        drafts.attach_paper(actor=None, draft=draft, code=code, slug="food", upload=paper())


def test_what_came_back_is_taken_up_and_handed_in_again(begun, worker):
    draft, code = begun
    application = drafts.send_draft(actor=None, draft=draft, code=code)
    applications.return_application(actor=worker, application=application, why="请补一句给谁")
    draft = drafts.complete_draft(actor=None, draft=draft, code=code)
    assert draft.said["project"] == "尤克里里"
    drafts.save_draft(actor=None, draft=draft, code=code, said={"audience": "放学的孩子"})
    again = drafts.send_draft(actor=None, draft=draft, code=code)
    assert (again.id, again.stage, again.audience) == (application.id, Stage.RECEIVED, "放学的孩子")


def test_a_draft_is_forgotten_after_thirty_days_with_its_photos(begun):
    draft, code = begun
    drafts.attach_paper(actor=None, draft=draft, code=code, slug="safety", upload=paper())
    with clock.stopped(draft.lasts_until - timedelta(hours=1)):
        assert drafts.forget_drafts() == 0
    with clock.stopped(draft.lasts_until + timedelta(days=1)):
        tasks.forget_drafts()
    assert (Draft.objects.count(), File.objects.get().removed_at is None) == (0, False)


def test_after_the_closing_day_nothing_is_begun_or_sent(begun, call, said):
    draft, code = begun
    with clock.stopped(clock.at(call.closes_on + timedelta(days=1), 9)):
        with pytest.raises(Refused, match="截止"):
            drafts.begin_draft(actor=None, call=call, phone="19900594522", said=said, address="10.0.0.1")
        with pytest.raises(Refused, match="截止"):
            drafts.send_draft(actor=None, draft=draft, code=code)


def test_a_call_limited_to_some_kinds_takes_no_other(*, worker, need, words, said):
    firm = partners.ensure_category(name="商企")
    call = calls.write_call(actor=worker, words=words(categories=[firm]), needs=[need])
    call = calls.publish_call(actor=worker, call=call)
    draft, code = drafts.begin_draft(actor=None, call=call, phone="19900594522", said=said, address="10.0.0.1")
    with pytest.raises(Invalid, match="属于哪一类"):
        drafts.send_draft(actor=None, draft=draft, code=code)
    kept = drafts.save_draft(actor=None, draft=draft, code=code, said={"category": str(firm.id)})
    assert drafts.send_draft(actor=None, draft=kept, code=code).category == firm


def test_what_was_let_go_keeps_neither_content_nor_name(begun):
    draft, code = begun
    kept = drafts.attach_paper(actor=None, draft=draft, code=code, slug="safety", upload=paper()).file
    files.let_go(file=kept, reason="换了一张")
    kept.refresh_from_db()
    assert (kept.name, kept.removed_why, kept.removed_at is None) == ("file", "换了一张", False)


def test_words_are_drawn_without_being_saved_or_refused(call, said):
    draft = Draft(call=call, said={**said, "name": "", "resident_fen": 5000})
    application = applications.drawn(drafting.words_of(draft), call, Channel.PHONE)
    assert ([flag["flag"] for flag in application.flags], application.number) == (["no_market", "phone"], "")
