"""Invented people: names by chance but the same every time, ID numbers of no real area, phones of no real network."""

from datetime import date
from random import Random

from hehuo.domain.ground.intakes.values import with_check

_FAMILY = "陈林黄何梁罗郭谢郑彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石贾夏韦付方邹熊孟秦白江"
_MEN = "建国 志强 伟明 俊杰 国栋 文海 永康 德生 家豪 浩然 子轩 博文 天佑 立新 少华 庆丰 宏图 思远"
_WOMEN = "秀英 桂兰 丽华 淑芬 美玲 雪梅 晓燕 海霞 婉仪 佳怡 诗涵 雨桐 慧敏 玉珍 春燕 静雯 巧云 月娥"


class Inventor:
    """Makes people up; two inventors with one seed make up the same."""

    def __init__(self, seed: str) -> None:
        self._chance = Random(seed)
        self._count = 0
        self._base = self._chance.randrange(10_000, 90_000)

    def family(self) -> str:
        """A family name."""
        return self._chance.choice(_FAMILY)

    def name(self, sex: str, family: str = "") -> str:
        """A full name."""
        return (family or self.family()) + self._chance.choice((_MEN if sex == "m" else _WOMEN).split())

    def born(self, youngest: int, oldest: int) -> date:
        """A birth date that makes one between these ages in 2024."""
        age = self._chance.randint(youngest, oldest)
        return date(2024 - age, self._chance.randint(1, 12), self._chance.randint(1, 28))

    def identity(self, born: date, sex: str) -> str:
        """An ID number of the area 999999, which no place has."""
        self._count += 1
        return with_check(f"999999{born:%Y%m%d}{(self._count * 2 + (sex == 'm')) % 1000:03d}")

    def phone(self) -> str:
        """A mobile number of a network that is not given out."""
        self._count += 1
        return f"19900{(self._base + self._count * 7) % 1_000_000:06d}"

    def pick(self, choices: str) -> str:
        """One of some words."""
        return self._chance.choice(choices.split())
