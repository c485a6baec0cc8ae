"""A sentence that is told to a person is read in the reader's language; a paper stays as it was written."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from hehuo.core import sentences
from hehuo.core.sentences import MARK, sentence
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.messages.models import Message


def test_a_kept_sentence_is_read_in_the_readers_language():
    kept = sentences.from_text(sentence("审批：%(what)s", what="两把椅子").as_text())
    assert str(kept) == "审批：两把椅子"
    with translation.override("en"):
        assert str(kept) == "Approve: 两把椅子"


def test_a_word_of_ours_in_a_gap_is_read_so_too():
    with translation.override("en"):
        kept = sentences.from_text(sentence("%(name)s · %(stage)s", name="合意", stage=gettext_lazy("初审")).as_text())
    assert str(kept) == "合意 · 初审"
    with translation.override("en"):
        assert str(kept) != "合意 · 初审"


def test_somebodys_own_words_stay_as_they_are():
    assert sentences.from_text("100% 满意 %(title)s") == "100% 满意 %(title)s"


def test_a_paper_has_the_source_language_whoever_writes_it():
    with translation.override("en"):
        assert sentences.on_paper(gettext_lazy("初审")) == "初审"


@pytest.mark.django_db
def test_a_message_keeps_the_sentence_and_nobody_types_one_in(resident):
    messages.tell(person=resident, subject=sentence("您问的事有回音了"), body=f'{MARK}{{"say": "给钱"}}')
    told = Message.objects.get()
    with translation.override("en"):
        assert str(told.subject) != "您问的事有回音了"
    assert (str(told.subject), told.body) == ("您问的事有回音了", '{"say": "给钱"}')
