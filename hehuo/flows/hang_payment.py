"""A payment was made for a project: it hangs on it by a thread, so that the budget stands beside what was paid."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Refused
from hehuo.domain.build.projects import rules
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.funds.kinds import Direction
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import actions as threads
from hehuo.domain.ground.threads import queries as tied
from hehuo.domain.run.books.models import Request
from hehuo.domain.run.books.turns import locked


@transaction.atomic
def hang_payment(*, actor: Person, project: Project, request: Request) -> Request:
    """Say for which project a payment was asked; each is of one project. Raises Refused, Conflict."""
    request = locked(request)
    rules.may_hang_payment(actor, project).or_refuse()
    if request.direction != Direction.OUT:
        raise Refused(_("这一笔是收入，不能算进项目的花费。"))
    before = set(tied.before(request.id, kind=Project.kind_name()))
    if before - {project.id}:
        raise Conflict(_("这一笔已经算在另一个项目里，要先从那里取下来。"))
    if not before:
        threads.tie(earlier=project, later=request)
        journal.record(actor=actor, act="projects.payment_hung", thing=project, fen=request.fen, words=request.what)
    return request
