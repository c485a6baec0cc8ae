from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "hehuo.domain.ground.journal"
    label = "journal"
