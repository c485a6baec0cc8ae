from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "hehuo.domain.ground.spaces"
    label = "spaces"
