from django.apps import AppConfig


class BanksConfig(AppConfig):
    name = "hehuo.domain.run.banks"
    label = "banks"
