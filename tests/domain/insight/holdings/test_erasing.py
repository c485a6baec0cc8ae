"""An erased person is a stub: counts and links hold, and nothing says who it was but what the law holds back."""

import io
import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from hehuo.core import secrecy
from hehuo.core.errors import Conflict
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Grant
from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.kinds import ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import FundNature, Source
from hehuo.domain.ground.intakes.kinds import PieceState
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Piece
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Look, Words
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.kinds import ERASED, CareKind
from hehuo.domain.ground.people.models import Care, Person
from hehuo.domain.ground.people.queries import present
from hehuo.domain.ground.seals import actions as seals
from hehuo.domain.ground.search import actions as search
from hehuo.domain.ground.search.models import SearchDoc, Shelf
from hehuo.domain.insight.holdings import actions, queries
from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel
from hehuo.domain.plan.needs.models import Voice

pytestmark = pytest.mark.django_db
PHONE, IDENTITY = "19900206068", "999999198810250875"


@pytest.fixture
def gao(somebody):
    person = somebody("高雪梅", note="爱跳舞")
    person.phone, person.identity = PHONE, IDENTITY
    person.save()
    return person


@pytest.fixture
def erase(worker, secretary):
    def run(person):
        request = actions.ask(actor=person, person=person, kind=AskKind.ERASE)
        request = actions.check_erasure(actor=worker, request=request, answer="高雪梅本人带身份证来过")
        return actions.erase(actor=secretary, request=request)

    return run


def test_nothing_of_a_resident_stays_and_the_seals_hold(gao, erase, worker, secretary, haiwan):
    Care.objects.create(person=gao, kind=CareKind.ALONE, note="腿不好")
    needs.say_voice(actor=gao, speaker=gao, words="我高雪梅要跳舞", channel=Channel.PHONE, where="3-2-502")
    messages.tell(person=gao, subject="您好", body="高雪梅，记下了")
    messages.tell(person=worker, subject=sentence("%(name)s把一件事转给了您", name="高雪梅"), body="请回电 " + PHONE)
    consents.give_consent(actor=gao, person=gao, kind=ConsentKind.PUBLISH)
    journal.look(actor=worker, thing=gao, field="phone", why="找高雪梅上门")
    journal.record(actor=worker, act="people.edited", thing=worker, words="和高雪梅说好了")
    seals.seal_now()
    account = gao.account_id

    done = erase(gao)

    stub = Person.objects.get(pk=gao.pk)
    assert (stub.name, stub.masked_name, stub.phone, stub.identity, stub.note, stub.account_id) == (
        ERASED, ERASED, "", "", "", None,
    )  # fmt: skip
    assert gao not in present()
    assert [*Care.objects.all(), *Message.objects.filter(person=gao), *Consent.objects.all()] == []
    assert list(Voice.objects.values_list("words", "where", "speaker")) == [(ERASED, "", gao.pk)]
    assert str(Message.objects.get(person=worker).subject) == f"{ERASED}把一件事转给了您"
    assert Message.objects.get(person=worker).body == f"请回电 {ERASED}"
    assert list(Look.objects.values_list("field", "why")) == [("phone", "")]
    assert not Words.objects.filter(text__contains="高雪梅").exists()
    assert not Account.objects.get(pk=account).is_active
    assert "高雪梅" not in Account.objects.get(pk=account).username
    assert done.outcome["held"] == {}
    assert done.outcome["erased"]["people.person"] == 1
    call_command("verify", stdout=io.StringIO())


def test_search_finds_them_no_more_not_even_in_its_index(gao, erase, worker):
    needs.say_voice(actor=worker, words="高雪梅说要跳舞", channel=Channel.PHONE)
    search.catch_up()
    assert SearchDoc.objects.filter(thing_id=gao.pk).exists()
    erase(gao)
    assert not SearchDoc.objects.filter(thing_id=gao.pk).exists()
    assert not Shelf.objects.exists()
    search.catch_up()
    assert not SearchDoc.objects.filter(thing_id=gao.pk).exists()


def test_a_namesake_keeps_their_words(gao, erase, somebody, worker):
    somebody("高雪梅")
    journal.record(actor=worker, act="people.edited", thing=worker, words="和高雪梅说好了")
    erase(gao)
    assert Words.objects.filter(text="和高雪梅说好了").exists()


