"""Roles and what each may do at its place: section 7.4 of the domain facts, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    SECRETARY = "secretary", _("社区书记")
    WORKER = "worker", _("社区工作者")
    CLERK = "clerk", _("报账员")
    ACCOUNTANT = "accountant", _("街道会计")
    SUPERVISOR = "supervisor", _("居务监督委员")
    STEWARD = "steward", _("红色管家")
    BUILDING_LEADER = "building_leader", _("楼栋长")
    REPRESENTATIVE = "representative", _("居民代表")
    PARTNER = "partner", _("合伙人")
    ADMINISTRATOR = "administrator", _("系统管理员")
    STREET = "street", _("街道督导")


class Power(models.TextChoices):
    """An act that a role may be given. Pages and actions ask for powers, never for roles."""

    SEE_DESK = "see_desk", _("进工作台")
    COLLECT_VOICES = "collect_voices", _("替人记需求")
    SORT_NEEDS = "sort_needs", _("整理需求")
    RUN_BALLOTS = "run_ballots", _("办投票")
    OPEN_BALLOTS = "open_ballots", _("开投票")
    CALL_MEETINGS = "call_meetings", _("召集议事")
    KEEP_ROLL = "keep_roll", _("管花名册")
    PRINT_CARDS = "print_cards", _("印个人卡")
    ADMIT_RESIDENTS = "admit_residents", _("认住户")
    SPEAK_TO_CIRCLE = "speak_to_circle", _("给楼栋、小区发通知")
    RUN_RECRUITMENT = "run_recruitment", _("办招募")
    DECIDE = "decide", _("参加决定")
    SIGN_AGREEMENTS = "sign_agreements", _("签协议")
    KEEP_CALENDAR = "keep_calendar", _("管日历")
    KEEP_SPACES = "keep_spaces", _("管场地")
    RUN_SESSIONS = "run_sessions", _("办活动")
    CHECK_IN = "check_in", _("签到")
    REQUEST_MONEY = "request_money", _("经办款项")
    RECEIVE_MONEY = "receive_money", _("收款付款")
    APPROVE_MONEY = "approve_money", _("审批款项")
    KEEP_BOOKS = "keep_books", _("记账对账")
    PUBLISH = "publish", _("公布")
    ANSWER_QUESTIONS = "answer_questions", _("回答提问")
    READ_BOOKS = "read_books", _("看全部账目")
    WRITE_OPINION = "write_opinion", _("写监督意见")
    SEE_SENSITIVE = "see_sensitive", _("看敏感信息")
    GRANT_ROLES = "grant_roles", _("授予身份")
    FOLLOW_PARTNERS = "follow_partners", _("联系合伙人")
    ACT_AS_PARTNER = "act_as_partner", _("办合伙人的事")


class EnteredBy(models.TextChoices):
    """How somebody came in on a device."""

    PASSWORD = "password", _("账号和密码")
    PASSKEY = "passkey", _("通行密钥")
    WECHAT = "wechat", _("微信")
    WECOM = "wecom", _("企业微信")
    CARD = "card", _("个人卡")
    PHONE = "phone", _("手机验证码")
    DESK = "desk", _("服务台给的验证码")
    DEMO = "demo", _("演示一点就进")


OUTSIDE = (EnteredBy.WECHAT, EnteredBy.WECOM)  # somebody else says who it is

_P = Power
POWERS: dict[Role, frozenset[Power]] = {
    Role.SECRETARY: frozenset(
        {_P.SEE_DESK, _P.COLLECT_VOICES, _P.SORT_NEEDS, _P.RUN_BALLOTS, _P.OPEN_BALLOTS, _P.CALL_MEETINGS,
         _P.RUN_RECRUITMENT, _P.DECIDE, _P.SIGN_AGREEMENTS,
         _P.APPROVE_MONEY, _P.PUBLISH, _P.ANSWER_QUESTIONS, _P.READ_BOOKS, _P.GRANT_ROLES, _P.SEE_SENSITIVE,
         _P.KEEP_CALENDAR, _P.SPEAK_TO_CIRCLE}
    ),
    Role.WORKER: frozenset(
        {_P.SEE_DESK, _P.COLLECT_VOICES, _P.SORT_NEEDS, _P.RUN_BALLOTS, _P.CALL_MEETINGS, _P.KEEP_ROLL,
         _P.PRINT_CARDS, _P.ADMIT_RESIDENTS, _P.RUN_RECRUITMENT, _P.DECIDE, _P.KEEP_CALENDAR, _P.KEEP_SPACES,
         _P.RUN_SESSIONS, _P.CHECK_IN,
         _P.REQUEST_MONEY, _P.ANSWER_QUESTIONS, _P.SEE_SENSITIVE, _P.SPEAK_TO_CIRCLE}
    ),
    Role.CLERK: frozenset({_P.SEE_DESK, _P.REQUEST_MONEY, _P.RECEIVE_MONEY, _P.READ_BOOKS, _P.ANSWER_QUESTIONS}),
    Role.ACCOUNTANT: frozenset({_P.SEE_DESK, _P.KEEP_BOOKS, _P.READ_BOOKS}),
    Role.SUPERVISOR: frozenset({_P.SEE_DESK, _P.READ_BOOKS, _P.WRITE_OPINION}),
    Role.STEWARD: frozenset({_P.SEE_DESK, _P.FOLLOW_PARTNERS, _P.COLLECT_VOICES}),
    Role.BUILDING_LEADER: frozenset(
        {_P.COLLECT_VOICES, _P.ADMIT_RESIDENTS, _P.SPEAK_TO_CIRCLE, _P.CHECK_IN, _P.DECIDE, _P.CALL_MEETINGS}
    ),
    Role.REPRESENTATIVE: frozenset({_P.DECIDE}),
    Role.PARTNER: frozenset({_P.ACT_AS_PARTNER}),
    Role.ADMINISTRATOR: frozenset({_P.SEE_DESK, _P.GRANT_ROLES, _P.PRINT_CARDS, _P.KEEP_CALENDAR}),
    Role.STREET: frozenset({_P.SEE_DESK, _P.READ_BOOKS}),
}  # fmt: skip

# Never one human on both sides of the same yuan (R-46; accounting law: the cashier keeps no books).
APART: tuple[frozenset[Role], ...] = (
    frozenset({Role.CLERK, Role.SECRETARY}),
    frozenset({Role.CLERK, Role.ACCOUNTANT}),
    frozenset({Role.CLERK, Role.SUPERVISOR}),
    frozenset({Role.SECRETARY, Role.ACCOUNTANT}),
    frozenset({Role.SECRETARY, Role.SUPERVISOR}),
    frozenset({Role.WORKER, Role.SUPERVISOR}),
    frozenset({Role.ACCOUNTANT, Role.SUPERVISOR}),
)

# A supervisor is no near relative of those whose books they read (law on the committees); asked of the household.
KIN_APART: dict[Role, frozenset[Role]] = {
    Role.SUPERVISOR: frozenset({Role.SECRETARY, Role.WORKER, Role.CLERK, Role.ACCOUNTANT}),
}

# Powers over money, publication and accounts: an office opens them only to those who prove themselves twice.
GUARDED: frozenset[Power] = frozenset({_P.APPROVE_MONEY, _P.RECEIVE_MONEY, _P.KEEP_BOOKS, _P.PUBLISH, _P.GRANT_ROLES})
