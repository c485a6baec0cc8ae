"""Covering parts of a picture."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hehuo.domain.ground.files.kinds import COVER_COLUMNS, COVER_ROWS
from hehuo.web.forms import OnceForm


class CoverForm(OnceForm):
    """The squares to paint over, counted from 0, row by row."""

    squares = forms.TypedMultipleChoiceField(
        label=_("要遮住的格子"), required=False, coerce=int,
        choices=[(number, number) for number in range(COVER_COLUMNS * COVER_ROWS)],
    )  # fmt: skip
