"""A book of visits, small enough to hold in one's head."""

import pytest

from hehuo.domain.plan.notes import actions, papers

BOOK = """滨江小区走访记录（2023年）
一、梁正忠(老教师)走访本
5月16日 3-1-602 张倩（女,40岁）：电表箱盖子没了，电线露在外头。
同日 3-1-603 王师傅：楼道灯坏了。第二个，狗屎没人捡。
3-1-604 敲门无人应
同日 3-1-605 李婆婆：谢谢你们。
"""


@pytest.fixture
def received(worker):
    return lambda text=BOOK, name="走访.txt", **more: actions.receive_notes(
        actor=worker, paper=papers.read_pasted(text), name=name, **more
    )


@pytest.fixture
def notes(received):
    return received()
