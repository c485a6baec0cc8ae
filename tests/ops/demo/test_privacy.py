"""What a thief of the whole database would find, and what is left of somebody who was erased."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from hehuo.core.db.scope import all_communities
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Ownership, Person
from hehuo.domain.ground.sessions.models import SignUp
from hehuo.domain.insight.holdings import actions, queries
from hehuo.domain.insight.holdings.kinds import AskKind
from hehuo.domain.insight.holdings.models import DataRequest
from hehuo.domain.plan.needs.models import Voice
from hehuo.domain.run.levies.models import Collector
from hehuo.ops.demo import cast

pytestmark = [pytest.mark.django_db, pytest.mark.long]
MOBILE = re.compile(r"(?<![0-9a-fA-F-])1[3-9]\d{9}(?![0-9a-fA-F-])")
IDENTITY = re.compile(r"(?<![0-9a-fA-F])\d{17}[\dXx](?![0-9a-fA-F])")


def dump() -> Iterator[tuple[str, str]]:
    """Every value of every table as text, as a dump would hold it: (table, text)."""
    for model in apps.get_models():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  our own tables
            for row in cursor.fetchall():
                for value in row:
                    yield table, _text(value)


def _text(value: object) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, str) and "\\u" in value:  # JSON as SQLite keeps it
        return value.encode().decode("unicode_escape", "replace")
    return str(value)


def test_a_dump_holds_no_phone_and_no_id_number_in_clear(demo_told):
    with all_communities():
        known = {
            number for person in Person.objects.all() for number in (person.phone, person.identity) if len(number) >= 11
        }
    assert len(known) > 300
    texts = list(dump())
    whole = "\n".join(text for _table, text in texts)
    assert [number for number in known if number in whole] == []
    assert [(table, text) for table, text in texts if MOBILE.search(text) or IDENTITY.search(text)] == []


def test_an_erased_neighbour_leaves_no_trace_but_the_legal_ones(demo_told):
    with cast.in_community("haiwan"):
        worker, secretary = cast.holder(Role.WORKER), cast.holder(Role.SECRETARY)
        person = who_did_most()
        name, phone = person.name, person.phone
        before = [text for table, text in dump() if name in text]
        request = actions.ask(actor=person, person=person, kind=AskKind.ERASE)
        request = actions.check_erasure(actor=worker, request=request, answer=f"{name}本人来过")
        request = actions.erase(actor=secretary, request=request)

        assert before
        held = queries.held_back(person)
        # A roll and its named papers stay, so that a vote can be recounted.
        others = [each for each in held if each.kept.ground.key != "ballot"]
        assert {each.kept.model for each in others} <= {SignUp, Ownership}
        assert not any(each.names for each in others)
        assert [(table, text) for table, text in dump() if phone in text] == []
        voted = {
            "people_person",
            "ballots_voter",
            "ballots_voterperson",
            "ballots_paper",
        }  # whoever voted by name keeps it there
        assert {table for table, text in dump() if name in text} <= voted
        assert request.outcome["held"] == {each.kept.model._meta.label_lower: each.rows for each in held}
        clerks = {each.kept.ground.key for each in queries.held_back(cast.holder(Role.CLERK)) if each.names}
        assert clerks == {"money", "paper"}
        assert request.outcome["erased"]["people.person"] == 1
    call_command("verify")


def who_did_most() -> Person:
    """A neighbour without a role who spoke and signed up, with a name that nobody else has anywhere."""
    spoke = set(Voice.objects.values_list("speaker", flat=True))
    asked = set(DataRequest.objects.values_list("person", flat=True))
    came = set(SignUp.objects.values_list("person", flat=True))
    gathered = set(Collector.objects.values_list("person", flat=True))  # their names are held with the books
    with all_communities():
        names = list(Person.objects.values_list("name", flat=True))
    return next(
        person
        for person in Person.objects.filter(pk__in=(spoke & came) - asked - gathered).order_by("id")
        if names.count(person.name) == 1 and person.phone and len(person.name) > 2 and not access.roles_of(person)
    )
