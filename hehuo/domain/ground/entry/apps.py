from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "hehuo.domain.ground.entry"
    label = "entry"
