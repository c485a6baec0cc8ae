from django.apps import AppConfig


class DonationsConfig(AppConfig):
    name = "hehuo.domain.run.donations"
    label = "donations"
