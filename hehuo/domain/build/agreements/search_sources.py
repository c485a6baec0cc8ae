"""Partners in the search box: those that have signed for everyone, applicants for those who run recruitment."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.agreements import queries
from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.build.partners import queries as partners
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.access.queries import has_power
from hehuo.domain.ground.journal.models import Entry
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, Viewer, register


def _runs(viewer: Viewer) -> bool:
    return viewer is not None and has_power(viewer, Power.RUN_RECRUITMENT)


def _signed() -> Exists:
    return Exists(queries.public_agreements().filter(partner=OuterRef("pk")).order_by())


def _partners() -> "QuerySet[Partner]":
    return partners.partners().annotate(has_signed=_signed()).order_by("name", "id")


def _visible(viewer: Viewer) -> "QuerySet[Partner]":
    return _partners() if _runs(viewer) else _partners().filter(_signed())


def _of_agreement(entry: Entry) -> Iterable[UUID]:
    if entry.thing_kind != Agreement.kind_name():
        return ()
    return queries.agreements().filter(pk=entry.thing_id).values_list("partner_id", flat=True)


register(
    Source(
        kind=Partner.kind_name(), label=_("合伙人"), place=40, rows=_partners, visible=_visible,
        doc=lambda partner: Doc(partner.name, partner.profile, is_public=partner.has_signed),
        line=lambda partner: f"{partner.category} · {partner.get_service_field_display()}", sees_all=_runs,
        newest_first=False, touched=_of_agreement,
    )
)  # fmt: skip
