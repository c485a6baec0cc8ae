from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "hehuo.domain.build.projects"
    label = "projects"
