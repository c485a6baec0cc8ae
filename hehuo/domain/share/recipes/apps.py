from django.apps import AppConfig


class RecipesConfig(AppConfig):
    name = "hehuo.domain.share.recipes"
    label = "recipes"
