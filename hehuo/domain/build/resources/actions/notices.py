"""What the clock tells, once for each due date: rows of their own say what was told, so that neither a second run, a
restart nor a clock set back tells it again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hehuo.core import clock
from hehuo.core.sentences import on_paper, sentence
from hehuo.domain.build.resources import queries, ranges, turns
from hehuo.domain.build.resources.actions.greens import end_adoption
from hehuo.domain.build.resources.actions.resources import end_resource
from hehuo.domain.build.resources.models import Adoption, CareNotice, ExpiryNotice, Resource
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.messages import actions as messages

OVER = _("到期了")


def keep_time() -> None:
    """End what is over, and tell what is due; each thing in a transaction of its own."""
    today = clock.today()
    for resource in queries.over(today):
        end_resource(actor=None, resource=resource, why=on_paper(OVER))
    for adoption in queries.adoptions_over(today):
        end_adoption(actor=None, adoption=adoption, why=on_paper(OVER))
    tell_expiry()
    tell_overdue_care()


def tell_expiry() -> int:
    """Tell giver and office of the last days within a month, each once; how many resources there were."""
    return sum(_tell_expiry(resource) for resource in list(queries.to_remind(clock.today())))


def tell_overdue_care() -> int:
    """Tell adopter and office of overdue care, each due date of a tree once; how many due dates there were."""
    return sum(_tell_care(adoption) for adoption in list(queries.adoptions_to_tell(clock.today())))


@transaction.atomic
def _tell_expiry(resource: Resource) -> int:
    resource = queries.resources().select_for_update(of=("self",)).get(pk=resource.pk)
    if not queries.to_remind(clock.today()).filter(pk=resource.pk).exists() or resource.until_on is None:
        return 0
    ExpiryNotice.objects.create(resource=resource, until_on=resource.until_on)
    due_at = clock.at(resource.until_on, 18)
    title = sentence("%(title)s：%(day)s 到期", title=resource.title[:40], day=resource.until_on.isoformat())
    duties.assign(about=resource, act="ask_to_renew", title=title, verb="jian", power=Power.SORT_NEEDS, due_at=due_at)
    if giver := turns.root_of(resource.giver):
        duties.assign(about=resource, act="renew_resource", title=title, verb="jian", person=giver, due_at=due_at)
        messages.tell(
            person=giver,
            subject=title,
            about=resource,
            body=sentence("还给就续一下；不给了，到那天自己拿下来。"),
        )
    return 1


@transaction.atomic
def _tell_care(adoption: Adoption) -> int:
    adoption = (
        Adoption.objects.select_for_update(of=("self",)).select_related("adopter__merged_into").get(pk=adoption.pk)
    )
    trees = list(queries.untold_trees_of(adoption, clock.today()))
    if adoption.ended_on or not trees:
        return 0
    CareNotice.objects.bulk_create(CareNotice(adopted=tree, due_on=tree.next_on) for tree in trees)
    turns.give(adoption)
    if adopter := turns.root_of(adoption.adopter):
        messages.tell(
            person=adopter, about=adoption,
            subject=sentence("%(n)s 棵（块）该养护了", n=len(trees)),
            body=sentence(
                "%(numbers)s 号过了日子：%(care)s。做完点一下就记好了。", care=adoption.care,
                numbers=ranges.write(tree.green.number for tree in trees),
            ),
        )  # fmt: skip
    journal.record(actor=None, act="resources.care_overdue", thing=adoption, trees=len(trees))
    return len(trees)
