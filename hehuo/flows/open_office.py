"""An empty office becomes a community with its first administrator."""

from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core.db import registry
from hehuo.core.db.models import Community, Installation
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Refused
from hehuo.domain.build.partners import actions as partners
from hehuo.domain.ground.access import actions as access
from hehuo.domain.ground.access import queries as access_queries
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.access.models import Account
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def open_office(
    *, community_code: str, community_name: str, region: str, phone: str, name: str, username: str, password: str
) -> Account:
    """Make the community, what its lists start with, its first administrator (also a worker) and the account.

    The caller has tried the printed code; it is used up here. Raises Refused where there is an office already.
    """
    if access_queries.is_demo() or Community.objects.exists():
        raise Refused(_("这里已经启用过了。请从首页登录。"))
    Installation.objects.get_or_create(pk=1, defaults={"is_demo": False})
    community = Community.objects.create(code=community_code, name=community_name, region=region, phone=phone)
    registry.forget()
    with community_scope(community):
        person = Person.objects.create(name=name)
        partners.ensure_categories()
        access.appoint_first_administrator(person=person, also=Role.WORKER)
        account = access.give_account(actor=None, person=person, username=username, password=password)
    access.use_up_first_code()
    return account
