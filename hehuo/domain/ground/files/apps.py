from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hehuo.domain.ground.files"
    label = "files"
