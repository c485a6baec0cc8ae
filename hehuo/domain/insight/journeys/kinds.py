"""Which acts the journey line tells, under which verb, and in which words. An act that is not here stays inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.core import money

Facts = Mapping[str, Any]
Words = Callable[[Facts], str]


class Verb(models.TextChoices):
    """The five verbs, in the order in which the work flows."""

    MOU = "mou", gettext_lazy("一起商量")
    JIAN = "jian", gettext_lazy("一起办成")
    GUAN = "guan", gettext_lazy("一起管好")
    PING = "ping", gettext_lazy("一起打分")
    XIANG = "xiang", gettext_lazy("一起共享")


@dataclass(frozen=True, slots=True)
class Told:
    """How one act is told; `many` tells a run of the same act in one line, from the facts of all of them.

    `but` names the verb of those whose facts ask for another one: a trial is held on the way in.
    """

    verb: Verb
    title: Words
    note: Words = lambda _facts: ""
    is_key: bool = False
    many: Callable[[Sequence[Facts]], str] | None = None
    but: Callable[[Facts], Verb | None] = lambda _facts: None

    def verb_of(self, facts: Facts) -> Verb:
        """Under which verb an act with these facts is told."""
        return self.but(facts) or self.verb


def _yuan(facts: Facts, name: str = "fen") -> str:
    return money.yuan(int(facts.get(name, 0)))


def _day(facts: Facts, name: str) -> str:
    """A date in the facts, as people say it."""
    written = str(facts.get(name, ""))[:10]
    return date_format(date.fromisoformat(written), _("n 月 j 日")) if written else ""


def _sum(runs: Sequence[Facts], name: str) -> int:
    return sum(int(facts.get(name, 0)) for facts in runs)


def _price(facts: Facts) -> str:
    """A resident's price beside the market's, which a free service does not have."""
    if not facts.get("resident_fen"):
        return _("标了价：免费")
    return _("标了价：居民 %(resident)s 元，市场 %(market)s 元") % {
        "resident": _yuan(facts, "resident_fen"), "market": _yuan(facts, "market_fen"),
    }  # fmt: skip


def _feedback(facts: Facts) -> str:
    """A trial's feedback as the decision saw it; none where the trial was let off."""
    if not facts.get("valid"):
        return _("没有试课打分，送去评议")
    return _("%(valid)s 位居民给试课打分，平均 %(mean_words)s") % {
        "valid": facts["valid"], "mean_words": facts.get("mean_words", ""),
    }  # fmt: skip


def _settled(facts: Facts) -> str:
    if facts.get("direction") == "in":
        return _("收到 %s 元，进了社区的账") % _yuan(facts)
    return _("付了 %s 元") % _yuan(facts)


def _month(facts: Facts) -> str:
    """`2024-09` as people say it."""
    year, month = str(facts["month"]).split("-")
    return _("%(year)s 年 %(month)s 月") % {"year": year, "month": int(month)}


def _many_held(runs: Sequence[Facts]) -> str:
    return _("办了 %(times)s 场，来了 %(visits)s 人次") % {"times": len(runs), "visits": _sum(runs, "came")}


