"""Files, shown only to those who may see them."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hehuo.domain.ground.files import actions, queries, rules
from hehuo.domain.ground.files.kinds import COVER_COLUMNS, COVER_ROWS, FileKind
from hehuo.domain.ground.files.models import File
from hehuo.web import addresses
from hehuo.web.ground.files.forms import CoverForm
from hehuo.web.requests import CommunityRequest, PersonRequest, entered, fetch

DAY = 24 * 3600


def file_content(request: CommunityRequest, community: str, file_id: UUID) -> HttpResponseBase:
    """The file itself: a picture in the page, a paper as a download."""
    return _sent(fetch(queries.visible_to(request.person), file_id), small=False)


def file_small(request: CommunityRequest, community: str, file_id: UUID) -> HttpResponseBase:
    """The small twin of a picture."""
    return _sent(fetch(queries.visible_to(request.person).filter(kind=FileKind.IMAGE), file_id), small=True)


def _sent(file: File, *, small: bool) -> HttpResponseBase:
    is_picture = file.kind == FileKind.IMAGE
    mime = "image/jpeg" if small else file.mime
    answer = FileResponse(
        queries.content_of(file, small=small), as_attachment=not is_picture, filename=file.name, content_type=mime
    )
    # A paper that is opened all the same runs nothing and belongs to no page of ours.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = f"public, max-age={DAY}" if file.is_public else "private, no-store"
    return answer


@entered
def file_detail(request: PersonRequest, community: str, file_id: UUID) -> HttpResponse:
    """One file: what it is, who gave it when, and who sees it."""
    file = fetch(queries.visible_to(request.person).select_related("kept_by"), file_id)
    context = {
        "file": file, "may_publish": rules.may_publish(request.person),
        "may_remove": rules.may_remove(request.person, file),
        "about_url": addresses.of_paper(request.community, file.about_kind, file.about_id),
    }  # fmt: skip
    return render(request, "files/file_detail.html", context)


@entered
@require_POST
def file_publish(request: PersonRequest, community: str, file_id: UUID) -> HttpResponse:
    """Show it to everyone."""
    file = actions.publish_file(actor=request.person, file=fetch(queries.visible_to(request.person), file_id))
    messages.success(request, _("公开了，谁都看得见。"))
    return redirect("files:detail", community, file.id)


@entered
def file_cover(request: PersonRequest, community: str, file_id: UUID) -> HttpResponse:
    """Tap the squares that nobody else should read; a copy without them is shown to everyone."""
    rules.may_publish(request.person).or_refuse()
    file = fetch(queries.visible_to(request.person).filter(kind=FileKind.IMAGE), file_id)
    form = CoverForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and (shown := form.act(actions.cover_file, actor=request.person, file=file, **form.cleaned_data)):
        messages.success(request, _("遮好了，遮过的这一张谁都看得见，原来那张还是不公开。"))
        return redirect("files:detail", community, shown.id)
    rows = [[row * COVER_COLUMNS + column for column in range(COVER_COLUMNS)] for row in range(COVER_ROWS)]
    context = {"file": file, "form": form, "rows": rows}
    return render(request, "files/file_cover.html", context, status=422 if form.errors else 200)


@entered
@require_POST
def file_remove(request: PersonRequest, community: str, file_id: UUID) -> HttpResponse:
    """Remove its content for good."""
    file = fetch(queries.visible_to(request.person), file_id)
    actions.remove_file(actor=request.person, file=file, reason=request.POST.get("reason", ""))
    messages.success(request, _("删掉了，留了一行记录。"))
    return redirect(addresses.of_thing(request.community, file.about_kind, file.about_id) or f"/c/{community}/")
