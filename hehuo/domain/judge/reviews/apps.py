from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "hehuo.domain.judge.reviews"
    label = "reviews"
