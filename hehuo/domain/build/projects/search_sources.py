"""Projects in the search box: what was agreed for everyone, plans for those who run projects."""

from django.utils.translation import gettext_lazy as _

from hehuo.domain.build.projects import queries, rules
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.search.grams import Doc
from hehuo.domain.ground.search.sources import Source, register

register(
    Source(
        kind=Project.kind_name(), label=_("项目"), place=46,
        rows=lambda: queries.projects().order_by("-made_at", "-id"), visible=queries.visible_to,
        doc=lambda project: Doc(project.title, f"{project.number} {project.why}", is_public=project.is_public),
        line=lambda project: f"{project.number} · {project.get_state_display()}",
        sees_all=lambda viewer: bool(viewer and rules.may_run(viewer)),
    )
)  # fmt: skip
