from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "hehuo.domain.plan.visits"
    label = "visits"
