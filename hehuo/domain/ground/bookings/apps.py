from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "hehuo.domain.ground.bookings"
    label = "bookings"
