from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "hehuo.domain.ground.forms"
    label = "forms"
