from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hehuo.domain.insight.figures"
    label = "figures"
