"""Forms and what people answered."""

from django.db import models

from hehuo.core import clock
from hehuo.core.db.models import TenantForeignKey, TenantModel
from hehuo.domain.ground.forms.kinds import StarQuestion
from hehuo.domain.ground.people.models import Person


class Form(TenantModel):
    """Questions as data: `[{"key": "overall", "ask": "总的来说满意吗"}]`. Not changed once somebody answered."""

    code = models.CharField(max_length=20, blank=True)  # names the house's own forms: `session`
    title = models.CharField(max_length=60)
    questions = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], condition=~models.Q(code=""), name="form_code_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> list[StarQuestion]:
        return [StarQuestion(each["key"], each["ask"]) for each in self.questions]


class Reply(TenantModel):
    """One answered form about one thing. Of a respondent's valid replies about a thing the latest by time counts;
    the others, and those that are not valid, are kept."""

    form = TenantForeignKey(Form, models.PROTECT, related_name="replies")
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    respondent_key = models.CharField(max_length=60)
    person = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answers = models.JSONField()  # {"overall": 5}; as written where the answer is not valid
    words = models.TextField(blank=True)
    is_valid = models.BooleanField()
    why_not = models.CharField(max_length=200, blank=True)
    counts = models.BooleanField()
    entered_by = TenantForeignKey(Person, models.PROTECT, null=True, related_name="+")  # from paper or a file

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["community", "form", "about_id", "respondent_key"],
                condition=models.Q(counts=True),
                name="one_reply_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(counts=False) | models.Q(is_valid=True), name="only_valid_replies_count"
            ),
            models.CheckConstraint(
                condition=models.Q(is_valid=True) | ~models.Q(why_not=""), name="invalid_reply_says_why"
            ),
        ]
        indexes = [models.Index(fields=["community", "form", "about_id", "at"], name="reply_about")]
