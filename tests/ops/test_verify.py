"""`hehuo verify` says for each community whether its rows are as they were written."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hehuo.core.db.models import Community
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.seals import actions as seals


@pytest.fixture
def sealed(resident):
    journal.record(actor=resident, act="people.greeted", thing=resident)
    seals.seal_now()


def verify(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_untouched_rows_are_clean(sealed):
    assert verify("--community", "haiwan") == (0, "haiwan 海湾社区：对得上\n")


def test_a_changed_row_is_named(sealed):
    Entry.objects.update(act="people.left")
    assert verify() == (
        1,
        "gangwan 港湾街道：对得上\nhaiwan 海湾社区：1 处不对\n  entry_changed 1  第 1 条流水（people.left）被改过。\n",
    )


def test_the_answer_as_json(sealed):
    assert json.loads(verify("--json")[1]) == {"ok": True, "communities": {"gangwan": [], "haiwan": []}}
    Entry.objects.update(act="people.left")
    code, out = verify("--json")
    assert (code, json.loads(out)["communities"]["haiwan"][0]["code"]) == (1, "entry_changed")


def test_an_unknown_community_is_an_error(haiwan):
    assert Community.objects.filter(code="nowhere").count() == 0
    with pytest.raises(CommandError, match="没有代号是「nowhere」的社区"):
        call_command("verify", "--community", "nowhere")
