"""What came of the raw scores: the exact mean, and the band that it reaches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hehuo.core import ratios
from hehuo.domain.judge.reviews.kinds import BandData, LineData


@dataclass(frozen=True, slots=True)
class Result:
    """The mean of the whole and of each line, exact; None where nobody scored."""

    scorers: int
    mean: Fraction | None
    by_line: dict[str, Fraction]

    @property
    def words(self) -> str:
        """To two decimals, rounded half up; a dash where nobody scored."""
        return ratios.NONE if self.mean is None else ratios.decimals(self.mean, 2)

    @property
    def line_words(self) -> dict[str, str]:
        return {line: ratios.decimals(mean, 2) for line, mean in self.by_line.items()}


def result_of(sheets: Iterable[Mapping[str, int]], lines: Sequence[LineData]) -> Result:
    """The mean over the score sheets that are whole; a sheet that lacks a line is none."""
    keys = [line["key"] for line in lines]
    whole = [sheet for sheet in sheets if all(key in sheet for key in keys)]
    if not whole:
        return Result(0, None, {})
    by_line = {key: Fraction(sum(sheet[key] for sheet in whole), len(whole)) for key in keys}
    return Result(len(whole), sum(by_line.values(), Fraction()), by_line)


def band_of(mean: Fraction, bands: Sequence[BandData]) -> BandData:
    """The highest band whose least points are reached: 90 is five stars, a hair below is not."""
    return next(band for band in bands if mean >= band["least"])


def lowest(bands: Sequence[BandData]) -> BandData:
    """The band of whoever crossed a red line."""
    return bands[-1]
