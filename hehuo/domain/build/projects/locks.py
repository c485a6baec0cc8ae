"""Holding a project while it changes."""

from hehuo.domain.build.projects import queries
from hehuo.domain.build.projects.models import Project


def locked(project: Project) -> Project:
    """The row as it stands now, held to the end of the transaction."""
    return queries.projects().select_for_update(of=("self",)).get(pk=project.pk)
