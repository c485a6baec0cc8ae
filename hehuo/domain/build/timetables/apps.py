from django.apps import AppConfig


class TimetablesConfig(AppConfig):
    name = "hehuo.domain.build.timetables"
    label = "timetables"
