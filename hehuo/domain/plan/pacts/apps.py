from django.apps import AppConfig


class PactsConfig(AppConfig):
    name = "hehuo.domain.plan.pacts"
    label = "pacts"
