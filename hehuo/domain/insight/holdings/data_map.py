"""The map of personal data (R-32): each table and column that keeps something of a person, and why.

A column that is not here fails `tests/domain/insight/holdings/test_data_map.py`: who adds one says here why it is kept.
"""

from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.agreements.models import Agreement, Exit, ExitItem, Plaque, Stewardship, Supplement, Suspension
from hehuo.domain.build.matches.models import Match as ListMatch
from hehuo.domain.build.matches.models import Wish as NeedWish
from hehuo.domain.build.partners.models import Neighbour, Partner, RecordsCheck, Staff
from hehuo.domain.build.projects.models import Acceptance, Callback, Entry, Gift, Line, Project, Step, Witness
from hehuo.domain.build.projects.models import Quote as ProjectQuote
from hehuo.domain.build.recruitment.models import (
    Application,
    Assessment,
    Call,
    CallReviewer,
    Decision,
    Draft,
    Interest,
    Ruling,
    ScreeningItem,
    Seat,
)
from hehuo.domain.build.resources.models import Adoption, Green, Resource
from hehuo.domain.build.resources.models import Care as GreenCare
from hehuo.domain.build.stewards.models import Help, Rota, Word
from hehuo.domain.build.stewards.models import Visit as StewardVisit
from hehuo.domain.build.timetables.models import Line as WeekLine
from hehuo.domain.build.timetables.models import Week
from hehuo.domain.ground.access.models import Card, Grant, Permit
from hehuo.domain.ground.admissions.models import Admission
from hehuo.domain.ground.bookings.models import Ask, Feed
from hehuo.domain.ground.circles.models import CircleQuestion, Notice
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.duties.models import Duty
from hehuo.domain.ground.entry.models import Claim, Invitation, PhoneCode
from hehuo.domain.ground.errands.models import Errand, Helper, NoErrands
from hehuo.domain.ground.files.models import File
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.intakes.models import Intake
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import (
    Apart,
    Care,
    Delegate,
    Guardianship,
    Membership,
    Merge,
    Move,
    Ownership,
    Person,
    Team,
)
from hehuo.domain.ground.places.models import Home, HomeChange
from hehuo.domain.ground.postings.models import Objection, Posting, Question
from hehuo.domain.ground.sessions.models import Lift, Session, SignUp, WalkIn
from hehuo.domain.ground.spaces.models import Booking
from hehuo.domain.insight.holdings.kinds import PHONE, Ground, Kept
from hehuo.domain.insight.holdings.models import DataRequest
from hehuo.domain.judge.reviews.models import Card as ReviewCard
from hehuo.domain.judge.reviews.models import Review, Reviewer
from hehuo.domain.judge.support.models import Support, Threshold
from hehuo.domain.judge.support.models import Use as SupportUse
from hehuo.domain.plan.ballots.models import (
    Ballot,
    Paper,
    Proxy,
    Slip,
    Voter,
    VoterPerson,
)
from hehuo.domain.plan.meetings.models import Decision as MeetingDecision
from hehuo.domain.plan.meetings.models import Item, Meeting, Motion
from hehuo.domain.plan.needs.models import Need, Voice
from hehuo.domain.plan.notes.models import Notes, Passage
from hehuo.domain.plan.pacts.models import Change as PactChange
from hehuo.domain.plan.pacts.models import Comment as PactComment
from hehuo.domain.plan.pacts.models import Filing as PactFiling
from hehuo.domain.plan.pacts.models import Pact, Signature, Version
from hehuo.domain.plan.surveys.models import Asked, Remark, Sheet, Survey
from hehuo.domain.plan.visits.models import Visit
from hehuo.domain.run.activities.models import Series
from hehuo.domain.run.banks.models import BankLine, ColumnTemplate, HeldPaper, Match, Reconciliation, Statement
from hehuo.domain.run.books.models import (
    Advice,
    Budget,
    MonthAccount,
    Offer,
    Opinion,
    Recusal,
    Request,
    SpendingRule,
    Turnover,
    YearAccount,
)
from hehuo.domain.run.clubs.models import Club, Event, EventMember, Wish
from hehuo.domain.run.contributions.models import Delivery as Brought
from hehuo.domain.run.contributions.models import Pledge as Contributed
from hehuo.domain.run.donations.models import Campaign, Disclosure, Donation
from hehuo.domain.run.exchanges.models import Delivery, Exchange, Pledge
from hehuo.domain.run.fairs.models import Count, Fair, Stall
from hehuo.domain.run.fees.models import Bill, FeePeriod, FeeRule, Payment
from hehuo.domain.run.levies.models import Cash, Collector, Extension, Levy, Share, SurplusMove
from hehuo.domain.run.services.models import Complaint, CostClause, FreeOffer, FreePlace, Order, PriceItem, PriceSheet
from hehuo.domain.share.recipes.models import Piece as RecipePiece
from hehuo.domain.share.recipes.models import Recipe, Setup

