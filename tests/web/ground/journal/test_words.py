"""Every act that the house writes has its words."""

import re

from hehuo.domain.build.recruitment.kinds import Stage
from hehuo.domain.insight.holdings.kinds import AskState
from hehuo.web.ground.journal.words import ACTS
from tests.house.plan import sources

ACT = re.compile(r'"([a-z]+\.[a-z_]+)"')
RECORDS = re.compile(r'act=f?"([a-z]+\.[a-z_]+?_?)(?:\{[^}]*\})?"')


def test_every_act_has_its_words():
    written = {
        act for folder in ("domain", "flows") for path in sources(folder) for act in RECORDS.findall(path.read_text())
    }
    acts = {act for act in written if not act.endswith("_")}
    acts |= {f"recruitment.moved_to_{stage.value}" for stage in Stage}
    acts |= {f"holdings.{state.value}" for state in (AskState.DONE, AskState.REFUSED, AskState.WITHDRAWN)}
    assert acts - set(ACTS) == {"holdings."} & acts
    assert len(acts) > 120
