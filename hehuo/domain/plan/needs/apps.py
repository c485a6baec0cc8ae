from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "hehuo.domain.plan.needs"
    label = "needs"
