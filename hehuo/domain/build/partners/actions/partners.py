"""Making and keeping partners."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hehuo.core.errors import Conflict, Invalid
from hehuo.domain.build.partners import credit_codes, kinds, queries, rules
from hehuo.domain.build.partners.kinds import Contribution, Party, ServiceField, Way
from hehuo.domain.build.partners.models import Category, Partner
from hehuo.domain.ground.access import rules as access_rules
from hehuo.domain.ground.access.kinds import Power
from hehuo.domain.ground.journal import actions as journal
from hehuo.domain.ground.people.models import Person


def ensure_category(*, name: str, party: Party | None = None) -> Category:
    """The category of this name, made where it is new; `party` is guessed from the name where it is not said."""
    said = party or kinds.party_of(name.strip())
    category, _made = Category.objects.get_or_create(
        name=name.strip(), defaults={"party": said, "order": Category.objects.count()}
    )
    return category


def ensure_categories() -> list[Category]:
    """The categories a community starts with, made where it has none yet."""
    return list(queries.categories()) or [ensure_category(name=name) for name in kinds.CATEGORIES]


@transaction.atomic
def keep_category(*, actor: Person, name: str, party: Party, order: int, category: Category | None = None) -> Category:
    """Add a category, or rename one and give it its place; partners keep theirs. Raises Refused, Invalid, Conflict."""
    access_rules.may(actor, Power.RUN_RECRUITMENT).or_refuse()
    if not name.strip():
        raise Invalid("name", _("请写类别的名字。"))
    kept = category or Category()
    before, kept.name, kept.party, kept.order = kept.name, name.strip(), party, order
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise Conflict(_("已经有「%s」这一类。") % kept.name) from error
    journal.record(actor=actor, act="partners.category_kept", thing=kept, words=before, name=kept.name)
    return kept


@transaction.atomic
def make_partner(
    *,
    actor: Person,
    name: str,
    category: Category,
    credit_code: str,
    contact: Person,
    phone: str,
    service_field: ServiceField,
    ways: Sequence[Way],
    contributions: Sequence[Contribution] = (),
    profile: str = "",
) -> Partner:
    """A partner's profile; asking for one that is known by its code, or by name and phone, returns it."""
    code = credit_codes.plain(credit_code)
    if code and not credit_codes.is_valid(code):
        raise Invalid("credit_code", _("统一社会信用代码「%s」的校验位不对，请照执照再核对一次。") % code)
    partner = Partner(
        name=name.strip(), category=category, credit_code=code, contact=contact, service_field=service_field,
        ways=[Way(way).value for way in ways], contributions=[Contribution(kind).value for kind in contributions],
        profile=profile.strip(),
    )  # fmt: skip
    partner.phone = phone
    known = queries.known_partner(credit_code=code, phone_hash=partner.phone_hash, name=partner.name)
    if known:
        return known
    partner.save(force_insert=True)
    journal.record(actor=actor, act="partners.partner_made", thing=partner, category=category.name)
    return partner


@transaction.atomic
def word_profile(
    *, actor: Person, partner: Partner, profile: str, shows_phone: bool, ways: Sequence[Way] | None = None
) -> Partner:
    """Change what a partner says about itself, how it works, and whether its phone stands on the public page."""
    partner = Partner.objects.select_for_update(of=("self",)).select_related("contact").get(pk=partner.pk)
    rules.may_edit_profile(actor, partner).or_refuse()
    before, partner.profile, partner.shows_phone = partner.profile, profile.strip(), shows_phone
    if ways is not None:
        partner.ways = [Way(way).value for way in ways]
    partner.save(update_fields=["profile", "shows_phone", "ways"])
    journal.record(actor=actor, act="partners.profile_worded", thing=partner, words=before, shows_phone=shows_phone)
    return partner


@transaction.atomic
def ban_partner(*, actor: Person, partner: Partner, until: date, why: str) -> Partner:
    """A partner that was expelled may not come back until a day; screening sees it by code, or name and phone."""
    access_rules.may(actor, Power.SIGN_AGREEMENTS).or_refuse()
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    partner.banned_until, partner.banned_why = until, why.strip()[:300]
    partner.save(update_fields=["banned_until", "banned_why"])
    journal.record(actor=actor, act="partners.banned", thing=partner, until=until.isoformat(), words=partner.banned_why)
    return partner
