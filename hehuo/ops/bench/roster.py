"""Row 10: a roster of 100,000 rows and 12 columns, from the file to the roll; beside it, who only reads the file."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import xlsxwriter

from hehuo.core.db.models import Community
from hehuo.domain.ground.intakes import values
from hehuo.domain.ground.people.kinds import Sex
from hehuo.ops.bench.measures import Measure

ROWS = 100_000
HEADER = [
    "小区",
    "楼栋",
    "单元",
    "房号",
    "姓名",
    "与户主关系",
    "性别",
    "出生日期",
    "身份证号",
    "手机号",
    "居住情况",
    "备注",
]
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水章云苏潘葛"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉梅春红建国志文海燕秀珍思远雨桐子轩浩然"
RELATIONS = ["户主", "配偶", "子女", "父母"]
READERS = {
    "openpyxl": "import openpyxl, sys; [r for r in openpyxl.load_workbook(sys.argv[1], read_only=True).active.values]",
    "python-calamine": "import python_calamine as c, sys;"
    " c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()",
}


def rows() -> Iterator[Measure]:
    """A process each: its time, and the most memory it held."""
    Community.objects.create(code="large", name="大社区")
    file = _roster(Path(mkdtemp()) / "roster.xlsx")
    for name, read in READERS.items():
        seconds, megabytes = _run([sys.executable, "-c", read, str(file)])
        yield Measure(10, f"只读文件：{name}", seconds, "秒")
        yield Measure(10, f"只读文件：{name} 的内存", megabytes, "MB")
    command = [sys.executable, "-m", "hehuo.cli", "import", "roster", str(file), "--community", "large"]
    seconds, megabytes = _run(command)
    yield Measure(10, f"收 {ROWS:,} 行花名册：读、查、存、报告", seconds, "秒", "<= 40 秒")
    yield Measure(10, "收花名册的内存", megabytes, "MB", "<= 250 MB")
    seconds, _megabytes = _run(command)
    yield Measure(10, "再收同一份（0 行变动）", seconds, "秒")


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds, and the most megabytes that the process held."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  our own commands
    _pid, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def _roster(path: Path) -> Path:
    """Four people a home, two homes a landing, invented from a fixed seed."""
    chance = Random(10)
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("居民")
    sheet.write_row(0, 0, HEADER)
    for number in range(ROWS):
        home, member = divmod(number, 4)
        building, rest = divmod(home, 120)
        stairwell, rest = divmod(rest, 60)
        floor, door = divmod(rest, 2)
        born = date(1940, 1, 1) + timedelta(days=number * 7919 % 30_000)
        serial = f"{number // 30_000 * 2 + chance.randrange(2):03d}"  # with the day of birth, nobody's twice
        identity = values.with_check(f"999999{born:%Y%m%d}{serial}")
        name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))
        sheet.write_row(number + 1, 0, [
            f"第{building // 50 + 1}小区", f"{building + 1}栋", f"{stairwell + 1}单元", f"{floor + 1}{door + 1:02d}",
            name, RELATIONS[member], str(Sex(values.sex_of(identity)).label), born.isoformat(), identity,
            f"199{number:08d}", "常住", "",
        ])  # fmt: skip
    book.close()
    return path
