from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "hehuo.domain.plan.notes"
    label = "notes"
