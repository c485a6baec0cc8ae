"""What another house was measured at, to stand beside our own figures where it does not run itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hehuo.ops.bench.server import Load


@dataclass(frozen=True, slots=True)
class Recorded:
    """A peer's figures at one kind of work; where and when they were taken."""

    name: str
    where: str
    on: date
    rate: float
    p50: float
    p95: float
    cpu: float
    statements: int

    def beside(self, ours: Load, *, statements: int) -> Iterator[tuple[str, float, str]]:
        """How many times better ours are; what each compares says what the peer's figure was. Ends with the goals."""
        at = f"{self.name}，{self.where}，{self.on:%Y-%m-%d} 录"
        yield f"比录下的快（{self.rate:.0f} 次/秒；{at}）", ours.rate / self.rate, ">= 20"
        yield f"p50 短（{self.p50:.0f} 毫秒）", self.p50 / ours.p50, ""
        yield f"p95 短（{self.p95:.0f} 毫秒）", self.p95 / ours.p95, ">= 12"
        yield f"CPU 省（{self.cpu:.0f} 毫秒/次）", self.cpu / ours.cpu, ""
        yield f"语句少（{self.statements} 条）", self.statements / statements, ""


# As `script/bench --peers check_in` measured it on an idle machine; another machine's own figure goes here.
PRETIX = Recorded(
    "pretix 2026.8.0",
    "两核、PostgreSQL 15",
    date(2026, 11, 26),
    rate=52.6,
    p50=72.6,
    p95=89.5,
    cpu=29.1,
    statements=25,
)
