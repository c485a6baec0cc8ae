"""The rows of priced services: prices and the lists they came from, free places, orders and complaints."""

from hehuo.domain.run.services.models.offers import FreeOffer, FreePlace
from hehuo.domain.run.services.models.orders import Complaint, Order
from hehuo.domain.run.services.models.prices import CostClause, PriceItem, PriceSheet

__all__ = ["Complaint", "CostClause", "FreeOffer", "FreePlace", "Order", "PriceItem", "PriceSheet"]
