"""What is posted of a meeting, as data: the papers of a community are written in Chinese, whoever posts them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.plan.meetings.kinds import Share
from hehuo.domain.plan.meetings.models import Item, Meeting


def notice_of(meeting: Meeting, agenda: Sequence[Item]) -> dict[str, Any]:
    """Title and body of the notice: which meeting, when, where, and on what."""
    start = clock.local(meeting.starts_at)
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "title": _("开会通知：%s") % meeting.title,
            "body": {
                "facts": [
                    [_("什么会"), meeting.get_kind_display()],
                    [_("什么时候"), f"{start:%Y-%m-%d %H:%M}"],
                    [_("在哪儿"), meeting.session.space.name],
                ],
                "table": {"head": [_("序号"), _("议题")], "rows": [[item.position, item.title] for item in agenda]},
            },
        }


def result_of(meeting: Meeting, agenda: Sequence[Item]) -> dict[str, Any]:
    """Title and body of what was decided: who came of how many, and each item with its votes."""
    with translation.override(settings.LANGUAGE_CODE):
        came = _("到了 %d") % (meeting.present or 0)
        if meeting.expected:
            came = _("应到 %(expected)d，到了 %(present)d") % {
                "expected": meeting.expected, "present": meeting.present or 0,
            }  # fmt: skip
        return {
            "title": _("会议决定：%s") % meeting.title,
            "body": {
                "facts": [
                    [_("什么会"), meeting.get_kind_display()],
                    [_("哪天开的"), meeting.held_on.isoformat()],
                    [_("到会"), came],
                    [_("要多少人同意"), str(Share(meeting.yes).label)],
                ],
                "table": {
                    "head": [_("序号"), _("议题"), _("结果"), _("同意、不同意、弃权"), _("定了什么")],
                    "rows": [_row(item) for item in agenda],
                },
            },
        }


def _row(item: Item) -> list[Any]:
    votes = f"{item.yes}、{item.no}、{item.abstain}" if item.text else ""
    return [item.position, item.title, item.get_outcome_display(), votes, item.text or item.why]
