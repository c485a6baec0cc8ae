"""Money asked for, approved, handled, expected, moved and put right."""

from dataclasses import replace
from typing import Any

from hehuo.domain.ground.funds import actions as funds
from hehuo.domain.ground.funds.kinds import Source
from hehuo.domain.ground.funds.models import Due, Voucher
from hehuo.domain.ground.ledger.models import Transaction
from hehuo.domain.run.books import actions
from hehuo.domain.run.books.models import Request
from tests.storms.hands.office import Office
from tests.storms.hands.paper import Asked, Owed, Plan


def ask(office: Office) -> Plan:
    """For a purpose, on a line that now and then belongs to another fund."""
    who, way, fen = office.who("ask"), office.dice.choice(["in", "out"]), office.fen()
    purpose = office.purpose()
    other = purpose if office.dice.random() < 0.9 else office.purpose()
    line, wanted = office.lines[other, way], office.purposes[purpose]
    asked = Asked(purpose, way, fen, who)
    return Plan(
        f"ask {asked} on a line of {other}",
        lambda: actions.request_money(
            actor=office.people[who], line=line, fen=fen, what="桌椅", party="某单位", purpose=wanted
        ),
        office.paper.may(who, "ask") and fen > 0 and line.fund_id == wanted.fund_id,
        lambda made: office.requests.append((made.pk, asked)),
    )


def decide(office: Office) -> Plan:
    """Approve, or say no."""
    if not office.requests:
        return ask(office)
    pk, asked = office.pick(office.requests, "asked")
    who, yes = office.who("approve", rather=asked.asked), office.dice.random() < 0.9
    act = actions.approve_request if yes else actions.refuse_request

    def note(_: Request) -> None:
        asked.approved, asked.state = who, "approved" if yes else "refused"

    return Plan(
        f"decide {yes} {who} {asked}",
        lambda: act(actor=office.people[who], request=Request(pk=pk), opinion="看过了"),
        office.only(
            one_human=not office.paper.two(who, asked.asked),
            may=asked.state == "asked" and office.paper.may(who, "approve"),
        ),
        note,
    )


def send_back(office: Office) -> Plan:
    """To who asked: by one who approves it, or by the clerk once it was approved."""
    if not office.requests:
        return ask(office)
    paper, (pk, asked) = office.paper, office.pick(office.requests, office.dice.choice(["asked", "approved"]))
    who = office.who(office.dice.choice(["approve", "handle"]), rather=asked.asked)
    approves = paper.may(who, "approve") and paper.two(who, asked.asked)
    pays = asked.state == "approved" and paper.may(who, "handle") and paper.two(who, asked.approved)
    return Plan(
        f"send_back {who} {asked}",
        lambda: actions.return_request(actor=office.people[who], request=Request(pk=pk), why="票据不对"),
        asked.state in ("asked", "approved") and (approves or pays),
        lambda _: vars(asked).update(state="returned", approved=None),
    )


def mend(office: Office) -> Plan:
    """Put right what was sent back, and ask again: only who asked."""
    if not office.requests:
        return ask(office)
    pk, asked = office.pick(office.requests, "returned")
    who, fen = office.who("ask", rather=asked.asked), office.fen()
    own = not office.paper.two(who, asked.asked)
    return Plan(
        f"mend {fen} {who} {asked}",
        lambda: actions.mend_request(
            actor=office.people[who], request=Request(pk=pk), fen=fen, what="桌椅", party="某单位",
            purpose=office.purposes[asked.purpose],
        ),
        asked.state == "returned" and own and office.paper.may(who, "ask") and fen > 0,
        lambda _: vars(asked).update(state="asked", fen=fen),
    )  # fmt: skip


def settle(office: Office) -> Plan:
    """Receive or pay what was approved, by one who did not approve, while the approver still may."""
    if not office.requests:
        return ask(office)
    paper, (pk, asked) = office.paper, office.pick(office.requests, "approved")
    who, on = office.who("handle", rather=asked.approved), office.day()

    def note(done: Request) -> None:
        asked.state, asked.handled = "done", who
        assert done.transaction
        office.written(done.transaction, office.slip_of(asked, way=asked.way, fen=asked.fen, on=on, who=who))

    return Plan(
        f"settle {who} {on} {asked}",
        lambda: actions.settle_request(actor=office.people[who], request=Request(pk=pk), on=on),
        asked.state == "approved" and office.only(
            one_human=not paper.three(asked.asked, asked.approved, who),
            may=paper.may(who, "handle") and paper.may(asked.approved, "approve") and paper.is_day(on)
            and paper.has(asked.purpose, asked.way, asked.fen, on),
        ),
        note,
    )  # fmt: skip


def _three(office: Office) -> tuple[str, str, str]:
    """Who asked, who approved, who handles."""
    asked = office.who(office.dice.choice(["ask", "ask", "approve"]))
    approved = office.who("approve", rather=asked)
    return asked, approved, office.who("handle", rather=approved)


