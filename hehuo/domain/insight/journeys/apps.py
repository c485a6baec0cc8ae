from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "hehuo.domain.insight.journeys"
    label = "journeys"
