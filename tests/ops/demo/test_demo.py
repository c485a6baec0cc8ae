"""The demo: five places with people in every role, told once, never into a real office."""

import io

import pytest
from django.core.management import CommandError, call_command

from hehuo.core.db import registry
from hehuo.core.db.models import Community, CommunityKind, Installation
from hehuo.core.db.scope import all_communities, community_scope
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import APART, Role
from hehuo.domain.ground.people.models import Person
from hehuo.ops.demo import base, cast, chapters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_the_base(monkeypatch):
    """The chapters on top have tests of their own."""
    monkeypatch.setattr(chapters, "CHAPTERS", {"base": base.tell})
    access.forget_mark()
    registry.forget()
    yield
    access.forget_mark()
    registry.forget()


def test_the_five_places_stand_with_their_streets():
    call_command("demo", stdout=io.StringIO())

    codes = set(Community.objects.filter(kind=CommunityKind.COMMUNITY).values_list("code", flat=True))
    assert codes == {"binjiang", "zhongfu", "wenyuan", "shuanglong", "haiwan", "nanbeitai", "binhu"}
    assert Community.objects.filter(kind=CommunityKind.COMMUNITY, street=None).count() == 0
    assert Installation.objects.get().is_demo


def test_every_role_is_held_in_every_community_and_by_nobody_who_may_not():
    chapters.tell_all()

    for community in Community.objects.filter(kind=CommunityKind.COMMUNITY):
        with community_scope(community):
            assert {role for role in Role if access.people_in_role(role).exists()} == set(Role) - {Role.STREET}
            for person in Person.objects.filter(grants__isnull=False).distinct():
                held = set(access.roles_of(person))
                assert not any(pair <= held for pair in APART)


def test_telling_it_again_changes_nothing():
    assert chapters.tell_all() == ["base"]
    with all_communities():
        before = Person.objects.count()

    assert chapters.tell_all() == []

    with all_communities():
        assert Person.objects.count() == before


def test_a_real_office_is_refused():
    Community.objects.create(code="real", name="真社区")
    with pytest.raises(CommandError, match="正式的数据库"):
        call_command("demo")
    assert not Installation.objects.exists()


def test_who_lists_everyone_behind_a_one_tap_door():
    chapters.tell_all()
    out = io.StringIO()
    call_command("demo", "--who", stdout=out)
    assert "海湾社区：" in out.getvalue()
    assert "（社区书记）" in out.getvalue()


def test_chapters_find_their_people():
    chapters.tell_all()
    with cast.in_community("haiwan"):
        assert access.roles_of(cast.holder(Role.WORKER, 1)) == [Role.WORKER]
        found = cast.residents(40)
        assert len({person.id for person in found}) == 40
        assert all(access.roles_of(person) == [] for person in found)
