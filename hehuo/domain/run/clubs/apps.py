from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "hehuo.domain.run.clubs"
    label = "clubs"
