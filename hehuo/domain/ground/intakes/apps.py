from django.apps import AppConfig


class IntakesConfig(AppConfig):
    name = "hehuo.domain.ground.intakes"
    label = "intakes"
