"""The notice board of the demo."""

from hehuo.domain.ground.postings import actions as postings
from hehuo.domain.ground.postings.models import Posting
from hehuo.ops.demo.days import standing
from hehuo.ops.demo.people import Office


def hang(office: Office, posting: Posting) -> None:
    """Its paper twin goes on the wall the same afternoon."""
    with standing(posting.posted_on, 16):
        postings.hang_posting(actor=office.worker, posting=posting, place_note="社区大门公示栏")
