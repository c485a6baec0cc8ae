"""Homes sign by phone or on paper, each once; everyone sees counts, never who has not signed. Then posted and filed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.funds.progress import Progress
from hehuo.domain.ground.people.models import Ownership
from hehuo.domain.plan.pacts import actions, homes, queries, rules
from hehuo.domain.plan.pacts.actions import Signed
from hehuo.domain.plan.pacts.kinds import Hand


def today():
    return clock.today()


def doors(version) -> list[str]:
    return [each.home.short for each in homes.signatures_of(version)]


def test_a_home_signs_by_phone_once(office, in_force):
    one, home = office.people[0], office.homes[0]
    signature = actions.sign_version(actor=one, version=in_force, home=home)
    assert actions.sign_version(actor=one, version=in_force, home=home) == signature
    assert (signature.name, signature.hand, signature.signed_on) == ("赵大海", Hand.PHONE, today())
    assert doors(in_force) == ["5-101"]


def test_nobody_signs_for_another_home_or_in_anothers_place(office, in_force):
    one, two = office.people[:2]
    for home in (office.homes[1], office.homes[5]):
        with pytest.raises(Refused, match="请各家签各家的"):
            actions.sign_version(actor=one, version=in_force, home=home)
    with acting(helper_id=office.worker.id, person_id=one.id), pytest.raises(Refused, match="这件事要本人来办"):
        actions.sign_version(actor=one, version=in_force, home=office.homes[0])
    Ownership.objects.create(home=office.homes[1], person=one)
    assert actions.sign_version(actor=one, version=in_force, home=office.homes[1]).home == office.homes[1]
    assert actions.sign_version(actor=two, version=in_force, home=office.homes[1]).person == one  # it has signed


def test_only_what_is_in_force_is_signed(office, voting):
    with pytest.raises(Refused, match="第 1 版「正在表决」，生效了才签。"):
        actions.sign_version(actor=office.people[0], version=voting, home=office.homes[0])


def test_a_paper_list_is_typed_in_and_what_is_not_known_is_told(office, in_force):
    actions.sign_version(actor=office.people[0], version=in_force, home=office.homes[0])
    lines = [
        ("5-101", "赵大海"),
        ("201", "孙三妹"),
        ("5-202", " "),
        ("9-999", "谁"),
        ("4-101", "吴六顺"),
        ("201", "孙三妹"),
    ]
    signed = actions.type_signatures(actor=office.leader, version=in_force, lines=lines, on=today())
    unknown = "没有找到这个门牌，请写成 3-2-502 这样。"
    assert signed == Signed(1, 2, [("5-202", "没有写签名的人。"), ("9-999", unknown), ("4-101", unknown)])
    assert doors(in_force) == ["5-101", "5-201"]
    typed = homes.signatures_of(in_force).last()
    assert (typed.hand, typed.person, typed.entered_by) == (Hand.PAPER, None, office.leader)


def test_the_paper_list_has_a_day_that_can_be(office, in_force):
    for on, say in (
        (today() + timedelta(days=1), "还没有到"),
        (in_force.in_force_on - timedelta(days=1), "那天以后才签"),
    ):
        with pytest.raises(Invalid, match=say):
            actions.type_signatures(actor=office.leader, version=in_force, lines=[("201", "孙三妹")], on=on)
    with pytest.raises(Refused, match="「替人记需求」"):
        actions.type_signatures(actor=office.people[0], version=in_force, lines=[("201", "孙三妹")], on=today())


def test_a_wrong_signature_is_struck_and_stays_with_its_reason(office, in_force):
    actions.type_signatures(actor=office.leader, version=in_force, lines=[("201", "孙三妹")], on=today())
    wrong = homes.signatures_of(in_force).get()
    with pytest.raises(Invalid, match="为什么划掉"):
        actions.strike_signature(actor=office.leader, signature=wrong, why=" ")
    with pytest.raises(Refused):
        actions.strike_signature(actor=office.people[2], signature=wrong, why="不是我签的")
    struck = actions.strike_signature(actor=office.leader, signature=wrong, why="门牌录错了")
    with pytest.raises(Conflict, match="已经划掉了"):
        actions.strike_signature(actor=office.leader, signature=struck, why="再划")
    assert (doors(in_force), list(homes.struck_of(in_force))) == ([], [struck])
    mine = actions.sign_version(actor=office.people[2], version=in_force, home=office.homes[2])
    assert actions.strike_signature(actor=office.people[2], signature=mine, why="家里再商量").struck_at


def test_progress_is_counts_by_building_and_hides_where_few_are_left(office, in_force, django_assert_num_queries):
    assert homes.progress_of(in_force) == [Progress("5栋", 5, 0)]
    lines = [("101", "甲"), ("102", "乙"), ("201", "丙")]
    actions.type_signatures(actor=office.leader, version=in_force, lines=lines[:2], on=today())
    with django_assert_num_queries(3):
        assert homes.progress_of(in_force) == [Progress("5栋", 5, 2)]
    actions.type_signatures(actor=office.leader, version=in_force, lines=lines, on=today())
    assert homes.progress_of(in_force) == [Progress("5栋", 5, None)]  # two are left: everyone would know who
    assert homes.counted(in_force) == [Progress("5栋", 5, 3)]
    assert [(sheet.building, len(sheet.homes)) for sheet in homes.sheets_of(in_force.pact)] == [("5栋", 5)]


def test_who_signed_is_for_those_who_keep_the_roll_or_carry_the_list(office, pact):
    may = {who: bool(rules.may_see_signed(getattr(office, who), pact)) for who in ("worker", "leader", "secretary")}
    assert (may, bool(rules.may_see_signed(office.people[0], pact))) == (
        {"worker": True, "leader": True, "secretary": True}, False,
    )  # fmt: skip


def test_it_is_posted_word_for_word_once(office, voting, in_force):
    with pytest.raises(Refused, match="「公布」要由社区书记来办"):
        actions.post_version(actor=office.worker, version=in_force)
    posted = actions.post_version(actor=office.secretary, version=in_force)
    again = actions.post_version(actor=office.secretary, version=in_force)
    body = posted.posting.body
    assert (posted.posting, posted.posting.title) == (again.posting, "五栋楼栋公约（第 1 版）")
    assert [text for _name, text in body["facts"]] == [each.text for each in queries.articles_of(in_force)]
    assert in_force.code in body["text"]


def test_it_is_filed_with_number_day_and_paper_and_put_right_without_loss(office, in_force):
    paper = SimpleUploadedFile("备案.pdf", b"%PDF-1.4 stamped")
    said = {"office": "方兴社区中心", "number": "备 2026-07", "on": today()}
    filing = actions.file_version(actor=office.worker, version=in_force, paper=paper, **said)
    assert (filing.paper.name, filing.by) == ("备案.pdf", office.worker)
    with pytest.raises(Conflict, match="备案号 备 2026-07 已经记过了"):
        actions.file_version(actor=office.worker, version=in_force, **said)
    right = actions.file_version(actor=office.other, version=in_force, **(said | {"number": "备 2026-08"}))
    assert list(queries.filings_of(in_force)) == [filing, right]
    assert not Duty.objects.filter(about_id=in_force.id, act="file_pact").exists()  # a building's is not filed by law


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"office": " "}, "office"),
        ({"number": " "}, "number"),
        ({"on": clock.today() + timedelta(days=400)}, "on"),
        ({"on": clock.today() - timedelta(days=400)}, "on"),
    ],
)
def test_a_filing_says_where_under_which_number_and_on_which_day(office, in_force, said, field):
    whole = {"office": "街道", "number": "1", "on": today()}
    with pytest.raises(Invalid) as error:
        actions.file_version(actor=office.worker, version=in_force, **(whole | said))
    assert error.value.field == field


def test_what_is_not_in_force_is_neither_posted_nor_filed(office, voting):
    with pytest.raises(Refused, match="生效了才公示"):
        actions.post_version(actor=office.secretary, version=voting)
    with pytest.raises(Refused, match="生效了才备案"):
        actions.file_version(actor=office.worker, version=voting, office="街道", number="1", on=today())
