from django.apps import AppConfig


class LeviesConfig(AppConfig):
    name = "hehuo.domain.run.levies"
    label = "levies"
