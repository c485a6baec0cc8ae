"""Fifty to a page, with the way to the next."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


def page_of(request: HttpRequest, queryset: "QuerySet[Any]") -> Page[Any]:
    """The page that `?page=` asks for; the nearest there is, where it asks for another."""
    return Paginator(queryset, ROWS).get_page(request.GET.get("page"))
