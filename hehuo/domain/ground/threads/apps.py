from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "hehuo.domain.ground.threads"
    label = "threads"
