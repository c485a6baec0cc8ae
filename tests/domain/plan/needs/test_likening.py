"""Which voices read alike: measured against a reader's grouping of a book; proposed by the worker, never joined."""

from pathlib import Path

import pytest

from hehuo.domain.plan.needs import actions, likening, queries
from hehuo.domain.plan.needs.kinds import Channel, NeedKind
from hehuo.domain.plan.needs.models import Likeness, Voice
from hehuo.domain.plan.notes import papers, reading
from tests.domain.plan.needs.grouping import reader_pairs

BOOK = Path(__file__).parents[3] / "papers" / "visits-binjiang.txt"


def measured() -> tuple[float, float]:
    """Precision and recall of the proposals at the threshold, over pairs of voices of the book."""
    said = reading.read_notes(papers.open_paper(BOOK.read_bytes(), BOOK.name).lines)
    texts = {f"{each.row}.{each.part}": each.words for each in said if each.kind == "voice"}
    proposed = {frozenset((one, other)) for one, other, _score in likening.alike(texts, list(texts))}
    right = proposed & reader_pairs()
    return len(right) / len(proposed), len(right) / len(reader_pairs())


def test_nineteen_of_twenty_proposals_are_right_and_half_of_all_pairs_are_proposed(record_property):
    precision, recall = measured()
    record_property("precision", round(precision, 3))
    record_property("recall", round(recall, 3))
    assert precision >= 0.93
    assert recall >= 0.50


def test_the_same_words_are_alike_and_what_people_add_is_not():
    texts = {
        1: "楼道灯坏了，大家都有意见",
        2: "楼道的灯坏了，拖了好久了",
        3: "下水道堵了，大家都有意见",
        4: "想要个球台",
    }
    assert [(one, other) for one, other, _score in likening.alike(texts, list(texts))] == [(2, 1)]


def test_groups_hang_together_by_pairs():
    assert [sorted(each) for each in likening.groups_of([(1, 2, 900), (2, 3, 500), (7, 8, 400)])] == [[1, 2, 3], [7, 8]]


@pytest.mark.django_db
def test_the_worker_compares_and_a_second_time_changes_nothing(worker, run_jobs):
    for words in ("楼道灯坏了半年", "楼道灯坏了没人修", "想种菜"):
        actions.say_voice(actor=worker, words=words, channel=Channel.DOOR)
    assert queries.not_compared()
    run_jobs()
    assert [(each.one.words, each.other.words, each.found_by) for each in Likeness.objects.all()] == [
        ("楼道灯坏了没人修", "楼道灯坏了半年", "grams")
    ]
    Voice.objects.update(likened_at=None)
    assert actions.liken_new() == 3
    assert Likeness.objects.count() == 1
    assert actions.liken_new() == 0
    assert not queries.not_compared()
    assert [[voice.words for voice in group] for group in queries.alike_in_tray()] == [
        ["楼道灯坏了半年", "楼道灯坏了没人修"]
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [4, 60])
def test_pages_of_likeness_cost_the_same_however_many(worker, count, django_assert_num_queries):
    for number in range(count):
        actions.say_voice(actor=worker, words=f"楼道灯坏了{number}", channel=Channel.DOOR)
    actions.liken_new()
    actions.open_need(actor=worker, title="灯", kind=NeedKind.HOUSE, voice=Voice.objects.first())
    last = Voice.objects.last()
    with django_assert_num_queries(1):
        queries.alike_in_tray()
    with django_assert_num_queries(3):
        queries.proposals_for(last)
