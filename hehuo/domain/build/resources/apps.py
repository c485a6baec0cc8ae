from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "hehuo.domain.build.resources"
    label = "resources"
