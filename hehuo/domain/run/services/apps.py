from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "hehuo.domain.run.services"
    label = "services"
