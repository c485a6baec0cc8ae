"""Categories and profiles."""

import pytest

from hehuo.core.errors import Conflict, Invalid, Refused
from hehuo.domain.build.partners import actions, queries, rules
from hehuo.domain.build.partners.kinds import CATEGORIES, Party, ServiceField, Way
from hehuo.domain.build.partners.models import Partner

pytestmark = pytest.mark.django_db


def farm(worker, contact, **changes):
    said = {
        "name": "广州小禾农业科技有限公司", "category": actions.ensure_category(name="商企"),
        "credit_code": "91999999 MA3RFM6N5T", "contact": contact, "phone": "19900965808",
        "service_field": ServiceField.CHILDREN, "ways": [Way.SPACE],
    }  # fmt: skip
    return actions.make_partner(actor=worker, **{**said, **changes})


def test_a_community_starts_with_the_five_usual_categories(haiwan):
    assert [category.name for category in actions.ensure_categories()] == list(CATEGORIES)
    assert len(actions.ensure_categories()) == 5


def test_other_lists_bring_their_own_names(haiwan):
    assert actions.ensure_category(name="独立型").party == Party.SINGLE
    assert actions.ensure_category(name="团队").party == Party.GROUP
    assert actions.ensure_category(name="驻区单位").party == Party.ORGANISATION


def test_a_partner_known_by_its_code_is_not_made_twice(worker, somebody):
    first = farm(worker, somebody("冯东"))
    again = farm(worker, somebody("冯冬"), name="小禾农业", phone="19900000000")
    assert (again.id, Partner.objects.count()) == (first.id, 1)
    assert (first.credit_code, first.phone, first.masked_phone) == ("91999999MA3RFM6N5T", "19900965808", "199****5808")


def test_a_wrong_code_is_refused_with_the_reason(worker, somebody):
    with pytest.raises(Invalid, match="校验位不对"):
        farm(worker, somebody("冯东"), credit_code="91999999MA3RFM6N5X")


def test_the_contact_words_the_profile_and_a_neighbour_does_not(worker, somebody, resident):
    contact = somebody("冯东")
    partner = farm(worker, contact)
    actions.word_profile(actor=contact, partner=partner, profile="屋顶种菜，周末开课。", shows_phone=True)
    partner.refresh_from_db()
    assert (partner.profile, partner.shows_phone) == ("屋顶种菜，周末开课。", True)
    with pytest.raises(Refused):
        actions.word_profile(actor=resident, partner=partner, profile="别人的话", shows_phone=False)


def test_a_contact_speaks_for_the_partner(worker, somebody, resident):
    contact = somebody("冯东")
    partner = farm(worker, contact)
    assert list(queries.partners_of(contact)) == [partner]
    assert rules.speaks_for(contact, partner)
    assert not rules.speaks_for(resident, partner)
    assert not rules.speaks_for(None, partner)


def test_the_office_adds_renames_and_orders_its_own_categories(worker, somebody):
    first = actions.keep_category(actor=worker, name="社培合伙人", party=Party.ORGANISATION, order=2)
    actions.keep_category(actor=worker, name="绿美合伙人", party=Party.SINGLE, order=1)
    assert [each.name for each in queries.categories()] == ["绿美合伙人", "社培合伙人"]
    partner = farm(worker, somebody("冯东"), category=first)
    actions.keep_category(actor=worker, category=first, name="社区培训合伙人", party=Party.ORGANISATION, order=0)
    partner.refresh_from_db()
    assert (partner.category.name, [each.order for each in queries.categories()]) == ("社区培训合伙人", [0, 1, 2])
    with pytest.raises(Conflict, match="已经有「绿美合伙人」"):
        actions.keep_category(actor=worker, category=first, name="绿美合伙人", party=Party.SINGLE, order=3)
    with pytest.raises(Invalid, match="类别的名字"):
        actions.keep_category(actor=worker, name=" ", party=Party.SINGLE, order=0)
    with pytest.raises(Refused):
        actions.keep_category(actor=somebody("路人"), name="新的", party=Party.SINGLE, order=0)


def test_the_contact_says_on_the_phone_how_it_works(worker, somebody):
    contact = somebody("冯东")
    partner = farm(worker, contact)
    said = {"actor": contact, "partner": partner, "profile": "种菜", "shows_phone": False}
    assert actions.word_profile(**said, ways=[Way.VOLUNTEER]).ways == ["volunteer"]
    assert actions.word_profile(**said).ways == ["volunteer"]