TOLD: dict[str, Told] = {
    "needs.voice_said": Told(
        Verb.MOU,
        lambda _f: _("有居民说了这件事"),
        many=lambda runs: _("%s 位居民说了这件事") % len(runs),
    ),
    "needs.need_published": Told(
        Verb.MOU,
        lambda f: _("进了需求清单，编号 %s") % f.get("number", ""),
        lambda f: _("%(voices)s 条声音，%(homes)s 户") % {"voices": f.get("voices", 0), "homes": f.get("homes", 0)},
        is_key=True,
    ),
    "needs.need_taken_up": Told(Verb.JIAN, lambda _f: _("开始办了")),
    "needs.need_answered": Told(Verb.XIANG, lambda _f: _("办成了，给每位说的人回了音"), is_key=True),
    "needs.need_declined": Told(Verb.MOU, lambda _f: _("办不了，说明了原因"), is_key=True),
    "meetings.motion_filed": Told(Verb.MOU, lambda f: _("提成议题 %s") % f.get("number", ""), is_key=True),
    "meetings.motion_studied": Told(Verb.MOU, lambda f: _("党组织研究过，%s") % _day(f, "on")),
    "meetings.motion_merged": Told(Verb.MOU, lambda f: _("并到议题 %s") % f.get("number", "")),
    "meetings.motion_returned": Told(Verb.MOU, lambda _f: _("议题退回了，说明了原因")),
    "meetings.called": Told(Verb.MOU, lambda f: _("排到会上，%s") % _day(f, "on")),
    "meetings.decided": Told(
        Verb.MOU,
        lambda f: (_("会上通过了，%s") if f.get("passed") else _("会上没通过，%s")) % f.get("number", ""),
        lambda f: (
            _("到场 %(present)s，同意 %(yes)s，不同意 %(against)s，弃权 %(abstain)s")
            % {name: f.get(name, 0) for name in ("present", "yes", "against", "abstain")}
        ),
        is_key=True,
    ),
    "meetings.carried_out": Told(Verb.JIAN, lambda f: _("决定 %s 办好了") % f.get("number", ""), is_key=True),
    "resources.listed": Told(Verb.JIAN, lambda f: _("放上资源清单，编号 %s") % f.get("number", ""), is_key=True),
    "resources.renewed": Told(
        Verb.GUAN, lambda f: _("续到 %s") % _day(f, "until_on"), many=lambda runs: _("续了 %s 次") % len(runs)
    ),
    "resources.paused": Told(Verb.GUAN, lambda _f: _("先停一停")),
    "resources.resumed": Told(Verb.GUAN, lambda _f: _("接着给")),
    "resources.taken_back": Told(Verb.GUAN, lambda _f: _("给的人收回了"), is_key=True),
    "resources.ended": Told(Verb.GUAN, lambda _f: _("从清单上拿下来了"), is_key=True),
    "resources.adopted": Told(
        Verb.JIAN,
        lambda f: _("有人认养了 %s 棵（块）") % f.get("trees", 0),
        lambda f: (
            _("%(numbers)s 号，每 %(days)s 天养护一次")
            % {"numbers": f.get("numbers", ""), "days": f.get("every_days", 0)}
        ),
        is_key=True,
    ),
    "resources.cared": Told(
        Verb.GUAN,
        lambda f: _("养护了 %s 棵（块）") % f.get("trees", 0),
        many=lambda runs: _("养护了 %(times)s 回，%(trees)s 棵次") % {"times": len(runs), "trees": _sum(runs, "trees")},
    ),
    "resources.adoption_ended": Told(Verb.GUAN, lambda _f: _("认养结束了")),
    "matches.agreed": Told(
        Verb.JIAN,
        lambda f: _("有人认领，社区确认了") if f.get("is_claim") else _("社区去请，对方答应了"),
        is_key=True,
        many=lambda runs: _("对上了 %s 次") % len(runs),
    ),
    "matches.fulfilled": Told(
        Verb.XIANG,
        lambda f: _("%s 办成了，社区看过") % _day(f, "on"),
        is_key=True,
        many=lambda runs: _("办成了 %s 回") % len(runs),
    ),
    "matches.turned": Told(Verb.JIAN, lambda f: _("一起办成项目 %s") % f.get("number", ""), is_key=True),
    "recruitment.call_published": Told(
        Verb.JIAN,
        lambda f: _("出了招募令 %s") % f.get("number", ""),
        lambda f: _("报名到 %s") % _day(f, "closes_on"),
        is_key=True,
    ),
    "recruitment.application_received": Told(
        Verb.JIAN,
        lambda _f: _("有人报名"),
        many=lambda runs: _("收到 %s 份报名") % len(runs),
    ),
    "recruitment.trial_planned": Told(
        Verb.JIAN,
        lambda f: _("定了试课，%s") % _day(f, "on"),
        many=lambda runs: _("定了 %s 场试课") % len(runs),
    ),
    "recruitment.exempted_from_trial": Told(Verb.JIAN, lambda _f: _("免了试课，理由记在案")),
    "recruitment.trial_recorded": Told(
        Verb.PING, lambda _f: _("试课的反馈数清了"), many=lambda runs: _("%s 场试课的反馈数清了") % len(runs)
    ),
    "recruitment.moved_to_decision": Told(
        Verb.PING,
        _feedback,
        lambda f: _("满意 %(satisfied)s 人") % {"satisfied": f["satisfied"]} if f.get("valid") else "",
        is_key=True,
    ),
    "recruitment.decided": Told(
        Verb.JIAN,
        lambda _f: _("评议有了结果"),
        lambda f: (
            _("同意 %(yes)s，不同意 %(no)s，弃权 %(abstain)s")
            % {name: f.get(name, 0) for name in ("yes", "no", "abstain")}
        ),
        is_key=True,
    ),
    "agreements.signed": Told(
        Verb.JIAN,
        lambda f: _("签了协议 %s") % f.get("number", ""),
        lambda f: (
            _("居民价不高于市场价的 %(price)s%%，收入的 %(share)s%% 归社区")
            % {"price": f.get("price_percent", 0), "share": f.get("share_percent", 0)}
        ),
        is_key=True,
    ),
    "agreements.steward_named": Told(
        Verb.JIAN,
        lambda _f: _("定了红色管家"),
        many=lambda runs: _("定了 %s 位红色管家") % len(runs),
    ),
    "agreements.supplemented": Told(Verb.GUAN, lambda f: _("签了补充协议 %s") % f.get("number", "")),
    "agreements.ended": Told(Verb.GUAN, lambda _f: _("协议结束了"), is_key=True),
    "projects.agreed": Told(
        Verb.JIAN,
        lambda f: _("立了项目 %s") % f.get("number", ""),
        lambda f: _("预算 %s 元") % _yuan(f) if f.get("fen") else _("不花钱，大家出东西、出力"),
        is_key=True,
    ),
    "projects.started": Told(Verb.JIAN, lambda _f: _("开工了"), is_key=True),
    "projects.milestone_reached": Told(
        Verb.JIAN,
        lambda f: _("到了节点：%s") % f.get("title", ""),
        many=lambda runs: _("到了 %s 个节点") % len(runs),
    ),
    "projects.not_accepted": Told(Verb.PING, lambda f: _("%s 位居民看过，要整改") % f.get("residents", 0), is_key=True),
    "projects.accepted": Told(Verb.PING, lambda f: _("%s 位居民验收通过") % f.get("residents", 0), is_key=True),
    "projects.handed_over": Told(Verb.XIANG, lambda f: _("有人看护，每 %s 个月看一次") % f.get("months", 0)),
    "projects.tended": Told(Verb.XIANG, lambda _f: _("看护了一次"), many=lambda runs: _("看护了 %s 次") % len(runs)),
    "projects.asking_finished": Told(
        Verb.PING,
        lambda f: (
            _("回访了 %(answered)s 位，%(better)s 位说好了") % {name: f.get(name, 0) for name in ("answered", "better")}
        ),
        is_key=True,
    ),
    "projects.reopened": Told(Verb.MOU, lambda f: _("有人说没修好，又成了需求 %s") % f.get("number", ""), is_key=True),
    "projects.closed": Told(Verb.XIANG, lambda _f: _("项目办完了"), is_key=True),
    "projects.stopped": Told(Verb.JIAN, lambda _f: _("项目停了，说明了原因"), is_key=True),
    "recipes.shared": Told(Verb.XIANG, lambda _f: _("存成做法，公开给别处用"), is_key=True),
    "services.price_set": Told(Verb.GUAN, _price),
    "activities.sessions_added": Told(Verb.GUAN, lambda f: _("排了 %s 次课") % f.get("sessions", 0), is_key=True),
    "sessions.held": Told(
        Verb.GUAN,
        lambda f: (
            (_("试了一堂课，来了 %s 人") if f.get("kind") == "trial" else _("办了一场，来了 %s 人")) % f.get("came", 0)
        ),
        many=_many_held,
        is_key=True,
        but=lambda f: Verb.JIAN if f.get("kind") == "trial" else None,
    ),
    "books.turnover_declared": Told(
        Verb.GUAN,
        lambda f: _("合伙人报了营业额 %s 元") % _yuan(f),
        many=lambda runs: (
            _("合伙人报了 %(n)s 次营业额，共 %(yuan)s 元") % {"n": len(runs), "yuan": money.yuan(_sum(runs, "fen"))}
        ),
    ),
    "books.share_approved": Told(
        Verb.GUAN, lambda f: _("算出归社区的 %s 元，两人经手") % _yuan(f, "share_fen"), is_key=True
    ),
    "funds.due_received": Told(Verb.XIANG, lambda f: _("收到 %s 元，进了社区的账") % _yuan(f), is_key=True),
    "books.request_settled": Told(
        Verb.GUAN, _settled, is_key=True, but=lambda f: Verb.XIANG if f.get("direction") == "in" else None
    ),
    "books.month_closed": Told(Verb.GUAN, lambda f: _("%s的账结清封存") % _month(f), is_key=True),
    "postings.posted": Told(
        Verb.PING,
        lambda f: _("贴出公示 %s") % f.get("number", ""),
        lambda f: _("贴到 %s") % _day(f, "ends_on"),
        many=lambda runs: _("贴出 %s 份公示") % len(runs),
    ),
    "postings.objection_answered": Told(
        Verb.PING, lambda _f: _("有人提异议，当众答了"), many=lambda runs: _("%s 条异议都答了") % len(runs)
    ),
    "postings.question_answered": Told(
        Verb.PING, lambda _f: _("有人问，当众答了"), many=lambda runs: _("%s 问都答了") % len(runs)
    ),
}
