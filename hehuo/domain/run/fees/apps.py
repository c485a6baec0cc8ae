from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "hehuo.domain.run.fees"
    label = "fees"
