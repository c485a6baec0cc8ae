"""What is kept of a person, in one file that they can read and another program can take in."""

import io
import json
import zipfile

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hehuo.core import clock
from hehuo.domain.ground.people.models import Person
from hehuo.domain.insight.holdings import queries


def whole_file(person: Person) -> HttpResponse:
    """A zip of the data as JSON and as a page."""
    facts = [(str(kept.what), kept.ground, rows) for kept, rows in queries.facts_of(person)]
    said = {
        "made_at": clock.now(),
        "person": person.code,
        "kept": [
            {"what": what, "purpose": str(ground.purpose), "basis": str(ground.basis), "term": str(ground.term),
             "seen_by": str(ground.seen_by), "rows": rows}
            for what, ground, rows in facts
        ],
        "looked_at_by": list(queries.looks_at(person).values("at", "field", "why")),
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("data.json", json.dumps(said, ensure_ascii=False, indent=1, default=str))
        out.writestr("data.html", render_to_string("holdings/file.html", {"facts": facts, "made_at": clock.now()}))
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, _("我的资料-%s.zip") % f"{clock.today():%Y%m%d}")
    return answer
