"""`hehuo show funds` and `hehuo show books` give the figures of the pages."""

import json
from io import StringIO

from django.core.management import call_command

from tests.money import *  # noqa: F403  fixtures are found by their names


def shown(kind: str):
    out = StringIO()
    call_command("show", kind, "--community", "haiwan", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_funds_stand_apart(posted):
    text = json.dumps(shown("funds"), ensure_ascii=False)
    assert '"balance_fen": 120000' in text
    assert '"balance_fen": 564000' in text
    assert "684000" not in text


def test_months_and_turnovers(posted):
    text = json.dumps(shown("books"), ensure_ascii=False)
    assert f'"seal": "{posted.seal_code}"' in text
    assert '"fen": 800000, "share_fen": 120000, "state": "approved"' in text
