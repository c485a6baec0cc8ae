"""`hehuo import visits` says what a book holds, takes it once, and tells by number what a person should look at."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from hehuo.core.db.scope import community_scope
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.plan.needs.models import Voice

pytestmark = pytest.mark.django_db
PAPERS = Path(__file__).parents[2] / "papers"


def run(*args):
    out = StringIO()
    try:
        call_command(*args, "--community", "haiwan", "--json", stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


@pytest.mark.parametrize("name", ["visits-binjiang.txt", "visits-binjiang.docx"])
def test_the_same_book_as_text_and_as_document(haiwan, name):
    told, code = run("import", "visits", str(PAPERS / name))
    counts = told["counts"]
    assert (code, told["commit"], counts["read"], counts["new"]) == (0, True, 138, 137)
    assert (counts["homes"], counts["nobody"], counts["refused"]) == (120, 4, 0)
    again, _code = run("import", "visits", str(PAPERS / name))
    assert (again["counts"]["new"], again["counts"]["unchanged"]) == (0, 137)
    shown, _code = run("show", "visits")
    assert (shown["voices"]["total"], shown["voices"]["tray"], shown["homes"], shown["doors"]) == (137, 137, 120, 124)
    with community_scope(haiwan):
        assert Duty.objects.filter(act="see_danger").count() == 0


def test_a_look_changes_nothing_and_what_is_unclear_is_told_by_its_line(haiwan, tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("3-1-602 张倩：灯坏了。\n大概就这样\n3-1-603 李四：门坏了", encoding="gb18030")
    told, code = run("import", "visits", str(book), "--dry-run")
    assert code == 1
    assert [(each["row"], each["code"]) for each in told["problems"]] == [(1, "no_day"), (2, "unclear"), (3, "no_day")]
    run("import", "visits", str(book), "--strict")
    assert Voice.objects.count() == 0
    run("import", "visits", str(book))
    assert Voice.objects.count() == 2


def test_what_is_no_book_changes_nothing(haiwan, tmp_path):
    book = tmp_path / "book.txt"
    book.write_text("今天天气好", encoding="utf-8")
    told, code = run("import", "visits", str(book))
    assert (code, told["problems"][0]["code"], Voice.objects.count()) == (1, "notes_unreadable", 0)
