from django.apps import AppConfig


class RollsConfig(AppConfig):
    name = "hehuo.domain.ground.rolls"
    label = "rolls"
