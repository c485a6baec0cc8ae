from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "hehuo.domain.run.contributions"
    label = "contributions"
