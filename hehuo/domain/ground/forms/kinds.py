"""What a form asks: one to five questions, each answered with one to five stars, one of them the overall one."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext_noop as _

OVERALL = "overall"
STARS = (1, 2, 3, 4, 5)
SATISFIED_FROM = 4  # four and five stars are satisfied
QUESTIONS = (1, 5)  # at least, at most


@dataclass(frozen=True, slots=True)
class StarQuestion:
    """One question. `key` is what answers and imports call it."""

    key: str
    ask: str

    def as_data(self) -> dict[str, str]:
        return asdict(self)


# After a session. Kept in the source language and translated where shown; the keys are what results are computed from.
SESSION = "session"
SESSION_TITLE = _("课后反馈")
SESSION_QUESTIONS = (
    StarQuestion("teacher", _("老师讲得好吗")),
    StarQuestion("content", _("内容合适吗")),
    StarQuestion("price", _("价格能接受吗")),
    StarQuestion(OVERALL, _("总的来说满意吗")),
)
