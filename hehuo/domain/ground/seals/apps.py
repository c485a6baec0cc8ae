from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "hehuo.domain.ground.seals"
    label = "seals"
