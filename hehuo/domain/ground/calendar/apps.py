from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "hehuo.domain.ground.calendar"
    label = "calendar"
