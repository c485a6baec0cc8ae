from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "hehuo.domain.run.books"
    label = "books"
