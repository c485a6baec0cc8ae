"""Haiwan's partners for years: who works for them, what they promised to bring and brought, and their plaques."""

from hehuo.core import clock
from hehuo.domain.build.agreements import actions as agreements
from hehuo.domain.build.agreements import queries
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import actions
from hehuo.domain.build.partners.actions import StaffWords
from hehuo.domain.build.partners.kinds import CHECK_TERM, Contribution
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.run.contributions import actions as contributions
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.people import Office, office

RUNS_OUT_IN = 20  # days: the check of one of them


def tell() -> None:
    """The farm has three at work beside its contact; everyone who signed has a plaque at the door."""
    with cast.in_community("haiwan"):
        people = office()
        signed = list(queries.in_force().order_by("number"))
        farm = next(each for each in signed if each.partner.contact_id == people.partner.id)
        _staff(people, farm.partner)
        _brings(people, farm)
        with standing(day(25), 15):
            for agreement in signed:
                agreements.give_plaque(
                    actor=people.worker, agreement=agreement, given_to=agreement.partner.contact.name
                )


def clear_contact(people: Office, partner: Partner) -> None:
    """Who speaks for a partner that works with children stands on its list, looked into today."""
    if not partner.is_close_to_minors:
        return
    someone = actions.add_staff(
        actor=partner.contact, partner=partner,
        words=StaffWords(name=partner.contact.name, role="负责人，带班", with_minors=True, is_named=True),
    )  # fmt: skip
    actions.record_check(
        actor=people.worker, staff=someone, checked_on=clock.today(), evidence="户籍派出所告知函，看过原件"
    )


def _staff(people: Office, partner: Partner) -> None:
    """One was looked into almost a year ago, one last month, one waits for it."""
    first = CHECK_TERM.days - RUNS_OUT_IN
    for name, role, phone, checked in (
        ("林小满", "自然课老师", "13900006001", first), ("邓志强", "菜园管护", "13900006002", 30),
        ("何晓彤", "助教", "13900006003", None),
    ):  # fmt: skip
        with standing(day(checked or 2), 10):
            someone = actions.add_staff(
                actor=partner.contact, partner=partner,
                words=StaffWords(name=name, role=role, phone=phone, with_minors=True, is_named=name == "林小满"),
            )  # fmt: skip
            if checked:
                actions.record_check(
                    actor=people.worker, staff=someone, checked_on=day(checked), evidence="户籍派出所告知函，看过原件"
                )
    actions.remind_of_checks()


def _brings(people: Office, farm: Agreement) -> None:
    """Seeds came and were confirmed, some hours of teaching too; hands were promised and did not come in time."""
    worker, contact, promised = people.worker, farm.partner.contact, {}
    with standing(day(28), 11):
        for kind, amount, what, due_on in (
            (Contribution.GOODS, 60, "种子和育苗盆", farm.ends_on),
            (Contribution.SKILL, 40 * 60, "种植课", farm.ends_on), (Contribution.HANDS, 12, "屋顶换土", day(4)),
        ):  # fmt: skip
            promised[kind] = contributions.pledge_contribution(
                actor=worker, agreement=farm, kind=kind, amount=amount, what=what, due_on=due_on
            )
    for ago, kind, amount, what in (
        (20, Contribution.GOODS, 45, "种子 30 包、育苗盆 15 个"), (12, Contribution.SKILL, 150, "两节种植课"),
    ):  # fmt: skip
        with standing(day(ago), 17):
            noted = contributions.note_contribution(
                actor=contact, agreement=farm, kind=kind, amount=amount, what=what, pledge=promised[kind]
            )
        with standing(day(ago - 1), 10):
            contributions.confirm_contribution(actor=worker, delivery=noted)
    with standing(day(1), 17):
        contributions.note_contribution(
            actor=contact, agreement=farm, kind=Contribution.SKILL, amount=90, what="周三种植课",
            pledge=promised[Contribution.SKILL],
        )  # fmt: skip
    contributions.ring_late()
