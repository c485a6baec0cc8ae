from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "hehuo.domain.plan.surveys"
    label = "surveys"
