from django.apps import AppConfig
from django.core import checks


class DbConfig(AppConfig):
    name = "hehuo.core.db"
    label = "db"

    def ready(self) -> None:
        from hehuo.core.db.checks import check_models  # noqa: PLC0415  models must be loaded first

        checks.register(check_models, checks.Tags.models)
