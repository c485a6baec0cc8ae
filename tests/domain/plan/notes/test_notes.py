"""A book is received, put right, taken in whole with its dangers ringing, and taken back as one."""

from datetime import date
from pathlib import Path

import pytest

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.people.models import Household, Person
from hehuo.domain.ground.places import addresses
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import NeedKind, VoiceState
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.domain.plan.notes import actions, papers, queries
from hehuo.domain.plan.notes.kinds import NotesState, PassageKind
from hehuo.domain.plan.notes.models import Notes, Passage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning():
    """What rings today must be seen to today: late in the evening two hours reach into tomorrow."""
    with clock.stopped(clock.at(clock.today(), 9)):
        yield


PAPERS = Path(__file__).parents[3] / "papers"


@pytest.fixture
def neighbours(haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="滨江小区")
    home = ensure_home(estate=estate, number=addresses.read_home("3-1-602"))
    return Person.objects.create(name="张倩", household=Household.objects.create(home=home))


def passage(notes, row, part=1):
    return Passage.objects.get(notes=notes, row=row, part=part)


def mend(worker, found, **changed):
    now = {
        "kind": PassageKind(found.kind), "words": found.words, "door": found.door, "speaker_name": found.speaker_name,
        "on": found.on, "collector_name": found.collector_name, "danger": found.danger,
    }  # fmt: skip
    return actions.mend_passage(actor=worker, passage=found, **{**now, **changed})


def test_nothing_is_a_voice_before_it_is_taken_in(notes):
    assert Voice.objects.count() == 0
    split = queries.split_of(notes)
    assert (split.lines, split.voices, split.homes, split.doors, split.none, split.dangers) == (6, 4, 3, 4, 3, 1)


def test_only_those_who_sort_take_notes_in(resident, notes, worker):
    with pytest.raises(Refused, match="整理需求"):
        actions.receive_notes(actor=resident, paper=papers.read_pasted("3-1-602 张倩：灯坏了"), name="a")
    with pytest.raises(Refused):
        actions.take_notes(actor=resident, notes=notes)
    with pytest.raises(Refused):
        actions.drop_notes(actor=resident, notes=notes)


def test_the_same_notes_twice_are_named_with_who_and_when(received, notes, worker):
    actions.take_notes(actor=worker, notes=notes)
    with pytest.raises(Conflict, match=r"「走访.txt」.*周玉梅"):
        received(name="又一次.docx")
    assert Notes.objects.count() == 1


def test_the_same_words_as_text_and_as_document_are_the_same_notes(worker):
    for name in ("visits-binjiang.txt", "visits-binjiang.docx"):
        paper = papers.open_paper((PAPERS / name).read_bytes(), name)
        if name.endswith("txt"):
            actions.receive_notes(actor=worker, paper=paper, name=name)
        else:
            with pytest.raises(Conflict, match="收过了"):
                actions.receive_notes(actor=worker, paper=paper, name=name)


def test_dropped_notes_can_come_again(received, notes, worker):
    actions.drop_notes(actor=worker, notes=notes)
    assert received().state == NotesState.LOOKING


def test_a_paper_without_a_voice_or_with_an_endless_line_is_refused(received):
    with pytest.raises(Invalid, match="一条声音也没读出来"):
        received("今天天气好")
    with pytest.raises(Invalid, match="第 1 行太长"):
        received("3-1-602 张倩：" + "长" * 3000)
    with pytest.raises(Invalid, match="一次最多收"):
        received("\n".join(f"3-1-602 张倩：第{number}件事" for number in range(1001)))
    assert Notes.objects.count() == 0


def test_taken_in_a_voice_keeps_words_home_day_and_collector(notes, worker, neighbours):
    notes.estate = neighbours.household.home.estate
    notes.save()
    actions.take_notes(actor=worker, notes=notes)
    first = Voice.objects.order_by("id").first()
    assert (first.words, first.speaker, first.home, first.collector_name, first.state) == (
        "电表箱盖子没了，电线露在外头。", neighbours, neighbours.household.home, "梁正忠", VoiceState.TRAY,
    )  # fmt: skip
    assert clock.local(first.heard_at).date() == date(2023, 5, 16)
    assert [(voice.speaker_name, voice.at_door) for voice in Voice.objects.order_by("id")[1:]] == [
        ("王师傅", "3-1-603"), ("王师傅", "3-1-603"), ("李婆婆", "3-1-605"),
    ]  # fmt: skip
    assert Duty.objects.filter(act="sort_voice", done_at=None).count() == 4


def test_the_estate_is_the_one_the_title_names(received, neighbours):
    ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    assert received().estate == neighbours.household.home.estate


def test_danger_rings_today_and_can_be_said_to_be_none(notes, worker, secretary):
    assert [(each.row, each.danger) for each in queries.passages_that(notes, are="danger")] == [(3, "wires")]
    actions.take_notes(actor=worker, notes=notes)
    duty = Duty.objects.get(act="see_danger")
    assert (duty.person, clock.local(duty.due_at).date()) == (worker, clock.today())
    needs.see_danger(actor=worker, voice=Voice.objects.get(danger="wires"), found="拉了警戒线")
    assert Duty.objects.filter(act="see_danger", done_at=None).count() == 0


