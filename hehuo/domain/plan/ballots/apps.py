from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "hehuo.domain.plan.ballots"
    label = "ballots"