_DUTY_OF_OFFICE = _("居委会依法服务居民（个人信息保护法第十三条第三项）")
_OWN_WISH = _("您自己来办、自己说的（个人信息保护法第十三条第一项）")
_OFFICE = _("管花名册的社区工作者、社区书记")

ROLL = Ground(
    "roll", _("花名册"), _("找得到人，算得清户数"), _DUTY_OF_OFFICE, _("住在这里的时候；搬走后您要求删就删"),
    _("社区工作者；电话和证件号平时遮着，看一次记一次"),
)  # fmt: skip
CARE = Ground(
    "care", _("关爱情况"), _("上门探访、减免费用"), _("单独同意，或法定帮扶职责（第二十九条）"), _("情况结束为止"),
    _("社区工作者、社区书记，写明原因才看得见"),
)  # fmt: skip
ENTRY = Ground(
    "entry", _("登录和身份"), _("认得出是您，知道谁能办什么"), _DUTY_OF_OFFICE, _("账号用到不用为止"), _("系统管理员"),
    _("谁在什么时候有过什么身份要查得到，只留编号（网络安全法第二十一条）"),
)  # fmt: skip
VOICE = Ground(
    "voice",
    _("说过的事"),
    _("把大家要的办起来"),
    _OWN_WISH,
    _("事情在办的时候；您要求删就删"),
    _("社区工作人员；您点头的原话才公开"),
)
SESSION = Ground(
    "session", _("活动和场地"), _("留位子、签到、算人数"), _OWN_WISH, _("您要求删就删，来过多少人长期留"),
    _("办活动的人"),
    _("来过多少人是评议和台账的依据，只留编号，不留名字"),
)  # fmt: skip
FEEDBACK = Ground(
    "feedback",
    _("打的分"),
    _("决定谁能入伙、课好不好"),
    _OWN_WISH,
    _("和评议材料一样长"),
    _("社区工作人员；只公布合计"),
)
TOLD = Ground("told", _("通知和要办的事"), _("告诉您进展，记着轮到谁"), _DUTY_OF_OFFICE, _("看过之后两年"), _("您自己"))
FILES = Ground(
    "files", _("交来的材料和照片"), _("办您那件事"), _OWN_WISH, _("和那件事一样长"), _("您自己、社区工作人员")
)
CONSENT = Ground(
    "consent", _("同意书"), _("证明您同意过什么、什么时候撤回"), _("个人信息保护法第十四、十五条"), _("撤回后三年"),
    _("社区工作人员"),
)  # fmt: skip
REQUEST = Ground(
    "request", _("查、改、删的要求"), _("证明您要求过、我们怎么办的"), _("个人信息保护法第五十条"),
    _("至少到办完后三年"),
    _("您自己、社区工作人员"), _("要证明是谁要求删、谁核对、谁审批；只留编号和日期"),
)  # fmt: skip
RECRUIT = Ground(
    "recruit", _("招募和评议"), _("公开公正地选合伙人"), _("您来报名，或参加评议"),
    _("至少到协议结束后三年"),
    _("社区工作人员、评议小组"), _("评议和回避的记录要能复查，三年（民法典第一百八十八条）"),
)  # fmt: skip
RESOURCE = Ground(
    "resource", _("给的资源、认养的树"), _("让要用的人找得到，养护不落下"), _OWN_WISH,
    _("在清单上的时候；您要求删就删"),
    _("您同意才公开名字和电话；电话平时只有社区看得到，看一次记一次"),
)  # fmt: skip
AGREEMENT = Ground(
    "agreement", _("协议"), _("约定双方的事"), _("订立、履行合同（第十三条第二项）"), _("至少到协议结束后三年"),
    _("社区工作人员、合伙人"), _("合同要留到诉讼时效过去，三年（民法典第一百八十八条）"),
)  # fmt: skip
MONEY = Ground(
    "money", _("账目"), _("每一分钱有两个人经手"), _("会计法、会计档案管理办法"), _("30 年"),
    _("管账的人；公布的账目不写居民名字"), _("会计档案要保管 30 年（会计档案管理办法）"),
)  # fmt: skip
NOTICE = Ground(
    "notice", _("公示、异议和提问"), _("让大家看见，问了有答"), _("城市居民委员会组织法：居务公开"),
    _("和居务档案一样长"), _("所有人；提问和异议的人不公开姓名"), _("公示和答复是居务档案，公布后只能更正（居务公开）"),
)  # fmt: skip
SURVEY = Ground(
    "survey", _("问卷"), _("问清楚大家要什么、办得好不好，一人或一户只算一份"), _OWN_WISH,
    _("和办的那件事的档案一样长"), _("办问卷的人；不记名的谁也查不到；公布的只有合计"),
    _("结果公布了要能复查，留编号和答案，不公开名字"),
)  # fmt: skip
BALLOT = Ground(
    "ballot", _("投票"), _("算得清每一票，谁也不能重投"), _("民法典第二百七十八条、城市居民委员会组织法"),
    _("至少到决定不能再打官司，三年"), _("办投票的人；公布的只有合计"),
    _("表决可以要法院撤销，名册和票要留着复查（民法典第一百八十八条、第二百八十条）"),
)  # fmt: skip
MEETING = Ground(
    "meeting", _("开会和议题"), _("一件事怎么定的，查得到"), _("城市居民委员会组织法：居务公开、居务档案"),
    _("和居务档案一样长"), _("所有人看得到议题和决定；谁提的不公开姓名"),
    _("议题、纪要和决定是居务档案，要真实、准确、完整（城市居民委员会组织法第三十九条）"),
)  # fmt: skip
TEAM = Ground("team", _("队伍"), _("知道谁在哪支队"), _OWN_WISH, _("在队里的时候"), _OFFICE)
PLACE = Ground(
    "place", _("房屋"), _("算户数、算面积"), _("民法典第二百七十八条：表决按套、按面积"), _("房子在的时候"), _OFFICE,
    _("业主人数要算票，只留「有一位业主」，不留名字（民法典第二百七十八条）"),
)  # fmt: skip
ROSTER = Ground(
    "roster", _("收来的花名册原表"), _("登记、核对、能整份撤回"), _DUTY_OF_OFFICE, _("登记后 30 天"), _OFFICE
)
PAPER = Ground(
    "paper", _("没认出列的银行流水"), _("指出各列以后收进账里"), _DUTY_OF_OFFICE, _("收好就拿掉，最多 30 天"),
    _("报账员、街道会计"), _("是会计资料，原样留到收好或满 30 天（会计档案管理办法）"),
)  # fmt: skip

