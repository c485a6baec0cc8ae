from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "hehuo.domain.ground.circles"
    label = "circles"
