"""Duties handed over, records found to be one human, and one acting for another."""

from typing import Any

from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.errands import actions as errands
from hehuo.domain.ground.errands import choosing
from hehuo.domain.ground.errands.kinds import Consent
from hehuo.domain.ground.errands.models import Errand
from hehuo.domain.ground.people.models import Merge
from hehuo.domain.ground.rolls.actions import doubles
from tests.storms.hands.office import RESIDENT, ROLES, TWICE, Office
from tests.storms.hands.paper import Plan


def grant(office: Office) -> Plan:
    """Mostly a role that its first holder lost, often one more to a worker, else any to anyone of the office."""
    to, role = office.dice.choice([*ROLES, *TWICE]), office.dice.choice(list(ROLES.values()))
    lost = [held for held in ROLES.items() if held not in office.paper.grants]
    if lost and office.dice.random() < 0.6:
        to, role = office.dice.choice(lost)
    elif office.dice.random() < 0.5:
        to, role = office.dice.choice([each for each in office.people if "许卫东" in each]), "secretary"
    who = office.who("grant", rather=to)

    def note(made: Grant) -> None:
        office.grants.append((made.pk, (to, role)))
        office.paper.grants.append((to, role))

    return Plan(
        f"grant {who} {to} {role}",
        lambda: access.grant_role(actor=office.people[who], person=office.people[to], role=Role(role)),
        office.only(one_human=not office.paper.two(who, to), may=office.paper.may_grant(who, to, role)),
        note,
    )


def end(office: Office) -> Plan:
    """A role ends, and with it what its holder may do; never by the holder. Often one of a second record."""
    second = [each for each in office.grants if each[1][0] in TWICE]
    pk, held = office.dice.choice(second if second and office.dice.random() < 0.6 else office.grants)
    who = office.who("grant", rather=held[0])

    def note(_: Grant) -> None:
        office.grants.remove((pk, held))
        office.paper.grants.remove(held)

    return Plan(
        f"end {who} {held}",
        lambda: access.end_role(actor=office.people[who], grant=Grant(pk=pk)),
        office.only(one_human=not office.paper.two(who, held[0]), may=office.paper.may(who, "grant")),
        note,
    )


def merge(office: Office) -> Plan:
    """Two records are one human: mostly two that are, now and then the other way round."""
    one, into = office.dice.choice(list(TWICE.items()))
    if office.dice.random() < 0.2:
        one, into = into, one
    who = office.who("merge", rather=into)

    def note(made: Merge) -> None:
        office.merges.append(made)
        office.paper.root[one] = into

    return Plan(
        f"merge {who} {one} {into}",
        lambda: doubles.merge_people(
            actor=office.people[who], person=office.people[one], into=office.people[into], why="看了身份证",
            closes_entry=True,
        ),
        office.paper.may_merge(who, one, into),
        note,
    )  # fmt: skip


def part(office: Office) -> Plan:
    """They were two after all; said by another than either of them."""
    if not office.merges:
        return merge(office)
    merged = office.dice.choice(office.merges)
    one, into = merged.person.name, merged.into.name
    who = office.who("merge", rather=into)

    def note(_: Merge) -> None:
        office.merges.remove(merged)
        del office.paper.root[one]

    return Plan(
        f"part {who} {one} {into}",
        lambda: doubles.undo_merge(actor=office.people[who], merge=merged),
        office.only(one_human=not office.paper.two(who, into), may=office.paper.may(who, "merge")),
        note,
    )


def choose(office: Office) -> Plan:
    """The resident chooses in person who may act for them, and ends it."""
    helper, me = office.dice.choice([*ROLES, *TWICE]), office.people[RESIDENT]
    if helper in office.helpers:
        return Plan(
            f"dismiss {helper}",
            lambda: choosing.end_helper(actor=me, named=office.helpers[helper]),
            not office.errand,
            lambda _: office.helpers.pop(helper),
        )
    return Plan(
        f"choose {helper}",
        lambda: choosing.name_helper(actor=me, person=me, helper=office.people[helper], relation="邻居"),
        not office.errand,
        lambda named: office.helpers.update({helper: named}),
    )


def errand(office: Office) -> Plan:
    """Somebody acts for the resident for some steps, in which neither of the two has any duty; or ends it."""
    if office.errand:
        return _end(office, office.errand)
    helper = office.who("visit")

    def note(begun: Errand) -> None:
        office.errand, office.paper.is_errand = begun, True

    return Plan(
        f"errand {helper}",
        lambda: errands.begin_errand(
            actor=office.people[helper], person=office.people[RESIDENT], consent=Consent.SPOKEN, reason="不会用手机"
        ),
        helper != RESIDENT and (office.paper.may(helper, "visit") or helper in office.helpers),
        note,
    )


def _end(office: Office, under_way: Errand) -> Plan:
    helper = office.dice.choice([RESIDENT, under_way.helper.name])

    def note(_: Any) -> None:
        office.errand, office.paper.is_errand = None, False

    return Plan(
        f"errand_ended {helper}",
        lambda: errands.end_errand(actor=office.people[helper], errand=under_way),
        True,
        note,
    )
