"""A private calendar of one's bookings, in the few lines that calendars read (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.core.errors import Missing
from hehuo.domain.ground.bookings import actions, queries
from hehuo.domain.ground.spaces import queries as spaces
from hehuo.domain.ground.spaces.kinds import KEPT
from hehuo.domain.ground.spaces.models import Booking
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, in_person

LINE = 75  # octets of a line, its break left aside (RFC 5545, 3.1)
STAMP = "%Y%m%dT%H%M%SZ"


@entered
def calendar(request: PersonRequest, community: str) -> HttpResponse:
    """Where one's private address is shown, made and renewed."""
    return render(request, "bookings/calendar.html", {"feed": queries.feed_of(request.person)})


@require_POST
@in_person
def renew(request: PersonRequest, community: str) -> HttpResponse:
    """A new address; the old one opens nothing any more."""
    actions.renew_feed(actor=request.person)
    return redirect("bookings:calendar", community)


def feed(request: CommunityRequest, community: str, code: str) -> HttpResponse:
    """The calendar itself: rooms and times, no names and no words of anybody."""
    found = queries.feed_called(code)
    if found is None:
        raise Missing(_("这个日历地址不在了，可能已经换了新的。"))
    kept = spaces.bookings_of(found.person).filter(state__in=KEPT)
    text = "".join(folded(line) for line in lines(kept, request.community.name))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def lines(bookings: Iterable[Booking], name: str) -> Iterator[str]:
    """The lines of a calendar, before they are folded."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hehuo//Spaces//ZH", f"X-WR-CALNAME:{escaped(name)}")
    for booking in bookings:
        yield from (
            "BEGIN:VEVENT", f"UID:{booking.id}@hehuo", f"DTSTAMP:{_utc(booking.booked_at)}",
            f"DTSTART:{_utc(booking.starts_at)}", f"DTEND:{_utc(booking.ends_at)}",
            f"SUMMARY:{escaped(booking.space.name)}", "END:VEVENT",
        )  # fmt: skip
    yield "END:VCALENDAR"


def escaped(text: str) -> str:
    r"""Text as a calendar writes it: `\`, `;`, `,` and breaks are marked (RFC 5545, 3.3.11)."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no letter cut in two, each but the first begun by a space."""
    pieces, room = [""], LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(" ")
            room = LINE - 1
        pieces[-1] += letter
        room -= size
    return "\r\n".join(pieces) + "\r\n"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(STAMP)
