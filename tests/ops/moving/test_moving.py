"""Backup, restore and moving: the same figures elsewhere, and nothing for those without the passphrase."""

import io
import json
import secrets

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from hehuo.core import secrecy
from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.core.sentences import sentence
from hehuo.domain.ground.access import actions as access_actions
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account, Card, Grant
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.messages import actions as messages
from hehuo.domain.ground.messages.models import Message
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.ops.moving import backups, moves, rows
from hehuo.ops.moving.sealed import SealedWriter, read_sealed

PASSPHRASE = "一匹马 一座桥 一盏灯"


@pytest.fixture
def office(db, tmp_path, settings):
    """A community with people, roles, a card, a sealed journal and an uploaded file."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.VAR = tmp_path
    (tmp_path / settings.MODE).mkdir(parents=True)
    (tmp_path / settings.MODE / "keys.json").write_text(
        json.dumps({"secret_key": "x", "field_key": settings.FIELD_KEY}), encoding="utf-8"
    )
    (settings.MEDIA_ROOT / "ab").mkdir(parents=True)
    (settings.MEDIA_ROOT / "ab" / "照片.jpg").write_bytes(b"\xff\xd8" + bytes(range(256)) * 20)
    Installation.objects.create(is_demo=True)
    community = Community.objects.create(code="haiwan", name="海湾社区")
    with community_scope(community):
        administrator = Person.objects.create(name="蔡思远")
        access_actions.appoint_first_administrator(person=administrator, also=Role.WORKER)
        access_actions.give_account(actor=None, person=administrator, username="cai", password="一个长长的密码 42")
        other = Person.objects.create(name="高雪", merged_into=administrator)
        other.phone = "19900206068"
        other.save()
        access_actions.print_card(actor=administrator, person=Person.objects.create(name="周玉梅"))
        messages.tell(person=administrator, subject=sentence("审批：%(what)s", what="两把椅子"), body="请看")
        seals.seal_now()
    yield community
    registry.forget()
    access.forget_mark()


def empty() -> None:
    """Another machine: the same tables, nothing in them."""
    with connection.constraint_checks_disabled():
        for model in reversed(rows.ordered_models()):
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  our own tables
    Installation.objects.all().delete()
    registry.forget()
    access.forget_mark()


def sealed(write) -> io.BytesIO:
    out = io.BytesIO()
    write(out)
    out.seek(0)
    return out


def figures() -> list[tuple[str, int]]:
    found = []
    with community_scope(Community.objects.get(code="haiwan")):
        for model in rows.tenant_models():
            if count := model.objects.count():
                found.append((model._meta.label, count))
    return found


def test_a_restored_office_is_the_same_office(office, settings):
    before = figures()
    with community_scope(office):
        leaves = [entry.leaf() for entry in Entry.objects.order_by("position")]
    file = sealed(lambda out: backups.backup(out, PASSPHRASE))
    old_key = settings.FIELD_KEY
    empty()
    (settings.MEDIA_ROOT / "ab" / "照片.jpg").unlink()
    settings.FIELD_KEY = secrets.token_hex(32)

    backups.restore(file, PASSPHRASE)

    assert figures() == before
    assert old_key == settings.FIELD_KEY
    assert Installation.objects.get().is_demo
    assert (settings.MEDIA_ROOT / "ab" / "照片.jpg").stat().st_size == 2 + 256 * 20
    with community_scope(Community.objects.get(code="haiwan")):
        assert [entry.leaf() for entry in Entry.objects.order_by("position")] == leaves
        assert Person.objects.get(phone_hash=secrecy.search_hash("19900206068")).phone == "19900206068"
        assert Message.objects.get().subject == sentence("审批：%(what)s", what="两把椅子")
    call_command("verify", stdout=io.StringIO())
    kept = json.loads((settings.VAR / settings.MODE / "keys.json").read_text())
    assert kept == {"secret_key": "x", "field_key": old_key}


def test_a_backup_is_refused_where_there_is_an_office(office):
    file = sealed(lambda out: backups.backup(out, PASSPHRASE))
    with pytest.raises(Refused, match="这里已经有数据"):
        backups.restore(file, PASSPHRASE)


def test_a_wrong_passphrase_opens_nothing(office):
    file = sealed(lambda out: backups.backup(out, PASSPHRASE))
    empty()
    with pytest.raises(Refused, match="口令不对"):
        backups.restore(file, "另一个口令")
    assert not Community.objects.exists()


@pytest.mark.parametrize("cut", [20, 200])
def test_a_file_cut_short_is_noticed_and_changes_nothing(office, cut):
    whole = sealed(lambda out: backups.backup(out, PASSPHRASE)).getvalue()
    empty()
    with pytest.raises(Refused):
        backups.restore(io.BytesIO(whole[:-cut]), PASSPHRASE)
    assert not Community.objects.exists()


def test_nothing_in_the_file_can_be_read_without_the_passphrase(office):
    whole = sealed(lambda out: backups.backup(out, PASSPHRASE)).getvalue()
    assert "高雪".encode() not in whole
    assert django_settings.FIELD_KEY.encode() not in whole


def test_chunks_cannot_be_swapped(monkeypatch):
    monkeypatch.setattr("hehuo.ops.moving.sealed.CHUNK", 100)
    out = io.BytesIO()
    with SealedWriter(out, PASSPHRASE) as file:
        for number in range(6000):
            file.write({"number": number, "noise": secrets.token_hex(20)})
    whole = out.getvalue()
    assert [line["number"] for line in read_sealed(io.BytesIO(whole), PASSPHRASE)] == list(range(6000))
    first = 15 + 16
    length = 4 + int.from_bytes(whole[first : first + 4], "big")
    swapped = whole[:first] + whole[first + length :] + whole[first : first + length]
    with pytest.raises(Refused, match="被改过"):
        list(read_sealed(io.BytesIO(swapped), PASSPHRASE))


def test_a_community_moves_in_under_another_key_with_its_accounts(office, settings):
    before = figures()
    file = sealed(lambda out: moves.move_out(out, PASSPHRASE, office))
    empty()
    Account.objects.create_account("cai", None)  # somebody else has the name here
    settings.FIELD_KEY = secrets.token_hex(32)

    assert moves.move_in(file, PASSPHRASE) == "haiwan"

    assert figures() == before
    assert set(Account.objects.filter(username__startswith="cai").values_list("username", flat=True)) == {
        "cai", "cai-haiwan",
    }  # fmt: skip
    with community_scope(Community.objects.get(code="haiwan")):
        person = Person.objects.get(phone_hash=secrecy.search_hash("19900206068"))
        assert (person.phone, person.merged_into.name) == ("19900206068", "蔡思远")
        assert Grant.objects.count() == 2
        assert Card.objects.filter(ended_at=None).count() == 0
    call_command("verify", stdout=io.StringIO())


def test_a_community_does_not_move_in_twice(office):
    file = sealed(lambda out: moves.move_out(out, PASSPHRASE, office))
    with pytest.raises(Refused, match="已经在这里"):
        moves.move_in(file, PASSPHRASE)


def test_a_demo_does_not_move_into_an_office(office):
    file = sealed(lambda out: moves.move_out(out, PASSPHRASE, office))
    empty()
    Installation.objects.create(is_demo=False)
    with pytest.raises(Refused, match="演示数据和正式数据"):
        moves.move_in(file, PASSPHRASE)
    assert not Community.objects.exists()


def test_the_commands_ask_for_a_passphrase_and_write_whole_files(office, tmp_path, monkeypatch):
    monkeypatch.setenv("HEHUO_PASSPHRASE", PASSPHRASE)
    file = tmp_path / "office.hehuo"
    call_command("backup", str(file), stdout=io.StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="已经有了"):
        call_command("backup", str(file))
    call_command("move-out", "haiwan", str(tmp_path / "haiwan.hehuo"), stdout=io.StringIO())
    empty()
    call_command("restore", str(file), stdout=io.StringIO())
    with pytest.raises(CommandError, match="hehuo move-in"):
        call_command("move-in", str(file))
    monkeypatch.setenv("HEHUO_PASSPHRASE", "短")
    with pytest.raises(CommandError, match="口令太短"):
        call_command("backup", str(tmp_path / "other.hehuo"))
