from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "hehuo.domain.build.matches"
    label = "matches"
