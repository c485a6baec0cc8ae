from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "hehuo.domain.ground.admissions"
    label = "admissions"
