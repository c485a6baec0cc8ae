from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "hehuo.domain.ground.funds"
    label = "funds"
