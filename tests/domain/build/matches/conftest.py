"""A need, what neighbours give, and a partner under agreement."""

from datetime import time

import pytest

from hehuo.core import clock
from hehuo.domain.build.agreements.kinds import AgreementState
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.matches import actions
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.build.partners.kinds import ServiceField, Way
from hehuo.domain.build.resources.actions import resources as giving
from hehuo.domain.build.resources.actions.resources import Said
from hehuo.domain.build.resources.kinds import Channel, Kind
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.plan.needs.kinds import NeedKind, NeedState
from hehuo.domain.plan.needs.models import Need


@pytest.fixture
def colleague(somebody):
    return somebody("李建国", Role.WORKER)


@pytest.fixture
def make_need(worker):
    """`make_need("楼道灯不亮")`: published today."""

    def make(title, kind=NeedKind.HOUSE, **more):
        return Need.objects.create(
            number=f"2026-{Need.objects.count() + 1:03d}", title=title, kind=kind, owner=worker, state=NeedState.OPEN,
            published_at=clock.now(), **more,
        )  # fmt: skip

    return make


@pytest.fixture
def dark(make_need):
    return make_need("楼道灯不亮，老人摸黑")


@pytest.fixture
def gives(worker):
    """`gives("换灯", resident)`: on the list."""

    def give(title, giver=None, kind=Kind.SKILL, **more):
        said = Said(kind=kind, title=title, unit="" if giver else "文苑小学", **more)
        return giving.enter_resource(actor=worker, said=said, channel=Channel.VISIT, giver=giver)

    return give


@pytest.fixture
def lamps(gives, resident):
    return gives("换楼道灯、修插座", resident, unit_word="人", from_time=time(9), to_time=time(18))


@pytest.fixture
def electrician(somebody, worker, haiwan, monkeypatch):
    """A partner for repairs; that its agreement is in force is proven in agreements, and taken as given here."""
    from hehuo.domain.build.matches import queries

    partner = partners.make_partner(
        actor=worker, name="亮堂电工", category=partners.ensure_category(name="个人"), credit_code="",
        contact=somebody("陈师傅", Role.PARTNER), phone="13900000007", service_field=ServiceField.REPAIR,
        ways=[Way.LOW_FEE],
    )  # fmt: skip
    bound = type(partner).objects.select_related("category", "contact").filter(pk=partner.pk)
    assert not queries.is_bound(partner)
    assert Agreement.objects.filter(state=AgreementState.SIGNED).count() == 0
    monkeypatch.setattr(queries, "bound_partners", bound.all)
    return partner


@pytest.fixture
def claimed(resident, dark, lamps):
    return actions.claim_need(actor=resident, need=dark, resource=lamps, words="周末就能来")


@pytest.fixture
def agreed(worker, claimed):
    return actions.agree_match(actor=worker, match=claimed)
