from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "hehuo.domain.build.agreements"
    label = "agreements"
