"""Which voices say the same: letters in pairs and a small table of words of one meaning, weighed by how rare they are.

No model: the page says that it goes by letters. Pure: texts in, pairs out. What many people add to whatever they say
(a phrase that stands beside ever different matters) is learnt from the voices themselves and left out.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

FOUND_BY = "grams"
THRESHOLD = 250  # thousandths; measured against a reader's grouping, tests/domain/plan/needs/test_likening.py
OTHERS = 3_000  # the newest voices that a new one is compared with
AT_MOST = 12  # likenesses kept of one voice
K = TypeVar("K")

# How people begin and what they add, whatever the matter; what else is said of many matters weighs little by itself.
_AROUND = re.compile(
    r"第[一二三四五]个|再就是|另外|还有一?个?事?|其次|此外|哎呀|最恼火的是|提个意见|老实话|你们来得正好|拜托了?|希望|麻烦|能不能|谢谢"
)
# Words of one meaning, as neighbours use them: two voices that share two such meanings are likely about one matter.
_MEANINGS: dict[str, str] = {
    "roof": r"楼顶|顶楼|屋顶|房顶|天台|顶层|防水层",
    "leak": r"漏水|漏雨|渗水|渗漏|漏了|都漏|防水|滴水|浸水|返水",
    "light": r"路灯|楼道灯|感应灯|声控灯|灯泡|照明|灯",
    "dark": r"不亮|黑漆漆|黑得很|摸黑|靠摸|看不见|太暗",
    "street": r"路灯",
    "dog": r"遛狗|养狗|狼狗|大狗|烈性犬|狗|犬",
    "lead": r"牵绳|拴绳|套绳|绳子|拴|牵绳",
    "afraid": r"吓|怕|咬",
    "fierce": r"狼狗|烈性犬|登记|恶犬|藏獒",
    "dirt": r"狗屎|狗尿|狗粪|捡屎|便溺",
    "sewer": r"化粪池|粪水|污水井|污水|窨井|返臭",
    "drain": r"主管道|下水道|疏通|堵了|返水|管道",
    "stink": r"臭|味道|熏|骚味",
    "park": r"停车|乱停|车位|划位|占位|停满",
    "gate": r"单元口|单元门口|门洞口|楼门口|门口停|门口的车|号楼门口",
    "pass": r"出不去|咋进|进不来|堵到|占了|挡路|路都",
    "outside": r"外来车|外头.{0,6}车|道闸|菜市场",
    "lift": r"电梯|下不来|爬楼",
    "fast": r"减速带|开车太快|冲得很|飙车",
    "charge": r"充电|电瓶|充电棚|充电桩",
    "shed": r"充电棚|带棚子|充电桩|充电的地方|没得地方充电|没地方充电",
    "stairs": r"楼道|楼梯|过道|门缝",
    "piled": r"堆满|堆到|堆了|杂物|纸壳|占地方|捡破烂|旧自行车|旧家具",
    "wreck": r"破面包车|没牌照|旧车|僵尸车|废车|没人要",
    "manure": r"种菜|种了菜|葱|浇粪|浇大粪|菜地",
    "flood": r"积水|进水|淹|排水|下暴雨|大雨",
    "rubbish": r"垃圾",
    "firelane": r"消防通道|消防车",
    "facade": r"外墙|墙皮|墙面|瓷砖|墙砖",
    "falls": r"往下[掉吊落]|要掉|掉了|一捅就掉|脱落",
    "crack": r"裂了缝|裂缝|浸水",
    "wire": r"电线|线头|电表箱|配电箱",
    "birds": r"养鸡|打鸣|鸡|鸽子",
    "thrown": r"往下[丢扔倒]|高空抛物",
    "tricycle": r"三轮|麻木|人行道|盲道",
    "lock": r"门禁|单元门|门锁",
    "cover": r"井盖",
    "vermin": r"老鼠|蟑螂|虫|蚊子|白蚁",
    "noise": r"喇叭|轰油门|摩托|广场舞|吵醒|吵死|装修声",
    "pipe": r"落水管|管子破|水管",
}
_READ = {meaning: re.compile(words) for meaning, words in _MEANINGS.items()}
MEANING_WEIGHS = 3.0
BESIDE = 4  # different matters beside a phrase, and it is of none
_EMPTY = set("的了是在有不就都很也还把被个一这那我你他们")
_SAME = str.maketrans({"仃": "停", "坭": "泥", "亍": "街"})  # still written by hand so


def core_of(words: str) -> str:
    """The matter itself: plain letters, without what is said around it."""
    text = unicodedata.normalize("NFKC", words).translate(_SAME)
    return "".join(letter for letter in _AROUND.sub("，", text) if letter.isalnum() or letter == "，")


def grams_of(words: str, around: frozenset[str] = frozenset()) -> Counter[str]:
    """Pairs of letters, single telling letters, and meanings, never across a comma nor of a phrase from `around`."""
    parts = [part for part in core_of(words).split("，") if part]
    told = [part for part in parts if part not in around] or parts
    found: Counter[str] = Counter()
    for part in told:
        found.update(a + b for a, b in pairwise(part))
        found.update(letter for letter in part if letter not in _EMPTY)
    matter = "，".join(told)
    found.update(f"={meaning}" for meaning, words_of in _READ.items() if words_of.search(matter))
    return found


def finding_words(words: str, *, at_most: int = 40) -> list[str]:
    """What another text about the same matter likely holds: words of its meanings, then its pairs of letters."""
    found: dict[str, None] = {}
    for meaning, pattern in _MEANINGS.items():
        if _READ[meaning].search(words):
            found.update((word, None) for word in pattern.split("|") if word.isalpha())
    for part in core_of(words).split("，"):
        found.update((a + b, None) for a, b in pairwise(part) if a not in _EMPTY and b not in _EMPTY)
    return list(found)[:at_most]


def said_around(texts: Iterable[str]) -> frozenset[str]:
    """Phrases that stand beside ever different matters at the end or the beginning: 大家都有意见, 拖了好久了."""
    beside: dict[str, set[str]] = defaultdict(set)
    for words in texts:
        parts = [part for part in core_of(words).split("，") if part]
        if len(parts) > 1:
            beside[parts[-1]].add(parts[0])
            beside[parts[0]].add(parts[-1])
    return frozenset(part for part, others in beside.items() if len(others) >= BESIDE and not _means(part))


def _means(part: str) -> bool:
    return any(words.search(part) for words in _READ.values())


def alike(texts: Mapping[K, str], new: Sequence[K], *, threshold: int = THRESHOLD) -> list[tuple[K, K, int]]:
    """Pairs of a new text and one before it in `texts` that read alike, with their score in thousandths.

    Each pair once; at most AT_MOST of one text, the best. Costs what shares a gram, not all pairs.
    """
    around = said_around(texts.values())
    counted = {key: grams_of(words, around) for key, words in texts.items()}
    spread = Counter(gram for grams in counted.values() for gram in grams)
    total = len(counted) + 1
    vectors = {key: _unit(grams, spread, total) for key, grams in counted.items()}
    order = {key: at for at, key in enumerate(texts)}
    posts: dict[str, list[K]] = defaultdict(list)
    for key, vector in vectors.items():
        for gram in vector:
            posts[gram].append(key)
    found, fresh = [], set(new)
    for key in new:
        scores: dict[K, float] = defaultdict(float)
        for gram, weight in vectors[key].items():
            for other in posts[gram]:
                if other != key and not (other in fresh and order[other] > order[key]):
                    scores[other] += weight * vectors[other][gram]
        best = sorted(((round(score * 1000), other) for other, score in scores.items()), key=lambda each: -each[0])
        found += [(key, other, min(score, 1000)) for score, other in best[:AT_MOST] if score >= threshold]
    return found


def _unit(grams: Counter[str], spread: Counter[str], total: int) -> dict[str, float]:
    weighed = {
        gram: (1 + math.log(count)) * math.log(total / spread[gram]) * _weighs(gram) for gram, count in grams.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {gram: weight / length for gram, weight in weighed.items() if weight > 0}


def _weighs(gram: str) -> float:
    if gram.startswith("="):
        return MEANING_WEIGHS
    return 1.0 if len(gram) > 1 else 0.5


def groups_of(pairs: Sequence[tuple[K, K, int]]) -> list[list[K]]:
    """What hangs together by pairs, the largest group first."""
    root: dict[K, K] = {}

    def top(key: K) -> K:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one, other, _score in pairs:
        root[top(one)] = top(other)
    gathered: dict[K, list[K]] = defaultdict(list)
    for key in root:
        gathered[top(key)].append(key)
    return sorted(gathered.values(), key=len, reverse=True)
