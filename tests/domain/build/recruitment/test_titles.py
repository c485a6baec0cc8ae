"""Names of trials as people write them."""

import pytest

from hehuo.domain.build.recruitment import titles


@pytest.mark.parametrize(
    "written",
    [
        "天空农场自然课",
        "天空农场自然课（试课）",
        "《天空农场自然课》",
        "试课：天空农场 自然课",
        "天空农场自然课-第1次试课",
    ],
)
def test_one_trial_however_it_is_written(written):
    assert titles.core_of(written) == "天空农场自然课"


def test_two_trials_stay_two():
    assert titles.core_of("少儿街舞") != titles.core_of("少儿中国舞")
