from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hehuo.web"
    label = "web"
