"""Who answers, whether with their name, and how far a survey has come: data."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hehuo.core.states import Moves


class Unit(models.TextChoices):
    """What is counted: persons and homes are never added up."""

    PERSONS = "persons", _("一人一份")
    HOMES = "homes", _("一户一份")


class Naming(models.TextChoices):
    NAMED = "named", _("记名：办问卷的人看得到是谁答的，大家看不到；截止前可以改，按最后一份算")
    ANONYMOUS = "anonymous", _("不记名：谁也查不到是谁答的，交了就不能改")


class Channel(models.TextChoices):
    PHONE = "phone", _("手机")
    PAPER = "paper", _("纸")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("在起草")
    OPEN = "open", _("正在问")
    CLOSED = "closed", _("截止了")
    PUBLISHED = "published", _("公布了")


_S = SurveyState
SURVEY_MOVES: Moves[SurveyState] = Moves({_S.DRAFT: {_S.OPEN}, _S.OPEN: {_S.CLOSED}, _S.CLOSED: {_S.PUBLISHED}})
BEGUN = (_S.OPEN, _S.CLOSED, _S.PUBLISHED)
ENDED = (_S.CLOSED, _S.PUBLISHED)

QUESTIONS_MOST = 30
SMALLEST = 5  # fewer answers than this are not shown apart: one could guess whose they are
PAPERS_FOR_DAYS = 3  # papers that came in time are typed so long after the last day
PUBLISH_WITHIN = timedelta(days=7)
