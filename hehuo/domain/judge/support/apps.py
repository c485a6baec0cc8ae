from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "hehuo.domain.judge.support"
    label = "support"
