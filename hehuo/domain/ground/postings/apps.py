from django.apps import AppConfig


class PostingsConfig(AppConfig):
    name = "hehuo.domain.ground.postings"
    label = "postings"
