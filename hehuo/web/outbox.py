"""What serves a browser's outbox: the answer that lets an entry go, and the worker that works without a signal."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

HEADER = "Hehuo-Outbox"  # sent by hehuo/web/js/outbox_post.js
DRESS = ("built/hehuo.css", "built/hehuo.js", "icons.svg", "favicon.svg")
WORKER = "built/worker.js"


def taken(request: HttpRequest, onward: HttpResponse) -> HttpResponse:
    """Where a form that was taken leads; an outbox hears 201: the entry is kept and may leave the device."""
    return HttpResponse(status=201) if request.headers.get(HEADER) else onward


def build() -> dict[str, object]:
    """What is kept on a device, and its version: the names in the static manifest change with their content."""
    assets = [static(name) for name in DRESS]
    version = hashlib.sha256("\n".join([*assets, static(WORKER)]).encode()).hexdigest()[:16]
    return {"version": version, "assets": assets}


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may serve the whole house; a browser asks for it anew each time."""
    script = f"self.BUILD = {json.dumps(build())};\nimportScripts({json.dumps(static(WORKER))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
