from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "hehuo.domain.ground.duties"
    label = "duties"
