"""A version is fixed, voted on, and comes into force by a second person where it was carried; else it does not."""

from datetime import timedelta

import pytest

from hehuo.core import clock
from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.people.models import Ownership
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.ballots import actions as ballots
from hehuo.domain.plan.ballots.kinds import ABSTAIN, NO, YES, BallotState, Law, Roll
from hehuo.domain.plan.pacts import actions, queries
from hehuo.domain.plan.pacts.kinds import PactKind, VersionState
from hehuo.domain.plan.pacts.models import Article
from tests.domain.plan.pacts.conftest import after_comments, put_to_vote, voted


def test_the_ballot_asks_for_these_words_by_their_code(office, version, voting):
    ballot = voting.ballot
    matter = ballot.matters.get()
    assert (ballot.state, ballot.roll, ballot.place) == (BallotState.DRAFT, Roll.HOUSEHOLDS, office.building)
    assert (matter.title, matter.law, matter.pk) == ("通过《五栋楼栋公约》第 1 版", Law.MOST, voting.matter_id)
    assert voting.code in ballot.says
    assert queries.version_of_ballot(ballot) == voting
    assert voting.id in {thing.id for thing in threads.earlier_of(ballot.id)}
    assert [len(part) for part in voting.code.split("-")] == [5, 5, 5, 5]
    assert queries.is_unchanged(voting)
    Article.objects.filter(version=voting, position=1).update(text="别的话")
    assert not queries.is_unchanged(voting)


def test_no_vote_before_everyone_was_asked_and_answered(office, version, pact):
    with pytest.raises(Refused, match="还没有征求过意见"):
        put_to_vote_today(office, version)
    out = actions.ask_comments(actor=office.worker, version=version, until=clock.today() + timedelta(days=7))
    said = actions.comment(actor=office.people[0], version=out, text="再想想")
    ended = after_comments(office, out)
    with pytest.raises(Refused, match="还有 1 条意见没有答，答完再投票"):
        put_to_vote(office, ended)
    actions.answer_comment(actor=office.worker, comment=said, is_taken_up=False, answer="想好了")
    assert put_to_vote(office, ended).state == VersionState.VOTING


def put_to_vote_today(office, version):
    start = clock.today()
    return actions.put_to_vote(
        actor=office.worker, version=version, roll=Roll.HOUSEHOLDS, notice_on=start, opens_at=clock.at(start, 12),
        closes_at=clock.at(start + timedelta(days=9), 12),
    )  # fmt: skip


def test_words_that_may_touch_a_right_are_looked_at_first(office, version):
    actions.add_article(
        actor=office.worker, version=version, title="不交钱的", text="停水断电，罚款 50 元。", why="催交"
    )
    ended = after_comments(office, version)
    with pytest.raises(Invalid) as error:
        put_to_vote(office, ended)
    assert (error.value.field, error.value.say) == (
        "lawful_note",
        "「不交钱的」里写了「罚款」：公约不能罚款、处罚，只能劝说、约定赔偿。"
        "请改掉；确实没有侵犯谁的权利，请写明为什么。",
    )
    voting = put_to_vote(office, ended, lawful_note="这一条只是举例，说明不做什么")
    assert voting.lawful_note == "这一条只是举例，说明不做什么"


def test_a_roll_that_does_not_decide_this_kind_is_refused(office, version):
    with pytest.raises(Invalid, match="「楼栋公约」不能由业主，按人数和专有面积两样算来定"):
        put_to_vote(office, after_comments(office, version), roll=Roll.OWNERS)


def test_carried_it_comes_into_force_by_a_second_person(office, pact, voting):
    with pytest.raises(Refused, match="票还没有计完"):
        actions.bring_into_force(actor=office.secretary, version=voting)
    carried = voted(office, voting)
    with pytest.raises(Refused, match="「公布」要由社区书记来办"):
        actions.bring_into_force(actor=office.other, version=carried)
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)):
        held = actions.bring_into_force(actor=office.secretary, version=carried)
        assert (held.state, held.in_force_on, held.in_force_by) == (
            VersionState.IN_FORCE, clock.today(), office.secretary,
        )  # fmt: skip
        with pytest.raises(Refused, match="公约只有投票通过了才生效"):
            actions.bring_into_force(actor=office.secretary, version=held)
    assert queries.in_force(pact) == held
    assert {duty.act: bool(duty.done_at) for duty in Duty.objects.filter(about_id=held.id)} == {
        "end_comments": True, "settle_pact": True,
    }  # fmt: skip


def test_nobody_lets_their_own_draft_come_into_force(office, somebody, pact):
    own = actions.draft_pact(actor=office.secretary, kind=PactKind.BUILDING, title="书记写的", place=office.building)
    carried = voted(office, put_to_vote(office, after_comments(office, queries.underway(own))))
    with pytest.raises(Refused, match="这件事是您经手的，要请另一位来审。"):
        actions.bring_into_force(actor=office.secretary, version=carried)


@pytest.mark.parametrize("said", [(NO, NO, YES), (YES, NO, ABSTAIN, ABSTAIN), ()])
def test_not_carried_it_never_comes_into_force_and_that_is_noted(office, pact, voting, said):
    yes, against = said.count(YES), said.count(NO)
    lost = voted(office, voting, said)
    say = f"这一版没有通过：同意的 {yes}，不同意的 {against}，同意的要比不同意的多。"
    with pytest.raises(Refused) as error:
        actions.bring_into_force(actor=office.secretary, version=lost)
    assert error.value.say == say
    failed = actions.note_failure(actor=office.worker, version=lost)
    assert (failed.state, failed.end_why, queries.in_force(pact)) == (VersionState.FAILED, say, None)
    again = actions.begin_version(actor=office.worker, pact=pact, why="改改再投")
    assert [each.stem for each in queries.articles_of(again)] == [each.stem for each in queries.articles_of(failed)]


