"""What is past its term goes, each kind by its own table row; what is not stays."""

from datetime import timedelta

import pytest

from hehuo.core import clock, secrecy
from hehuo.domain.ground.access.models import EntryTry
from hehuo.domain.ground.consents import actions as consents
from hehuo.domain.ground.consents.kinds import ConsentKind
from hehuo.domain.ground.consents.models import Consent
from hehuo.domain.ground.intakes.models import Intake, IntakeRow, Piece
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.journal.models import Entry, Look
from hehuo.domain.insight.holdings import actions, queries, retention, tasks
from hehuo.domain.insight.holdings.models import Pruning

pytestmark = pytest.mark.django_db


def test_the_access_log_is_kept_for_half_a_year_at_least(worker, resident):
    for days in (183, 185):
        with clock.stopped(clock.now() - timedelta(days=days, hours=-1)):
            journal.look(actor=worker, thing=resident, field="phone", why=str(days))
    assert actions.prune()["looks"] == 1
    assert [look.why for look in Look.objects.all()] == ["183"]
    assert retention.TERMS[0].days >= retention.LAWFUL_LOG_DAYS


def test_a_consent_taken_back_stays_three_years_and_one_in_force_for_ever(resident):
    with clock.stopped(clock.now() - timedelta(days=4 * 365)):
        old = consents.give_consent(actor=resident, person=resident, kind=ConsentKind.QUOTE)
        consents.withdraw_consent(actor=resident, consent=old)
        kept = consents.give_consent(actor=resident, person=resident, kind=ConsentKind.NOTICE)
    assert actions.prune()["consents"] == 1
    assert list(Consent.objects.all()) == [kept]


def test_old_rosters_leave_only_the_rows_that_wait(worker):
    intake = Intake.objects.create(
        kind="roster", file_name="册", file_hash="", state="taken", made_at=clock.now() - timedelta(days=31)
    )
    for number, state in enumerate(("tray", "mended", "left")):
        IntakeRow.objects.create(intake=intake, sheet="1", number=number, state=state, data_sealed=secrecy.seal("{}"))
    Piece.objects.create(intake=intake, order=1, state="taken", body_sealed=b"", undo_sealed=secrecy.seal("{}"))
    EntryTry.objects.create(key="name:x", since_at=clock.now() - timedelta(days=2))
    done = actions.prune()
    assert (done["rows"], done["undo_notes"], done["tries"]) == (2, 1, 1)
    assert [row.state for row in IntakeRow.objects.all()] == ["tray"]


def test_each_pruning_is_journalled_as_a_count(worker, resident):
    with clock.stopped(clock.now() - timedelta(days=400)):
        journal.look(actor=worker, thing=resident, field="phone", why="很久以前")
    tasks.prune()
    tasks.prune()
    assert list(Entry.objects.filter(act="holdings.pruned").values_list("facts", flat=True)) == [
        {"term": "looks", "rows": 1}
    ]
    row = Pruning.objects.get(term="looks")
    assert (row.last_rows, row.all_rows) == (0, 1)
    assert {term.key: row is not None for term, row in queries.prunings()} == dict.fromkeys(
        [term.key for term in retention.TERMS], True
    )