def test_merged_records_go_together(gao, erase):
    twin = Person.objects.create(name="高雪梅", merged_into=gao)
    twin.phone = "19900206069"
    twin.save()
    erase(gao)
    assert list(Person.objects.filter(pk__in=[gao.pk, twin.pk]).values_list("name", "phone_hash")) == [(ERASED, "")] * 2


def test_who_signed_the_books_keeps_the_name_alone(gao, erase, secretary, worker):
    Grant.objects.create(person=gao, role=Role.CLERK)
    fund = funds.open_fund(actor=None, name="社区经费", nature=FundNature.FISCAL)
    funds.expect(
        actor=secretary, requested_by=gao, fund=fund, fen=100, due_on=date(2026, 1, 1), about=fund, title="场地费",
        debtor_name="舞蹈室", source=Source.VENUE,
    )  # fmt: skip
    Grant.objects.filter(person=gao).delete()
    held = queries.held_back(gao)
    assert [(str(each.kept.what), each.names) for each in held] == [("应收款", True)]

    done = erase(Person.objects.get(pk=gao.pk))

    stub = Person.objects.get(pk=gao.pk)
    assert (stub.name, stub.phone, stub.identity) == ("高雪梅", "", "")
    assert done.outcome["held"] == {"funds.due": 1}


def test_their_files_leave_the_store(gao, erase, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path},
    }}  # fmt: skip
    files.keep_file(actor=gao, upload=ContentFile(b"%PDF-1.4 a paper", name="高雪梅.pdf"), about=gao)
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        erase(gao)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert File.objects.get().name == ERASED


def test_rosters_forget_them_and_can_still_be_undone(gao, erase, worker):
    intake = Intake.objects.create(kind="roster", file_name="册.xlsx", file_hash="", state="taken")
    row = IntakeRow(intake=intake, sheet="1", number=4)
    row.data = {"name": "高雪梅", "phone": "199"}
    row.save()
    undo = {"made": {"people.person": [str(gao.pk), str(worker.pk)]}, "changed": [
        ["people.person", str(gao.pk), {"note": "旧"}, {"note": ""}],
    ]}  # fmt: skip
    piece = Piece.objects.create(
        intake=intake, order=1, state=PieceState.TAKEN, body_sealed=b"", undo_sealed=secrecy.seal(json.dumps(undo))
    )
    erase(gao)
    piece.refresh_from_db()
    assert json.loads(secrecy.unseal(piece.undo_sealed)) == {
        "made": {"people.person": [str(worker.pk)]}, "changed": [],
    }  # fmt: skip
    assert not IntakeRow.objects.exists()


def test_a_roster_that_would_bring_them_back_is_finished_first(gao, erase):
    intake = Intake.objects.create(kind="roster", file_name="册.xlsx", file_hash="", state="looking")
    Piece.objects.create(intake=intake, order=1, body_sealed=secrecy.seal('[{"name": "高雪梅"}]'))
    with pytest.raises(Conflict, match="还没收完"):
        erase(gao)
    assert Person.objects.get(pk=gao.pk).name == "高雪梅"


def test_an_account_that_opens_another_community_stays(gao, erase, haiwan):
    from hehuo.core.db.models import Community
    from hehuo.core.db.scope import community_scope

    other = Community.objects.create(code="dongtai", name="东台社区")
    with community_scope(other):
        Person.objects.create(name="高雪梅", account_id=gao.account_id)
    erase(gao)
    assert Account.objects.get(pk=gao.account_id).is_active
    access.end_sessions(account_id=gao.account_id)


def test_a_person_sees_and_takes_along_what_is_kept(gao, worker):
    needs.say_voice(actor=gao, speaker=gao, words="要跳舞", channel=Channel.PHONE)
    journal.look(actor=worker, thing=gao, field="phone", why="上门")
    sections = {
        section.ground.key: [(str(h.kept.what), h.own) for h in section.holdings]
        for section in queries.holdings_of(gao)
    }
    assert sections["voice"] == [("说过的事", 1)]
    facts = {kept.model._meta.label_lower: rows for kept, rows in queries.facts_of(gao)}
    assert facts["people.person"][0]["phone"] == PHONE
    assert [look.why for look in queries.looks_at(gao)] == ["上门"]
    journal.record(actor=worker, act="people.edited", thing=gao)
    assert [entry.act for entry in queries.done_for(gao)] == ["people.edited"]
    assert queries.names_of([worker.pk]) == {worker.pk: "周玉梅"}
