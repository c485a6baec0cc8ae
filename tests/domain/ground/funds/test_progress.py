"""Progress by building, as everyone may see it."""

from hypothesis import given
from hypothesis import strategies as st

from hehuo.domain.ground.funds.progress import FEW, Progress, shown, total_of


@given(
    st.lists(st.integers(1, 40).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked))), max_size=12)
)
def test_nobody_can_work_out_a_building_with_one_or_two_left(homes):
    truth = [Progress(str(number), asked, paid) for number, (asked, paid) in enumerate(homes)]
    seen, total = shown(truth), total_of(truth)
    hidden = [each for each in seen if each.paid is None]
    for real, public in zip(truth, seen, strict=True):
        assert public.paid in (None, real.paid)
        if 0 < real.asked - real.paid <= FEW:
            assert public.paid is None
    if total.paid is not None and len(truth) > 1:
        assert len(hidden) != 1
