from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "hehuo.domain.run.fairs"
    label = "fairs"