def test_what_was_carried_or_is_still_counted_is_no_failure(office, voting):
    with pytest.raises(Refused, match="票还没有计完，现在不能说没有通过"):
        actions.note_failure(actor=office.worker, version=voting)
    carried = voted(office, voting)
    with pytest.raises(Refused, match="这一版通过了，请另一位来让它生效"):
        actions.note_failure(actor=office.worker, version=carried)


def test_the_next_version_takes_the_place_of_the_one_before(office, pact, in_force):
    second = actions.begin_version(actor=office.worker, pact=pact, why="地下室翻新了")
    carried = voted(office, put_to_vote(office, after_comments(office, second)))
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)):
        held = actions.bring_into_force(actor=office.secretary, version=carried)
        today = clock.today()
    before = queries.versions().get(pk=in_force.pk)
    assert (before.state, before.replaced_on, held.number) == (VersionState.REPLACED, today, 2)
    assert queries.version_before(held) == before


def test_it_is_taken_back_before_the_vote_began_not_after(office, voting):
    with pytest.raises(Invalid, match="为什么收回来"):
        actions.take_back(actor=office.worker, version=voting, why="")
    drafted = voting.ballot
    back = actions.take_back(actor=office.worker, version=voting, why="漏了一条")
    drafted.refresh_from_db()
    assert (back.state, back.ballot, back.code, drafted.state) == (VersionState.DRAFT, None, "", BallotState.VOID)
    with pytest.raises(Refused, match="没有在表决"):
        actions.take_back(actor=office.worker, version=back, why="再收一次")
    carried = voted(office, put_to_vote(office, back))
    with pytest.raises(Refused, match="投票「计票了」，不能收回来改"):
        actions.take_back(actor=office.worker, version=carried, why="想改")


def test_a_ballot_that_asked_somebody_else_decides_nothing(office, pact, voting):
    ballots.change_ballot(actor=office.worker, ballot=voting.ballot, place=office.estate)
    carried = voted(office, queries.versions().get(pk=voting.pk))
    with pytest.raises(Refused, match="这次投票问的不是住在这栋楼的居民"):
        actions.bring_into_force(actor=office.secretary, version=carried)
    assert actions.note_failure(actor=office.worker, version=carried).state == VersionState.FAILED


def test_a_ballot_without_the_matter_decides_nothing(office, voting):
    ballot = voting.ballot
    ballots.drop_matter(actor=office.worker, ballot=ballot, position=1)
    from hehuo.domain.plan.ballots.kinds import Way

    ballots.add_matter(actor=office.worker, ballot=ballot, title="别的事", way=Way.YES_NO)
    carried = voted(office, queries.versions().get(pk=voting.pk))
    with pytest.raises(Refused, match="这次投票里没有这一版公约"):
        actions.bring_into_force(actor=office.secretary, version=carried)


def test_a_covenant_is_the_owners_by_both_counts(office, somebody):
    for home, owner in zip(office.homes, office.people, strict=True):
        home.area_x100 = 8000
        home.save()
        Ownership.objects.create(home=home, person=owner)
    made = actions.draft_pact(actor=office.worker, kind=PactKind.COVENANT, title="管理规约", place=office.estate)
    version = after_comments(office, queries.underway(made))
    start = version.comments_until + timedelta(days=1)
    voting = put_to_vote(office, version, roll=Roll.OWNERS, closes_at=clock.at(start + timedelta(days=20), 18))
    lost = voted(office, voting, (YES, YES, YES))
    with pytest.raises(Refused, match="来的业主，人数和面积都到三分之二；同意的，人数和面积都过半"):
        actions.bring_into_force(actor=office.secretary, version=lost)
    assert actions.note_failure(actor=office.worker, version=lost).state == VersionState.FAILED
    second = actions.begin_version(actor=office.worker, pact=made, why="再问一次大家")
    second = after_comments(office, second)
    start = second.comments_until + timedelta(days=1)
    again = put_to_vote(office, second, roll=Roll.OWNERS, closes_at=clock.at(start + timedelta(days=20), 18))
    carried = voted(office, again, (YES, YES, YES, ABSTAIN))
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)), pytest.raises(Refused):  # 3 of 4 agree: yes
        actions.bring_into_force(actor=office.worker, version=carried)
    with clock.stopped(carried.ballot.closes_at + timedelta(days=1)):
        held = actions.bring_into_force(actor=office.secretary, version=carried)
    assert Duty.objects.get(about_id=held.id, act="file_pact").done_at is None


def test_a_first_version_of_before_is_taken_over_as_it_holds_by_a_second_person(office, pact, version):
    said = {"adopted": "2021 年 3 月 6 日居民会议，到场 86 户，80 户同意", "on": clock.today() - timedelta(days=900)}
    with pytest.raises(Refused, match="「公布」要由社区书记来办"):
        actions.take_over(actor=office.worker, version=version, **said)
    with pytest.raises(Invalid, match="请写当时怎么定的"):
        actions.take_over(actor=office.secretary, version=version, **(said | {"adopted": "定过"}))
    with pytest.raises(Invalid, match="这一天还没有到"):
        actions.take_over(actor=office.secretary, version=version, **(said | {"on": clock.today() + timedelta(days=1)}))
    held = actions.take_over(actor=office.secretary, version=version, **said)
    assert (held.state, held.in_force_on, held.ballot) == (VersionState.IN_FORCE, said["on"], None)
    assert queries.is_unchanged(held)
    second = actions.begin_version(actor=office.worker, pact=pact, why="改一条")
    with pytest.raises(Refused, match="以后的每一版都要投票"):
        actions.take_over(actor=office.secretary, version=second, **said)
