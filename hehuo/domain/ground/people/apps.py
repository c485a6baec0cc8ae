from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hehuo.domain.ground.people"
    label = "people"
