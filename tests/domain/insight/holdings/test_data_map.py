"""The map of the data knows every column in which something of a person may stand."""

import pytest
from django.apps import apps
from django.db import models

from hehuo.core.db.models import TenantModel
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings.data_map import MAP
from hehuo.domain.insight.holdings.kinds import PHONE

# Codes, kinds and hashes that name no human; titles and addresses of things; what the house itself computes.
PLAIN = {
    "about_kind", "act", "verb", "code", "number", "mime", "sha256", "path", "thumbnail_path", "kind", "file_hash",
    "columns", "counts", "problems", "sheet", "seal_code", "digest", "door_code", "title_core", "slug", "debtor_kind",
    "receipt_no", "version", "questions", "place_note", "token_hash", "credit_code", "ways", "contributions", "slogan",
    "price_principle", "negative_list", "body_name", "contact_phone", "contact_place", "project", "audience",
    "space_said", "times", "starts_said", "source", "outcome", "unit", "time", "serial", "line_hash",
    "header_hash", "text_hash", "danger", "pressing", "doubts", "came", "groups", "weekdays", "unit_word",
    "origin_code", "origin_name", "origin_number", "origin_did",
    "free_groups", "insurer", "policy", "permit", "agreed_version",
}  # fmt: skip
# Their whole content is a person's or none's at all, and an erasure sees to them by itself.
APART = {
    "journal.entry": "sealed: ids and salted hashes only",
    "journal.words": "deleted where they name the person or belong to what is theirs",
    "journal.look": "pruned after its term; the reason is emptied",
    "intakes.paper": "gone once it was read", "intakes.piece": "sealed; emptied of the person",
    "intakes.intakerow": "sealed; deleted where it names the person",
}  # fmt: skip


def personal_columns(model: type[models.Model]) -> list[str]:
    """The columns of a table in which something of a person may stand."""
    return [field.name for field in model._meta.local_fields if is_personal(field)]


def is_personal(field: models.Field) -> bool:
    if field.remote_field:
        return field.remote_field.model is Person
    if field.name in {"born_on", "account_id"}:
        return True
    text = isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField))
    return text and not field.choices and field.name not in PLAIN


def tables_of_people() -> list[type[models.Model]]:
    """Every table with a link to a person, or with something sealed in it."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        and model._meta.label_lower not in APART
        and any(
            (field.remote_field and field.remote_field.model is Person) or field.name.endswith("_sealed")
            for field in model._meta.local_fields
        )
    ]


@pytest.mark.parametrize("model", tables_of_people(), ids=lambda model: model._meta.label_lower)
def test_every_personal_column_stands_in_the_map(model):
    rows = [kept for kept in MAP if kept.model is model]
    known = {name for kept in rows for name in (*kept.whose, *kept.by, *kept.columns)}
    emptied = {"code"} if model is Person else set()
    missing = set(personal_columns(model)) - known - emptied
    if any(kept.gone for kept in rows):  # the whole row goes
        missing = {name for name in missing if model._meta.get_field(name).remote_field}
    assert missing == set()


def test_the_map_names_no_column_that_is_not_there():
    for kept in MAP:
        names = {field.name for field in kept.model._meta.local_fields}
        assert {name for name in (*kept.whose, *kept.by, *kept.columns) if name not in ("", PHONE)} <= names


def test_every_line_says_why_how_long_and_who_sees_it():
    for kept in MAP:
        ground = kept.ground
        assert all(str(each) for each in (kept.what, ground.purpose, ground.basis, ground.term, ground.seen_by))
        assert ground.hold or not (kept.held and set(kept.held) - set(kept.whose) - set(kept.by)), kept.what


def test_what_is_held_back_says_by_which_law():
    assert [str(kept.what) for kept in MAP if kept.signs and not kept.ground.hold] == []
