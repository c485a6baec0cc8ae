from django.apps import AppConfig


class PricelistsConfig(AppConfig):
    name = "hehuo.domain.run.pricelists"
    label = "pricelists"
