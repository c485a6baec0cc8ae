from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "hehuo.domain.ground.sessions"
    label = "sessions"