PROJECT = Ground(
    "project", _("项目"), _("一起办的事，谁办的、谁验收的查得到"), _DUTY_OF_OFFICE, _("和居务档案一样长"),
    _("所有人看得到项目；居民的名字遮着，回访的话只有社区工作人员看得见"),
    _("公益事业怎么办的是居务档案，要真实、准确、完整（城市居民委员会组织法第三十九条）"),
)  # fmt: skip

MAP: tuple[Kept, ...] = (
    Kept(Person, _("姓名、性别、生日、电话、证件号、住处"), ROLL, ("", "merged_into"),
         cleared=("sex", "born_on", "phone_sealed", "phone_hash", "identity_sealed", "identity_hash", "household",
                  "relation", "note", "account_id"),
         replaced=("name",)),
    Kept(Care, _("关爱情况"), CARE, ("person",), gone=True, cleared=("note",)),
    Kept(Ownership, _("名下的房"), PLACE, ("person",), held=("person",)),
    Kept(Home, _("房屋备注"), PLACE, mentions=("note",)),
    Kept(HomeChange, _("拆分合并的说明"), PLACE, mentions=("why",)),
    Kept(Move, _("搬进搬出"), ROLL, ("person",), cleared=("where", "before")),
    Kept(Guardianship, _("监护关系"), ROLL, ("ward", "guardian"), gone=True, mentions=("evidence",)),
    Kept(Delegate, _("当过户代表"), ROLL, ("person",), gone=True),
    Kept(Merge, _("重复记录的合并"), ROLL, ("person", "into"), by=("by",), cleared=("why",), mentions=("why",)),
    Kept(Apart, _("核对过不是同一个人"), ROLL, ("one", "other"), gone=True, mentions=("why",)),
    Kept(Team, _("带过的队伍"), TEAM, by=("leader",), mentions=("name", "purpose")),
    Kept(Membership, _("参加的队伍"), TEAM, ("person",), gone=True),
    Kept(Club, _("可以报名的队伍"), TEAM, by=("made_by", "assistant"), mentions=("about", "meets", "rule")),
    Kept(Wish, _("申请过入队"), TEAM, ("person",), by=("answered_by",), gone=True, mentions=("words", "why")),
    Kept(Event, _("队里的排练、演出"), TEAM, by=("noted_by",), mentions=("title", "where", "result", "withdrawn_why")),
    Kept(Fair, _("办过的集市"), SESSION, by=("made_by", "persons_by"),
         mentions=("title", "place", "note", "cancelled_why")),
    Kept(Stall, _("报过、看过的摊位"), SESSION, ("asked_by", "keeper"), by=("answered_by",),
         mentions=("unit", "gives", "why")),
    Kept(Count, _("记过的人次"), SESSION, by=("by",), mentions=("why", "counted_by")),
    Kept(EventMember, _("跟队里去过的演出"), TEAM, ("person",), gone=True),
    Kept(Grant, _("担任过的身份"), ENTRY, ("person",), by=("given_by",), held=("person",)),
    Kept(Card, _("个人卡"), ENTRY, ("person",), by=("printed_by",), gone=True, cleared=("token_hash", "pin")),
    Kept(PhoneCode, _("发到手机的验证码"), ENTRY, ("person", PHONE), gone=True),
    Kept(Invitation, _("印过的入户邀请"), ENTRY, by=("made_by",)),
    Kept(Claim, _("扫码说住在哪一套"), ENTRY, ("person", PHONE), by=("decided_by",), gone=True,
         mentions=("name", "reason")),
    Kept(Errand, _("谁替您办事"), ENTRY, ("person",), by=("helper",), replaced=("reason",)),
    Kept(Helper, _("您指定的替办的人"), ENTRY, ("person", "helper"), by=("named_by",), gone=True),
    Kept(NoErrands, _("不要别人代办"), ENTRY, ("person",), gone=True),
    Kept(Consent, _("同意过什么"), CONSENT, ("person",), by=("entered_by", "guardian", "withdrawn_by"), gone=True,
         mentions=("note",)),
    Kept(DataRequest, _("要求查、改、删"), REQUEST, ("person",), by=("asked_by", "checked_by", "settled_by"),
         cleared=("words", "answer"), mentions=("words", "answer")),
    Kept(Permit, _("申请看未成年人资料"), REQUEST, ("person",), by=("asked_by", "decided_by"),
         cleared=("why", "opinion"), mentions=("why", "opinion")),
    Kept(File, _("交来的材料和照片"), FILES, by=("kept_by",), mentions=("name", "removed_why")),
    Kept(Intake, _("收来的花名册"), ROSTER, by=("by",), mentions=("file_name", "notes")),
    Kept(Message, _("收到的通知"), TOLD, ("person",), gone=True, mentions=("subject", "body")),
    Kept(Duty, _("要办的事"), TOLD, by=("person", "done_by"), mentions=("title",)),
    Kept(Form, _("做过的反馈表"), FEEDBACK, by=("made_by",), mentions=("title",)),
    Kept(Reply, _("打的分、写的话"), FEEDBACK, ("person",), by=("entered_by",), cleared=("words",),
         mentions=("respondent_key", "words", "answers", "why_not")),
    Kept(Session, _("带过的活动"), SESSION, by=("leader", "held_by"), mentions=("title", "note", "reason")),
    Kept(WalkIn, _("纸上签过到"), SESSION, ("person",), by=("noted_by",), mentions=("words",)),
    Kept(SignUp, _("报名和签到"), SESSION, ("person",), by=("signed_by", "checked_in_by", "guardian"),
         cleared=("told_born_on",), held=("person",)),
    Kept(Lift, _("恢复照常报名"), SESSION, ("person",), by=("by",), gone=True, mentions=("why",)),
    Kept(Admission, _("写过的谁可以来"), SESSION, by=("made_by",), mentions=("label", "free_label")),
    Kept(Series, _("开过的课"), SESSION, by=("leader", "made_by"), mentions=("title", "note")),
    Kept(Booking, _("订过的场地"), SESSION, ("booked_by",), replaced=("purpose",), mentions=("reason",)),
    Kept(Ask, _("想订的场地"), SESSION, ("person",), by=("decided_by",), replaced=("purpose",), mentions=("reason",)),
    Kept(Feed, _("私人日历的地址"), SESSION, ("person",), gone=True),
    Kept(Visit, _("上门走访"), VOICE, by=("visitor",)),
    Kept(Voice, _("说过的事"), VOICE, ("speaker",), by=("collector", "sorted_by", "told_by"),
         cleared=("where", "speaker_name", "home", "door"), replaced=("words",), mentions=("collector_name",)),
    Kept(Need, _("别人整理的需求里提到的"), VOICE, by=("owner",), mentions=("title", "wording", "answer", "next_step")),
    Kept(Notes, _("传来的走访记录"), VOICE, by=("by",), mentions=("name", "remarks")),
    Kept(Passage, _("走访记录里的一行"), VOICE,
         mentions=("words", "raw", "speaker_name", "about", "collector_name")),
    Kept(Survey, _("起草过的问卷"), SURVEY, by=("drafted_by",), mentions=("title", "why", "questions")),
    Kept(Asked, _("问卷的名单"), SURVEY, ("person",), held=("person", "label", "door", "building")),
    Kept(Sheet, _("录过的纸问卷"), SURVEY, by=("entered_by",)),
    Kept(Remark, _("问卷里写的话"), SURVEY, by=("cleared_by",), mentions=("words", "question")),
    Kept(Ballot, _("办过的投票"), BALLOT, by=("drafted_by", "opened_by", "counted_by"),
         held=("title", "says", "rules", "follow_rule", "official", "void_why"), signs=True),
    Kept(Voter, _("投票名册上的一票"), BALLOT, held=("label",), signs=True),
    Kept(VoterPerson, _("投票的名册"), BALLOT, ("person",), held=("person", "name"), signs=True),
    Kept(Paper, _("投过的记名票"), BALLOT, by=("cast_by", "typed_by"), held=("marks", "signed", "note"), signs=True),
    Kept(Slip, _("录的纸票"), BALLOT, by=("first_by", "second_by", "settled_by"), held=("first", "second"), signs=True),
    Kept(Proxy, _("委托书"), BALLOT, ("agent",), by=("taken_by",), held=("agent", "agent_name"), signs=True),
    Kept(Pact, _("起草过的公约"), NOTICE, by=("made_by",), mentions=("title",)),
    Kept(Version, _("起草、公布的公约"), NOTICE, by=("drafted_by", "in_force_by"),
         held=("why", "adopted", "lawful_note", "end_why"), signs=True),
    Kept(PactChange, _("公约改过的地方"), NOTICE, by=("by",), held=("old_title", "old_text", "title", "text", "why")),
    Kept(PactComment, _("对公约提过的意见"), NOTICE, ("person",), by=("entered_by", "answered_by"), replaced=("text",),
         mentions=("about", "answer")),
    Kept(Signature, _("签过的公约"), NOTICE, ("person",), by=("entered_by", "struck_by"),
         mentions=("name", "struck_why")),
    Kept(PactFiling, _("报备案的记录"), NOTICE, by=("by",), held=("office",)),
    Kept(Motion, _("提过的议题"), MEETING, ("filer",), by=("entered_by",), held=("title", "why", "answer", "study")),
    Kept(Meeting, _("办过的会"), MEETING, by=("called_by", "closed_by"),
         held=("title", "asked_by", "presider", "cancelled_why")),
    Kept(Item, _("会上的一件事"), MEETING, by=("owner",), held=("title", "minutes", "why", "text", "interests")),
    Kept(MeetingDecision, _("会议决定里要您办的"), MEETING, by=("owner", "done_by"), held=("text", "done_words")),
    Kept(Objection, _("提过的异议"), NOTICE, ("person",), by=("entered_by", "answered_by"), held=("text", "answer")),
    Kept(Question, _("问过的话"), NOTICE, ("asker",), by=("entered_by", "answered_by"), replaced=("text",),
         mentions=("line", "answer", "hidden_why")),
    Kept(Notice, _("圈子里发的通知"), NOTICE, by=("said_by",), mentions=("title", "text", "taken_down_why")),
    Kept(CircleQuestion, _("在圈子里问过的话"), NOTICE, ("asker",), by=("owner", "answered_by"), replaced=("text",),
         mentions=("answer",)),
    Kept(Posting, _("公示里写到的"), NOTICE, by=("posted_by",), held=("title", "body", "contact", "withdrawn_why"),
         signs=True),
    Kept(Partner, _("合伙人资料里的联系人"), RECRUIT, (PHONE,), by=("contact",),
         cleared=("phone_sealed", "phone_hash"), mentions=("name", "profile", "photo_alt", "banned_why")),
    Kept(Staff, _("合伙人的人员"), RECRUIT, ("person", PHONE), by=("added_by",),
         cleared=("phone_sealed", "phone_hash", "role"), replaced=("name",)),
    Kept(RecordsCheck, _("违法犯罪记录查过的日子"), RECRUIT, by=("checked_by",), mentions=("evidence",)),
    Kept(Neighbour, _("邻里合伙人"), ROLL, ("person",), cleared=("area",)),
    Kept(Application, _("报名入伙时留的联系人"), RECRUIT, ("applicant", PHONE),
         by=("entered_by", "owner", "exempt_by"),
         cleared=("phone_sealed", "phone_hash", "contact_name"),
         mentions=("name", "offer", "exempt_why", "ending", "times_said", "papers_said", "contact_name", "flags",
                   "other_spaces")),
    Kept(Draft, _("没交的报名"), RECRUIT, ("person", PHONE), gone=True),
    Kept(Call, _("招募令上的联系人"), RECRUIT, by=("made_by",),
         mentions=("title", "contact_name", "background", "conditions", "seeks", "papers", "review_method", "criteria",
                   "term", "rights", "oversight_phone")),
    Kept(CallReviewer, _("招募的评审"), RECRUIT, by=("person", "named_by"), signs=True),
    Kept(Assessment, _("评审打的分"), RECRUIT, by=("person",),
         held=("points", "words", "stepped_back_why"), signs=True),
    Kept(ScreeningItem, _("审核材料"), RECRUIT, by=("checked_by",), mentions=("title", "evidence")),
    Kept(Week, _("排过的一周"), RECRUIT, by=("made_by", "accepted_by")),
    Kept(WeekLine, _("一周安排里的时段"), RECRUIT, mentions=("reason",)),
    Kept(Ruling, _("初审提示的核实"), RECRUIT, by=("ruled_by",), mentions=("key", "detail", "why")),
    Kept(Decision, _("评议"), RECRUIT, by=("opened_by",), held=("figures",), signs=True),
    Kept(Seat, _("评议的意见"), RECRUIT, by=("person",), held=("opinion",), signs=True),
    Kept(Interest, _("利害关系的说明"), RECRUIT, by=("person", "declared_by"), held=("words",), signs=True),
    Kept(Agreement, _("协议"), AGREEMENT, by=("made_by", "signed_by"),
         held=("subject", "community_gives", "partner_gives", "duties", "ended_why"), signs=True),
    Kept(Supplement, _("补充协议"), AGREEMENT, by=("made_by", "signed_by"),
         held=("subject", "community_gives", "partner_gives", "duties", "why", "replaces"), signs=True),
    Kept(Plaque, _("授牌的记录"), AGREEMENT, by=("given_by", "taken_by"), mentions=("given_to",)),
    Kept(Contributed, _("投入的约定"), AGREEMENT, by=("made_by", "dropped_by"), mentions=("what", "dropped_why")),
    Kept(Brought, _("记过的投入"), AGREEMENT, by=("noted_by", "confirmed_by"), mentions=("what", "why")),
    Kept(Suspension, _("暂停协议的记录"), AGREEMENT, by=("by", "lifted_by"), held=("why", "lifted_why"), signs=True),
    Kept(Exit, _("退出的记录"), AGREEMENT, by=("asked_by", "decided_by"),
         held=("why", "reply", "decision"), signs=True),
    Kept(ExitItem, _("退出时清的一项"), AGREEMENT, by=("done_by",), held=("title", "note"), signs=True),
    Kept(Stewardship, _("联系过的合伙人"), AGREEMENT, by=("person",), held=("person",), signs=True),
    Kept(Resource, _("给大家用的资源"), RESOURCE, ("giver", PHONE), by=("entered_by", "confirmed_by"),
         cleared=("phone_sealed", "phone_hash", "note", "where", "why", "in_return"), replaced=("title",),
         mentions=("unit",)),
    Kept(Green, _("登记过的树和地"), RESOURCE, by=("made_by",), mentions=("species", "where", "gone_why")),
    Kept(Adoption, _("认养的树和地"), RESOURCE, ("adopter",), by=("made_by",), mentions=("unit", "care", "ended_why")),
    Kept(GreenCare, _("记过的养护"), RESOURCE, by=("noted_by",), mentions=("what", "taken_back_why")),
    Kept(Project, _("办过的项目"), PROJECT, by=("lead", "made_by", "asked_by", "approved_by", "tended_by"),
         held=("title", "why", "ended_why", "outcome")),
    Kept(Line, _("项目的预算"), PROJECT, held=("what",)),
    Kept(ProjectQuote, _("项目的报价"), PROJECT, held=("supplier", "terms", "why")),
    Kept(Gift, _("给项目的东西、地方、人手"), PROJECT, ("person",), by=("noted_by",), mentions=("what", "unit")),
    Kept(Step, _("项目里的一件事"), PROJECT, by=("owner", "done_by"), held=("title",)),
    Kept(Entry, _("项目的日志"), PROJECT, by=("written_by", "settled_by"), mentions=("words", "settled_words")),
    Kept(Acceptance, _("居民验收的记录"), PROJECT, by=("noted_by", "mended_by"), held=("findings", "mend")),
    Kept(Witness, _("参加过的验收"), PROJECT, ("person",), held=("person",)),
    Kept(NeedWish, _("需求要什么，谁记的"), VOICE, by=("said_by",)),
    Kept(ListMatch, _("认领过、答应过的需求"), RESOURCE, by=("begun_by", "answered_by", "done_by", "confirmed_by"),
         mentions=("words", "answer", "outcome")),
    Kept(Callback, _("回访时说的话"), PROJECT, ("person",), by=("asked_by",), cleared=("words",)),
    Kept(Rota, _("管家的轮值"), AGREEMENT, by=("first",), signs=True),
    Kept(StewardVisit, _("走访合伙人的记录"), AGREEMENT, by=("by",), held=("said", "next_step"), signs=True),
    Kept(Help, _("向管家求助"), AGREEMENT, ("asked_by",), by=("steward",), held=("what", "result"), signs=True),
    Kept(ReviewCard, _("考核表"), AGREEMENT, by=("made_by",), held=("lines", "bands", "why"), signs=True),
    Kept(Review, _("合伙人考核"), AGREEMENT, by=("opened_by", "red_line_by", "asked_by", "decided_by"),
         held=("lines", "bands", "red_line", "red_line_why", "returned_why", "words", "band", "figures"), signs=True),
    Kept(Reviewer, _("考核里请您打分"), AGREEMENT, by=("person",), held=("stepped_back_why",), signs=True),
    Kept(Recipe, _("做法"), AGREEMENT, by=("made_by", "shared_by"), held=("title", "problem", "story"), signs=True),
    Kept(Setup, _("做法落到哪里"), AGREEMENT, by=("lead", "made_by"), held=("stopped_why",), signs=True),
    Kept(RecipePiece, _("照做法办的一件"), AGREEMENT, by=("done_by",), held=("why",), signs=True),
    Kept(Threshold, _("几星起给支持"), AGREEMENT, by=("set_by",), signs=True),
    Kept(Support, _("给合伙人的支持"), AGREEMENT, by=("asked_by", "decided_by"), held=("what", "words"), signs=True),
    Kept(SupportUse, _("支持用在哪里"), AGREEMENT, by=("noted_by",), held=("note",), signs=True),
    Kept(Word, _("求助时说的话"), AGREEMENT, by=("by",), held=("text",), signs=True),
    Kept(PriceItem, _("标过的价"), AGREEMENT, by=("set_by",),
         held=("group", "name", "source", "free_for", "note"), signs=True),
    Kept(PriceSheet, _("交来的价目表"), AGREEMENT, by=("made_by", "taken_by"), held=("file_name", "lines", "remarks"),
         signs=True),
    Kept(CostClause, _("按成本收的那一条"), AGREEMENT, by=("noted_by",), held=("words",), signs=True),
    Kept(FreeOffer, _("谁免费"), AGREEMENT, by=("made_by",), held=("service", "label", "groups"), signs=True),
    Kept(FreePlace, _("免费名额"), VOICE, ("person",), by=("given_by",)),
    Kept(Order, _("约过的服务"), VOICE, ("person", "ordered_by"),
         by=("accepted_by", "done_by", "cancelled_by"), cleared=("where", "wish", "said", "cancelled_why")),
    Kept(Complaint, _("投诉过的话"), NOTICE, ("made_by",), by=("answered_by",), replaced=("words",),
         mentions=("answer",)),
    Kept(Exchange, _("往来账"), AGREEMENT, by=("opened_by",), held=("title",), signs=True),
    Kept(Pledge, _("往来的约定"), AGREEMENT, by=("made_by", "dropped_by"), held=("what", "dropped_why"), signs=True),
    Kept(Delivery, _("往来的一笔"), AGREEMENT, by=("noted_by", "confirmed_by"), held=("what", "why"), signs=True),
    Kept(Due, _("应收款"), MONEY, by=("requested_by", "approved_by"), mentions=("debtor_name",),
         held=("title", "proof", "void_why"), signs=True),
    Kept(Voucher, _("凭证"), MONEY, by=("requested_by", "approved_by", "handled_by"),
         held=("what", "proof", "party", "receipt_issuer"), signs=True),
    Kept(Transaction, _("记账"), MONEY, by=("actor",), held=("memo",), signs=True),
    Kept(Turnover, _("营业额申报"), MONEY, by=("declared_by", "confirmed_by", "requested_by", "approved_by"),
         held=("note", "returned_why"), signs=True),
    Kept(Request, _("收付申请"), MONEY, ("payee",),
         by=("requested_by", "approved_by", "returned_by", "accepted_by", "handled_by", "checked_by"),
         held=("payee", "what", "proof", "scope", "party", "why_not_lowest", "decision", "opinion", "returned_why",
               "acceptance"), signs=True),
    Kept(Offer, _("比价时的报价"), MONEY, held=("supplier",), signs=True),
    Kept(Advice, _("审批以前的意见"), MONEY, by=("given_by",), held=("words",), signs=True),
    Kept(Recusal, _("和一笔款项的利害关系"), MONEY, by=("person",), held=("words",), signs=True),
    Kept(Budget, _("预算"), MONEY, by=("requested_by", "approved_by"), held=("decision", "returned_why"), signs=True),
    Kept(YearAccount, _("年度账目"), MONEY, by=("closed_by", "posted_by"), held=("account",), signs=True),
    Kept(SpendingRule, _("付款要求"), MONEY, by=("set_by",), signs=True),
    Kept(MonthAccount, _("月度账目"), MONEY, by=("closed_by", "posted_by"), held=("account",), signs=True),
    Kept(Levy, _("户筹"), MONEY, by=("made_by", "requested_by", "approved_by"),
         held=("title", "why", "decided_by", "decision", "surplus_words"), signs=True),
    Kept(Extension, _("户筹延期"), MONEY, by=("asked_by", "decided_by"), held=("why", "returned_why"), signs=True),
    Kept(SurplusMove, _("户筹余款拨付"), MONEY, by=("requested_by", "approved_by", "returned_by", "handled_by"),
         held=("decided_by", "decision", "returned_why"), signs=True),
    Kept(Collector, _("谁收户筹"), MONEY, ("person",), by=("named_by", "ended_by"), held=("hours",), signs=True),
    Kept(Share, _("各户、各人应出的钱"), MONEY, ("person",), mentions=("excuse_words", "pledge_words")),
    Kept(FeeRule, _("收费标准"), MONEY, by=("made_by",), held=("decision",), signs=True),
    Kept(FeePeriod, _("一期物业费"), MONEY, by=("made_by", "requested_by", "approved_by"), held=("title",), signs=True),
    Kept(Bill, _("各户的物业费账单"), MONEY, mentions=("waived_why",)),
    Kept(Payment, _("交的物业费"), MONEY, by=("noted_by", "taken_by"), held=("note",), signs=True),
    Kept(Cash, _("收的现金"), MONEY, by=("collected_by", "taken_by"), signs=True),
    Kept(Donation, _("捐过的款物"), MONEY, ("donor",), by=("registered_by", "confirmed_by"),
         cleared=("donor_sealed", "note"), held=("goods", "receipt_issuer", "why"), signs=True),
    Kept(Campaign, _("慈善组织的募捐"), MONEY, by=("made_by", "published_by"),
         held=("title", "plan", "charity", "certificate_no", "filing_no", "contact", "link", "earmark"), signs=True),
    Kept(Disclosure, _("募捐情况的公开"), MONEY, by=("written_by", "published_by"), held=("text", "figures"),
         signs=True),
    Kept(Statement, _("银行流水"), MONEY, by=("made_by",), held=("file_name", "account", "notes"), signs=True),
    Kept(HeldPaper, _("没认出列的流水文件"), PAPER, by=("made_by",), held=("file_name", "content_sealed", "called"),
         signs=True),
    Kept(ColumnTemplate, _("银行流水各列的样式"), MONEY, by=("made_by",), held=("name",), signs=True),
    Kept(BankLine, _("银行流水里的一笔"), MONEY, by=("explained_by",),
         held=("summary", "party_sealed", "memo_sealed", "explanation"), signs=True),
    Kept(Reconciliation, _("余额调节表"), MONEY, by=("prepared_by", "confirmed_by"), held=("figures", "note"),
         signs=True),
    Kept(Match, _("流水对上的账"), MONEY, by=("made_by",), held=("why",), signs=True),
    Kept(Opinion, _("监督意见"), MONEY, by=("given_by",), held=("text",), signs=True),
)  # fmt: skip

GROUNDS: tuple[Ground, ...] = tuple({kept.ground.key: kept.ground for kept in MAP}.values())
