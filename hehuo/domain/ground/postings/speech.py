"""What people write on the board's pages: who is speaking, and words that are there and not too many."""

from django.utils.translation import gettext as _

from hehuo.core.errors import Invalid, Refused
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.postings import rules
from hehuo.domain.ground.postings.kinds import TEXT_LIMIT


def speaker_of(actor: Person | None, person: Person | None) -> Person:
    """Who speaks: the person a worker writes for, else the actor. Raises Refused."""
    speaker = person or actor
    if speaker is None:
        raise Refused(_("先用卡或账号进来，您写的话都留着。没有卡，请到社区服务台。"))
    rules.may_speak_for(actor, speaker).or_refuse()
    return speaker


def checked(text: str, *, field: str = "text") -> str:
    """The words without blanks around them. Raises Invalid for none or too many."""
    text = text.strip()
    if not text:
        raise Invalid(field, _("还没有写。写一句就行。"))
    if len(text) > TEXT_LIMIT:
        raise Invalid(field, _("写得太长，请在 %d 字以内说清一件事。") % TEXT_LIMIT)
    return text


def sameness(text: str) -> str:
    """A text without blanks, marks and letter case: two questions with the same are the same question."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
