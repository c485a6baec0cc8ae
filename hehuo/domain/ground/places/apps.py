from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "hehuo.domain.ground.places"
    label = "places"