def book(office: Office) -> Plan:
    """Straight into the books, without a request."""
    paper, purpose, way = office.paper, office.purpose(), office.dice.choice(["in", "out"])
    fen, on, (asked, approved, who) = office.fen(), office.day(), _three(office)
    act: Any = funds.receive_plain if way == "in" else funds.spend
    by = Asked(purpose, way, fen, asked, approved)
    return Plan(
        f"book {who} {on} {by}",
        lambda: act(
            actor=office.people[who], line=office.lines[purpose, way], fen=fen, on=on, what="水电",
            purpose=office.purposes[purpose],
            requested_by=office.people[asked], approved_by=office.people[approved],
        ),
        office.only(
            one_human=not paper.three(asked, approved, who),
            may=paper.may(who, "handle") and paper.may(approved, "approve") and paper.is_day(on)
            and paper.has(purpose, way, fen, on),
        ),
        lambda made: office.written(made, office.slip_of(by, way=way, fen=fen, on=on, who=who)),
    )  # fmt: skip


def move(office: Office) -> Plan:
    """From one pot to the other, on the ground of a decision."""
    general = [key for key, purpose in office.purposes.items() if not purpose.is_restricted]
    paper, source, target = office.paper, office.dice.choice(general), office.dice.choice(general)
    fen, on, (asked, approved, who) = office.fen(), office.day(), _three(office)
    by = Asked(source, "out", fen, asked, approved)
    one, other = office.purposes[source].fund, office.purposes[target].fund

    def note(made: Transaction) -> None:
        out = office.slip_of(by, way="out", fen=fen, on=on, who=who)
        into = office.slip_of(replace(by, purpose=target), way="in", fen=fen, on=on, who=who)
        office.written(made, out, into)

    return Plan(
        f"move to {target} {who} {on} {by}",
        lambda: funds.move_between(
            actor=office.people[who], source=one, target=other, fen=fen, on=on, decision=one, why="开会定的",
            requested_by=office.people[asked], approved_by=office.people[approved],
        ),
        office.only(
            one_human=not paper.three(asked, approved, who),
            may=source != target and paper.may(who, "handle") and paper.may(approved, "approve") and paper.is_day(on)
            and paper.has(source, "out", fen, on),
        ),
        note,
    )  # fmt: skip


def expect(office: Office) -> Plan:
    purpose, fen, asked = office.purpose(), office.fen(), office.who("ask")
    who = office.who("approve", rather=asked)
    owed, wanted = Owed(purpose, fen, asked, who), office.purposes[purpose]
    return Plan(
        f"expect {owed}",
        lambda: funds.expect(
            actor=office.people[who], fund=wanted.fund, fen=fen, due_on=office.paper.today, about=wanted,
            title="租金", debtor_name="某单位", source=Source.INTEREST, purpose=wanted,
            line=office.lines[purpose, "in"], requested_by=office.people[asked],
        ),
        office.only(one_human=not office.paper.two(asked, who), may=fen > 0 and office.paper.may(who, "approve")),
        lambda made: office.dues.append((made.pk, owed)),
    )  # fmt: skip


def receive(office: Office) -> Plan:
    """All that is expected, a part, or more than that."""
    if not office.dues:
        return expect(office)
    paper, (pk, owed) = office.paper, office.pick(office.dues, "open")
    who, on, left = office.who("handle", rather=owed.approved), office.day(), owed.fen - owed.came
    fen = office.dice.choice([left, left, max(1, left // 2), left + 1])
    return Plan(
        f"receive {fen} {who} {on} {owed}",
        lambda: funds.receive(actor=office.people[who], due=Due(pk=pk), fen=fen, on=on),
        office.only(
            one_human=not paper.two(who, owed.approved),
            may=owed.state == "open" and 0 < fen <= left and paper.may(who, "handle") and paper.is_day(on),
        ),
        lambda made: office.written(made, office.slip_of(owed, way="in", fen=fen, on=on, who=who)),
    )


def void(office: Office) -> Plan:
    """Give up what is expected: not by who asked for it."""
    if not office.dues:
        return expect(office)
    pk, owed = office.pick(office.dues, "open")
    who = office.who("approve", rather=owed.asked)
    return Plan(
        f"void {who} {owed}",
        lambda: funds.void_due(actor=office.people[who], due=Due(pk=pk), why="不来了"),
        office.only(
            one_human=not office.paper.two(who, owed.asked),
            may=owed.state == "open" and office.paper.may(who, "approve"),
        ),
        lambda _: vars(owed).update(state="void"),
    )


def take_back(office: Office) -> Plan:
    """Put a wrong entry right, with all slips of its number."""
    paper = office.paper
    if not paper.slips:
        return book(office)
    slip, who, on = office.dice.choice(paper.slips[-200:]), office.who("put right"), office.day()
    slips = paper.of_number(slip.number)
    voucher = Voucher.objects.get(number=slip.number, purpose=office.purposes[slip.purpose])

    def note(made: Transaction) -> None:
        paper.take_back(slips, who, on)
        office.check(made)

    return Plan(
        f"take_back {who} {on} {slips}",
        lambda: funds.reverse_voucher(actor=office.people[who], voucher=voucher, reason="录错", on=on),
        paper.may(who, "put right") and paper.may_take_back(slips, on),
        note,
    )
