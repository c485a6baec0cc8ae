from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "hehuo.domain.ground.errands"
    label = "errands"
