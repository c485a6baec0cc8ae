"""Naming a community on the command line."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from hehuo.core.db.models import Community, CommunityKind


def find_community(code: str | None, street: str | None) -> Community:
    """The community or street of this code; CommandError names those there are."""
    kind = CommunityKind.STREET if street else CommunityKind.COMMUNITY
    found = Community.objects.filter(code=street or code, kind=kind).first()
    if found is None:
        known = "、".join(Community.objects.filter(kind=kind).values_list("code", flat=True)) or _("还没有")
        raise CommandError(_("没有「%(code)s」。现有：%(known)s") % {"code": street or code, "known": known})
    return found
