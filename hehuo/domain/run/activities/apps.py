from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "hehuo.domain.run.activities"
    label = "activities"
