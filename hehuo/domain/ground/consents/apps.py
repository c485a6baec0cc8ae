from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "hehuo.domain.ground.consents"
    label = "consents"
