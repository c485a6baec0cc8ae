from django.apps import AppConfig


class StewardsConfig(AppConfig):
    name = "hehuo.domain.build.stewards"
    label = "stewards"
