"""A payment hung on the wrong project: the thread is taken off, the payment stays as it is."""

from django.db import transaction

from hehuo.domain.build.projects import rules
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads import queries as tied
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.books.turns import locked


@transaction.atomic
def unhang_payment(*, actor: Person, project: Project, request: Request) -> Request:
    """Take a payment off a project; nothing happens where it does not hang there."""
    request = locked(request)
    rules.may_hang_payment(actor, project).or_refuse()
    if project.id in set(tied.before(request.id, kind=Project.kind_name())):
        threads.untie(earlier=project, later=request)
        journal.record(actor=actor, act="projects.payment_unhung", thing=project, fen=request.fen, words=request.what)
    return request
