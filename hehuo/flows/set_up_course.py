"""A course of a recipe is opened in a place: under one of our agreements, in one of our rooms."""

from typing import Any

from django.db import transaction

from hehuo.domain.build.agreements.models import Agreement
from hehuo.domain.ground.people.models import Person
from hehuo.domain.run.activities.models import Series
from hehuo.domain.share.recipes import actions, rules
from hehuo.domain.share.recipes.actions.setting_up import locked
from hehuo.domain.share.recipes.models import Piece
from hehuo.flows.book_series import book_series


@transaction.atomic
def set_up_course(*, actor: Person, piece: Piece, agreement: Agreement, **course: Any) -> Series:
    """Book the course of a part, all of it or nothing (`book_series` says what `course` is and what it refuses)."""
    piece = locked(piece)
    rules.may_make(actor, piece).or_refuse()
    series = book_series(actor=actor, agreement=agreement, **course)
    actions.note_made(actor=actor, piece=piece, thing=series)
    return series
