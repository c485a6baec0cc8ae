"""Two versions side by side: what went and came is read from the words, and nothing is lost in the telling."""

from hypothesis import given
from hypothesis import strategies as st

from hehuo.core import ids
from hehuo.domain.plan.pacts.comparing import Mark, Piece, compare, pair_up
from hehuo.domain.plan.pacts.models import Article

WORDS = st.text(alphabet="楼道不停车 10点，。ab", max_size=40)


@given(WORDS, WORDS)
def test_without_what_came_it_is_the_old_and_without_what_went_the_new(old, new):
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.IN) == old
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.OUT) == new
    assert all(piece.text for piece in pieces)


def test_numbers_and_words_change_whole():
    assert compare("晚上 10 点以后不练琴。", "晚上 21 点以后不练琴。") == [
        Piece(Mark.SAME, "晚上 "), Piece(Mark.OUT, "10"), Piece(Mark.IN, "21"), Piece(Mark.SAME, " 点以后不练琴。"),
    ]  # fmt: skip


def test_a_single_letter_that_stayed_between_two_changes_is_told_with_them():
    assert compare("甲的乙", "丙的丁") == [Piece(Mark.OUT, "甲的乙"), Piece(Mark.IN, "丙的丁")]
    assert compare("", "新的") == [Piece(Mark.IN, "新的")]
    assert compare("旧的", "") == [Piece(Mark.OUT, "旧的")]
    assert compare("一样", "一样") == [Piece(Mark.SAME, "一样")]


def made(*said) -> list[Article]:
    return [Article(stem=stem, position=at, title=title, text=text) for at, (stem, title, text) in enumerate(said, 1)]


def test_articles_are_paired_by_what_they_were_not_by_their_number(haiwan):
    a, b, c, d = (ids.uuid7() for _each in range(4))
    old = made((a, "楼道", "不堆东西"), (b, "声音", "小一点"), (c, "怎么改", "再投票"))
    new = made((a, "楼道", "不堆东西"), (d, "电梯", "不进电动车"), (c, "怎么改", "再投一次票"))
    found = [(pair.old and pair.old.title, pair.new and pair.new.title, pair.is_same) for pair in pair_up(old, new)]
    assert found == [
        ("楼道", "楼道", True), (None, "电梯", False), ("声音", None, False), ("怎么改", "怎么改", False)
    ]  # fmt: skip
    last = pair_up(old, new)[-1]
    assert last.sides == (
        [Piece(Mark.SAME, "再投"), Piece(Mark.SAME, "票")],
        [Piece(Mark.SAME, "再投"), Piece(Mark.IN, "一次"), Piece(Mark.SAME, "票")],
    )
    assert last.heads == ([Piece(Mark.SAME, "怎么改")], [Piece(Mark.SAME, "怎么改")])
