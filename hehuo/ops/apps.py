from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "hehuo.ops"
    label = "ops"
