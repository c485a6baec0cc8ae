"""Is anybody there?"""

from django.http import HttpRequest
from ninja import Router, Schema

router = Router(tags=["status"])


class Status(Schema):
    """What this is."""

    name: str = "hehuo"
    api: int = 1


@router.get("status", response=Status, summary="What this is")
def status(request: HttpRequest) -> Status:
    """The name of the program and the version of its API."""
    return Status()
