from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    name = "hehuo.domain.insight.holdings"
    label = "holdings"
