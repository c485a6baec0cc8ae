"""A new field key: everything under it afterwards, nothing lost on the way, and old backups still open."""

import io
import json
import stat

import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import CommandError, call_command
from django.db import connection

from hehuo.core import clock, secrecy
from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.core.jobs.models import Schedule
from hehuo.core.jobs.queue import WORKER
from hehuo.domain.ground.access import queries as access
from hehuo.domain.ground.access.models import Account, Card, RecoveryCode, SecondFactor
from hehuo.domain.ground.forms.models import Form, Reply
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Paper, Piece
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.seals import actions as seals
from hehuo.ops.management.commands.serve import refuse_half_changed_key
from hehuo.ops.moving import backups, columns, keys, rows

PHONES = [f"1990020{number:04}" for number in range(12)]
PASSPHRASE = "一匹马 一座桥 一盏灯"


@pytest.fixture
def office(db, tmp_path, settings, monkeypatch):
    """Two communities with people, a roster half read, a reply on paper, and a card."""
    monkeypatch.delenv("HEHUO_FIELD_KEY", raising=False)
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
    settings.FIELD_KEY = "11" * 32
    (tmp_path / settings.MODE).mkdir(parents=True)
    keys.key_file().write_text(json.dumps({"secret_key": "x", "field_key": settings.FIELD_KEY}), encoding="utf-8")
    Installation.objects.create(is_demo=True)
    account = Account.objects.create_account("cai")
    SecondFactor.objects.create(account=account, secret_sealed=secrecy.seal("SECRET"))
    RecoveryCode.objects.create(account=account, code_hash="x")
    for code in ("haiwan", "dongtai"):
        community = Community.objects.create(code=code, name=code)
        with community_scope(community):
            _fill(PHONES)
    yield Community.objects.get(code="haiwan")
    registry.forget()
    access.forget_mark()


def _fill(phones):
    for number in phones:
        person = Person(name="高雪")
        person.phone, person.identity = number, "999999198810250875"
        person.save()
    Person.objects.create(name="没有电话")
    intake = Intake.objects.create(kind="roster", file_name="册.xlsx", file_hash="")
    Paper.objects.create(intake=intake, content_sealed=secrecy.seal_bytes(b"\xff\x00PK"))
    Piece.objects.create(intake=intake, order=1, body_sealed=secrecy.seal("[1]"))
    row = IntakeRow(intake=intake, sheet="1", number=2)
    row.data = {"phone": phones[0]}
    row.save()
    form = Form.objects.create(title="表", questions=[])
    for number, key in enumerate((f"phone:{secrecy.search_hash(phones[0])}", "3-2-502")):
        Reply.objects.create(
            form=form,
            about_kind="x",
            about_id=row.pk,
            respondent_key=key,
            at=clock.now(),
            answers={"n": number},
            is_valid=True,
            counts=True,
        )
    Card.objects.create(person=person, token_hash=secrecy.search_hash("t"), pin="x", printed_by=person)
    journal.record(actor=person, act="people.edited", thing=person)
    seals.seal_now()


def assert_whole(key):
    """Everything opens under this key alone, and is found by it."""
    assert SecondFactor.objects.get().secret == "SECRET"
    assert not RecoveryCode.objects.exists()
    for community in Community.objects.all():
        with community_scope(community):
            for model in columns.sealed_models():
                for row in model._default_manager.all():
                    for name in columns.sealed_columns(model):
                        assert not getattr(row, name) or secrecy.opens(getattr(row, name), key=key)
            assert sorted(person.phone for person in Person.objects.exclude(phone_hash="")) == PHONES
            assert Person.objects.get(phone_hash=secrecy.search_hash(PHONES[3])).phone == PHONES[3]
            assert secrecy.unseal_bytes(Paper.objects.get().content_sealed) == b"\xff\x00PK"
            assert IntakeRow.objects.get().data == {"phone": PHONES[0]}
            assert set(Reply.objects.values_list("respondent_key", flat=True)) == {
                f"phone:{secrecy.search_hash(PHONES[0])}", "3-2-502",
            }  # fmt: skip


def test_everything_is_under_the_new_key_and_the_old_one_is_gone(office, settings):
    old, out = settings.FIELD_KEY, io.StringIO()
    call_command("rotate-key", stdout=out)

    assert old != settings.FIELD_KEY
    assert json.loads(keys.key_file().read_text()) == {"secret_key": "x", "field_key": settings.FIELD_KEY}
    assert stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600
    assert "people.person 24" in out.getvalue()
    assert_whole(settings.FIELD_KEY)
    with community_scope(office), pytest.raises(InvalidTag):
        secrecy.unseal(Person.objects.exclude(phone_hash="")[0].phone_sealed, key=old)
    with community_scope(office):
        assert not Card.objects.filter(ended_at=None).exists()
    call_command("verify", stdout=io.StringIO())


@pytest.mark.parametrize("after", [1, 3, 7])
def test_killed_in_between_it_goes_on_where_it_stopped(office, settings, monkeypatch, after):
    old, write, done = settings.FIELD_KEY, keys._write_rows, []

    def killed(model, found):
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(model)
        return write(model, found)

    monkeypatch.setattr(keys, "BATCH", 5)
    monkeypatch.setattr(keys, "_write_rows", killed)
    with pytest.raises(KeyboardInterrupt):
        keys.rotate()
    kept = json.loads(keys.key_file().read_text())
    assert kept["field_key"] == old
    with pytest.raises(CommandError, match="没有办完"):
        refuse_half_changed_key()
    assert old == settings.FIELD_KEY

    monkeypatch.setattr(keys, "_write_rows", write)
    keys.rotate()

    assert json.loads(keys.key_file().read_text()) == {"secret_key": "x", "field_key": kept["next_field_key"]}
    assert_whole(kept["next_field_key"])


def test_a_backup_from_before_opens_as_ever(office, settings):
    old, file = settings.FIELD_KEY, io.BytesIO()
    backups.backup(file, PASSPHRASE)
    keys.rotate()
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in [Paper, *reversed(rows.ordered_models())]:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  our own tables
    Installation.objects.all().delete()
    registry.forget()
    file.seek(0)

    backups.restore(file, PASSPHRASE)

    assert old == settings.FIELD_KEY
    with community_scope(Community.objects.get(code="haiwan")):
        assert Person.objects.get(phone_hash=secrecy.search_hash(PHONES[3])).phone == PHONES[3]


def test_an_open_office_is_refused(office, settings):
    old = settings.FIELD_KEY
    Schedule.objects.create(name=WORKER, next_at=clock.now())
    with pytest.raises(CommandError, match="先停下"):
        call_command("rotate-key")
    assert old == settings.FIELD_KEY


def test_a_key_from_a_setting_is_refused(office, monkeypatch):
    monkeypatch.setenv("HEHUO_FIELD_KEY", "22" * 32)
    with pytest.raises(CommandError, match="HEHUO_FIELD_KEY"):
        call_command("rotate-key")
