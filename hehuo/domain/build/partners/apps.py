from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "hehuo.domain.build.partners"
    label = "partners"
