from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "hehuo.domain.ground.messages"
    label = "messages"
