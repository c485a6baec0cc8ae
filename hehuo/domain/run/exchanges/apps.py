from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "hehuo.domain.run.exchanges"
    label = "exchanges"