def test_a_proposal_that_is_no_danger_does_not_ring(notes, worker):
    mend(worker, passage(notes, 3), danger="")
    actions.take_notes(actor=worker, notes=notes)
    assert Duty.objects.filter(act="see_danger").count() == 0


def test_a_line_is_split_where_a_person_breaks_it_and_the_line_as_written_stays(notes, worker):
    mend(worker, passage(notes, 4), words="楼道灯坏了。\n门也坏了。")
    assert [(each.part, each.words, each.door, each.raw != "") for each in Passage.objects.filter(row=4)] == [
        (1, "楼道灯坏了。", "3-1-603", True), (2, "门也坏了。", "3-1-603", False),
        (3, "第二个，狗屎没人捡。", "3-1-603", False),
    ]  # fmt: skip


def test_two_that_are_one_are_joined_and_the_line_stays(notes, worker):
    before = actions.join_passage(actor=worker, passage=passage(notes, 4, 2))
    assert before.words == "楼道灯坏了。第二个，狗屎没人捡。"
    assert passage(notes, 4, 2).kind == PassageKind.JOINED
    assert queries.split_of(notes).voices == 3
    with pytest.raises(Invalid, match="前面没有声音"):
        actions.join_passage(actor=worker, passage=passage(notes, 1))


def test_home_speaker_day_and_kind_are_put_right(notes, worker):
    mend(worker, passage(notes, 4), door="三栋1单元701", speaker_name="王强", on=date(2023, 5, 17))
    mend(worker, passage(notes, 6), kind=PassageKind.LEFT)
    found = passage(notes, 4)
    assert (found.door, found.speaker_name, found.on) == ("3-1-701", "王强", date(2023, 5, 17))
    assert passage(notes, 6).words == "谢谢你们。"
    actions.take_notes(actor=worker, notes=notes)
    assert Voice.objects.count() == 3


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"door": "那边"}, "门牌看不懂"),
        ({"words": " \n"}, "没有字"),
        ({"words": "长" * 3000}, "写得太长"),
        ({"on": date(2999, 1, 1)}, "还没到"),
        ({"danger": "ufo"}, "哪一种险情"),
    ],
)
def test_what_cannot_be_read_is_refused(notes, worker, changed, why):
    with pytest.raises(Invalid, match=why):
        mend(worker, passage(notes, 4), **changed)


def test_after_it_is_taken_in_nothing_is_put_right(notes, worker):
    actions.take_notes(actor=worker, notes=notes)
    with pytest.raises(Refused, match="先整份撤回"):
        mend(worker, passage(notes, 4), words="别的")
    with pytest.raises(Refused):
        actions.join_passage(actor=worker, passage=passage(notes, 4, 2))
    with pytest.raises(Conflict):
        actions.take_notes(actor=worker, notes=notes)


def test_whole_or_nothing(notes, worker, monkeypatch):
    def fails(**_more):
        raise Refused("不行")

    monkeypatch.setattr(needs, "ring_danger", fails)
    with pytest.raises(Refused, match="不行"):
        actions.take_notes(actor=worker, notes=notes)
    assert Voice.objects.count() == 0
    assert Notes.objects.get().state == NotesState.LOOKING


def test_taken_back_as_one_drafts_and_duties_too(notes, worker, received):
    actions.take_notes(actor=worker, notes=notes)
    voice = Voice.objects.order_by("id")[1]
    need = needs.open_need(actor=worker, title="楼道灯", kind=NeedKind.HOUSE, voice=voice)
    actions.undo_notes(actor=worker, notes=notes)
    assert set(Voice.objects.values_list("state", flat=True)) == {VoiceState.WITHDRAWN}
    assert Duty.objects.filter(done_at=None).count() == 0
    assert Need.objects.get(pk=need.pk).voice_count == 0
    assert Passage.objects.filter(notes=notes).count() == 7
    assert received().state == NotesState.LOOKING


def test_what_was_published_is_not_taken_back(notes, worker):
    actions.take_notes(actor=worker, notes=notes)
    need = needs.open_need(actor=worker, title="灯", kind=NeedKind.HOUSE, voice=Voice.objects.order_by("id")[1])
    needs.publish_need(actor=worker, need=need)
    with pytest.raises(Refused, match="不能整份撤回"):
        actions.undo_notes(actor=worker, notes=notes)
    assert Notes.objects.get().state == NotesState.TAKEN
    assert Voice.objects.filter(state=VoiceState.WITHDRAWN).count() == 0


def test_from_each_voice_to_its_line_and_back(notes, worker):
    actions.take_notes(actor=worker, notes=notes)
    for each in queries.passages_that(notes, are="voice"):
        assert queries.source_of(each.voice) == each
    assert queries.next_doubtful(notes, after=passage(notes, 1)) == passage(notes, 4).id
