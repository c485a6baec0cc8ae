"""`hehuo import roster` and `hehuo show roster`: what a program outside sees."""

import gzip
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from hehuo.core.db.models import Community, CommunityKind
from hehuo.core.db.scope import all_communities
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.ground.people.models import Person

pytestmark = pytest.mark.django_db
PAPERS = Path(__file__).parents[2] / "papers"


@pytest.fixture(autouse=True)
def shuanglong() -> Community:
    street = Community.objects.create(code="yongan", name="永安街道", kind=CommunityKind.STREET)
    Community.objects.create(code="yucun", name="渔村社区", street=street)
    return Community.objects.create(code="shuanglong", name="双龙社区", street=street)


def run(*args: object) -> tuple[dict, int]:
    """The JSON that a command prints, and its exit code."""
    out = io.StringIO()
    try:
        call_command(*[str(arg) for arg in args], "--json", stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code)
    return json.loads(out.getvalue()), 0


def test_the_sure_rows_are_taken_and_the_rest_is_named():
    told, code = run("import", "roster", PAPERS / "roster-yucai.xlsx", "--community", "shuanglong")

    assert (code, told["commit"]) == (1, True)
    assert {name: told["counts"][name] for name in ("read", "new", "changed", "unchanged", "refused")} == {
        "read": 930, "new": 927, "changed": 0, "unchanged": 1, "refused": 2,
    }  # fmt: skip
    assert {
        "sheet": "人员台账", "row": 258, "column": "身份证号", "code": "id_check_digit", "value": "999999198207211333",
        "say": "身份证号「999999198207211333」校验不对，有一位写错了，请核对证件。",
    } in told["problems"]  # fmt: skip
    shown, _code = run("show", "roster", "--community", "shuanglong")
    assert (shown["homes"], shown["fitted_out"], shown["area"], shown["residents"]) == (256, 201, "26071.67", 671)
    assert (shown["tray"], shown["problems"]) == (2, 12)


def test_a_dry_run_and_a_strict_run_change_nothing():
    for option in ("--dry-run", "--strict"):
        told, code = run("import", "roster", PAPERS / "roster-yucai.xlsx", "--community", "shuanglong", option)
        assert (code, told["commit"], told["counts"]["new"]) == (1, False, 927)
    with all_communities():
        assert (Person.objects.count(), Intake.objects.count()) == (0, 0)


def test_a_clean_file_ends_with_0(tmp_path):
    file = tmp_path / "海湾小区.csv"
    file.write_text("门牌,姓名,电话\n1-1-101,高雪,19900206068\n")

    told, code = run("import", "roster", file, "--community", "shuanglong", "--strict")

    assert (code, told["commit"], told["problems"], told["counts"]["new"]) == (0, True, [], 1)


def test_a_fault_of_the_file_is_one_problem_of_no_row(tmp_path):
    file = tmp_path / "空.xlsx"
    file.touch()

    told, code = run("import", "roster", file, "--community", "shuanglong")

    assert (code, told["commit"], told["counts"]["read"]) == (1, False, 0)
    assert [(one["code"], one["row"]) for one in told["problems"]] == [("file_empty", None)]


def test_a_large_estate_in_one_go(tmp_path):
    file = tmp_path / "roster-heyuan.csv"
    file.write_bytes(gzip.decompress((PAPERS / "roster-heyuan.csv.gz").read_bytes()))

    told, code = run("import", "roster", file, "--community", "shuanglong", "--dry-run")

    assert (code, told["counts"]["read"], told["counts"]["new"], told["counts"]["refused"]) == (1, 10240, 10234, 2)


def test_a_streets_file_goes_to_its_communities_row_by_row(tmp_path):
    file = tmp_path / "街道.csv"
    file.write_text(
        "社区,小区,门牌,姓名\n双龙,育才小区,1-1-101,高雪\n渔村社区居委会,渔村小区,1-1-101,王汉\n外地社区,某小区,1-1-1,李四\n"
    )

    told, code = run("import", "roster", file, "--street", "yongan")

    assert (code, told["commit"], told["counts"]["read"], told["counts"]["new"]) == (1, True, 3, 2)
    assert [(one["code"], one["value"]) for one in told["problems"]] == [("community_unknown", "外地社区")]
    shown, _code = run("show", "roster")
    assert {code: figures["people"] for code, figures in shown.items()} == {"shuanglong": 1, "yucun": 1}


def test_an_unknown_community_is_told_with_those_there_are():
    with pytest.raises(CommandError, match="现有：shuanglong、yucun"):
        run("show", "roster", "--community", "nowhere")
