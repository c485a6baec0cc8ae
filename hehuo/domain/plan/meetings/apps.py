from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "hehuo.domain.plan.meetings"
    label = "meetings"
