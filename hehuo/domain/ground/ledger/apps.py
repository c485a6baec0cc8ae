from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "hehuo.domain.ground.ledger"
    label = "ledger"
