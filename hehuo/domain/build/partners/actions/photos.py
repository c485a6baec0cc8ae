"""A partner's picture on its page: handed in by the partner, seen by the office before everyone sees it."""

from typing import Any

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.core.errors import Conflict, Invalid
from hehuo.core.sentences import sentence
from hehuo.domain.build.partners import kinds, queries, rules
from hehuo.domain.build.partners.models import Partner
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.calendar import queries as calendar
from hehuo.domain.ground.duties import actions as duties
from hehuo.domain.ground.files import actions as files
from hehuo.domain.ground.files.kinds import FileKind
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


@transaction.atomic
def hand_in_photo(*, actor: Person, partner: Partner, upload: "Upload[Any]", alt: str) -> Partner:
    """Hand in a picture with words for those who do not see it; the office looks at it first. Raises Invalid."""
    partner = _locked(partner)
    rules.may_edit_profile(actor, partner).or_refuse()
    if not alt.strip():
        raise Invalid("alt", _("请写一句图里是什么，念给看不见的人听，例如：店门口和三位师傅。"))
    file = files.keep_file(actor=actor, upload=upload, about=partner)
    if file.kind != FileKind.IMAGE:
        raise Invalid("upload", _("请传一张照片或标志（JPG、PNG）。"))
    partner.photo, partner.photo_alt = file, alt.strip()
    partner.save(update_fields=["photo", "photo_alt"])
    duties.assign(
        about=partner, act="see_photo", verb="jian", power=Power.PUBLISH,
        title=sentence("看一看「%(name)s」交的照片", name=partner.name),
        due_at=clock.at(calendar.add_working_days(clock.today(), kinds.CHECK_DAYS), 18),
    )  # fmt: skip
    journal.record(actor=actor, act="partners.photo_handed_in", thing=partner, words=partner.photo_alt)
    return partner


@transaction.atomic
def show_photo(*, actor: Person, partner: Partner) -> Partner:
    """Let everyone see the picture that was handed in. Raises Refused, Conflict."""
    partner = _locked(partner)
    if partner.photo is None:
        raise Conflict(_("这一家没有交照片。"))
    files.publish_file(actor=actor, file=partner.photo)
    duties.done(about=partner, act="see_photo", actor=actor)
    journal.record(actor=actor, act="partners.photo_shown", thing=partner)
    return partner


@transaction.atomic
def take_photo_down(*, actor: Person, partner: Partner, why: str) -> Partner:
    """Take a picture off the page for good, with the reason. Raises Refused, Invalid, Conflict."""
    partner = _locked(partner)
    if partner.photo is None:
        raise Conflict(_("这一家没有交照片。"))
    files.remove_file(actor=actor, file=partner.photo, reason=why)
    partner.photo, partner.photo_alt = None, ""
    partner.save(update_fields=["photo", "photo_alt"])
    duties.done(about=partner, act="see_photo", actor=actor)
    journal.record(actor=actor, act="partners.photo_taken_down", thing=partner, words=why.strip())
    return partner


def _locked(partner: Partner) -> Partner:
    return queries.partners().select_for_update(of=("self",)).get(pk=partner.pk)
