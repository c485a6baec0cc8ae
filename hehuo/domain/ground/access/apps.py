from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "hehuo.domain.ground.access"
    label = "access"
