"""A child in another town acts for her mother: chosen by her, or written down by who visits; ended by either."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hehuo.core.acting import acting
from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Grant
from hehuo.domain.ground.errands import actions, choosing, queries
from hehuo.domain.ground.errands.kinds import Consent
from hehuo.domain.ground.errands.models import Helper
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Household
from hehuo.domain.ground.places.actions import ensure_home, ensure_place
from hehuo.domain.ground.places.addresses import read_home
from hehuo.domain.ground.places.kinds import PlaceKind


@pytest.fixture
def elder(somebody, haiwan):
    estate = ensure_place(kind=PlaceKind.ESTATE, name="海湾花园")
    return somebody(
        "冯奶奶", household=Household.objects.create(home=ensure_home(estate=estate, number=read_home("1-101")))
    )


@pytest.fixture
def daughter(somebody):
    return somebody("冯晓")


def chosen(elder, daughter, **more) -> Helper:
    return choosing.name_helper(**{"actor": elder, "person": elder, "helper": daughter, "relation": "女儿", **more})


def begin(helper, person):
    return actions.begin_errand(actor=helper, person=person, consent=Consent.SPOKEN, reason="眼睛不好")


def test_whoever_was_chosen_acts_from_elsewhere(elder, daughter):
    with pytest.raises(Refused, match="本人指定的人"):
        begin(daughter, elder)
    named = chosen(elder, daughter)
    assert list(queries.family_of(daughter)) == list(queries.within_reach(daughter)) == [elder]
    assert begin(daughter, elder).is_open
    assert list(queries.helpers_of(elder)) == [named]
    told = Message.objects.filter(about_id=elder.id)
    assert {each.person_id for each in told} == {elder.id, daughter.id}


def test_either_ends_it_and_what_is_under_way_stops(elder, daughter, somebody):
    for ends in (elder, daughter):
        named, errand = chosen(elder, daughter), None
        errand = begin(daughter, elder)
        choosing.end_helper(actor=ends, named=named)
        choosing.end_helper(actor=ends, named=named)  # a double tap
        assert queries.errand_under_way(errand.id, daughter) is None
        with pytest.raises(Refused):
            begin(daughter, elder)
    assert Entry.objects.filter(act="errands.helper_ended").count() == 2
    with pytest.raises(Refused, match="由本人定"):
        choosing.end_helper(actor=somebody("范雨"), named=chosen(elder, daughter))


def test_who_visits_writes_down_how_she_agreed(elder, daughter, worker, secretary):
    with pytest.raises(Invalid, match="怎么答应"):
        chosen(elder, daughter, actor=worker)
    named = chosen(elder, daughter, actor=worker, consent=Consent.PAPER)
    assert (named.named_by, named.consent) == (worker, Consent.PAPER)
    choosing.end_helper(actor=secretary, named=named)
    assert not queries.helpers_of(elder).exists()


@pytest.mark.parametrize(("change", "error", "why"), [
    ({"relation": " "}, Invalid, "什么人"),
    ({"actor": "daughter"}, Refused, "由本人定"),
    ({"helper": "elder"}, Refused, "自己的事"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(elder, daughter, change, error, why):
    people = {"elder": elder, "daughter": daughter}
    with pytest.raises(error, match=why):
        chosen(elder, daughter, **{name: people.get(value, value) for name, value in change.items()})


def test_nobody_is_chosen_twice_and_no_child_at_all(elder, daughter, somebody):
    chosen(elder, daughter)
    with pytest.raises(Conflict, match="已经可以"):
        chosen(elder, daughter)
    with pytest.raises(Refused, match="满 18 岁"):
        chosen(elder, somebody("冯小宝", born_on=date(2019, 3, 1)))


def test_a_helper_chooses_no_further_helper(elder, daughter, somebody):
    chosen(elder, daughter)
    with acting(helper_id=daughter.id, person_id=elder.id), pytest.raises(Refused, match="本人来办"):
        chosen(elder, somebody("范雨"))


def test_who_holds_a_role_and_who_forbade_it_stay_as_before(elder, daughter):
    chosen(elder, daughter)
    actions.forbid_errands(actor=elder)
    with pytest.raises(Refused, match="不要别人代办"):
        begin(daughter, elder)
    actions.allow_errands(actor=elder)
    Grant.objects.create(person=elder, role=Role.REPRESENTATIVE)
    with pytest.raises(Refused, match="有工作身份"):
        begin(daughter, elder)


def test_the_database_knows_it_too(elder, daughter):
    for helper in (elder, daughter):
        chosen(elder, daughter) if helper == daughter else None
        with pytest.raises(IntegrityError), transaction.atomic():
            Helper.objects.create(person=elder, helper=helper, relation="女儿", named_by=elder)
