"""How people come in and are helped: somebody acted for, a slip at a new neighbour's door, a claim that waits."""

from datetime import date

from hehuo.core import clock
from hehuo.core.acting import acting
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.entry import actions as entry
from hehuo.domain.ground.entry import claims
from hehuo.domain.ground.entry.kinds import ClaimKind, Purpose
from hehuo.domain.ground.entry.models import Claim
from hehuo.domain.ground.errands import actions as errands
from hehuo.domain.ground.errands import choosing
from hehuo.domain.ground.errands.kinds import Consent
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Home, Place
from hehuo.domain.plan.needs import actions as needs
from hehuo.domain.plan.needs.kinds import Channel
from hehuo.domain.plan.visits import actions as visits
from hehuo.domain.plan.visits.kinds import VisitState
from hehuo.domain.plan.visits.models import Visit
from hehuo.ops.demo import cast
from hehuo.ops.demo.days import day, standing
from hehuo.ops.demo.names import Inventor


def tell() -> None:
    """In Haiwan, in the days before today."""
    with cast.in_community("haiwan"):
        worker = cast.holder(Role.WORKER)
        helped = Person.objects.filter(account_id__isnull=False, household__isnull=False).order_by("account_id")
        for person in helped:
            with standing(day(6), 10):
                _act_for(worker, person)
                _choose_helper(person)
        _visit(worker)
        empty = Home.objects.filter(households__people=None).order_by("order")[:2]
        inventor = Inventor("haiwan-doors")
        with standing(day(4), 17):
            first = _claim(worker, empty[0], inventor)
            claims.approve_claim(actor=worker, claim=first, person=None)
        with standing(day(1), 19):
            _claim(worker, empty[1], inventor)


def _visit(worker: Person) -> None:
    """Five doors a month ago, where somebody was met at all but one; and five for today, one of them done."""
    estate = places.estates().first()
    with standing(day(30), 9):
        for number, visit in enumerate(_plan(worker, estate)):
            state = VisitState.ABSENT if number == 1 else VisitState.MET
            visits.mark_visit(actor=worker, visit=visit, state=state)
    with standing(day(0), 9):
        visits.mark_visit(actor=worker, visit=_plan(worker, estate)[0], state=VisitState.MET)


def _plan(worker: Person, estate: Place) -> list[Visit]:
    return visits.plan_long_unvisited(actor=worker, place=estate, count=5, on=clock.today())


def _act_for(worker: Person, person: Person) -> None:
    """The worker at the door: a need said in the person's name, both names in the journal."""
    errand = errands.begin_errand(
        actor=worker, person=person, consent=Consent.SPOKEN, reason="手机送修了，上门时请我代说"
    )
    with acting(helper_id=worker.id, person_id=person.id):
        needs.say_voice(
            actor=person, speaker=person, words="楼道里的灯一闪一闪的，晚上看不清台阶。", channel=Channel.DOOR
        )
    errands.end_errand(actor=worker, errand=errand)


def _choose_helper(person: Person) -> None:
    """Her daughter lives three buildings away."""
    grown = Person.objects.filter(born_on__lt=date(1990, 1, 1), account_id=None, merged_into=None, left_on=None)
    helper = grown.exclude(household=person.household).order_by("id").first()
    choosing.name_helper(actor=person, person=person, helper=helper, relation="女儿")


def _claim(worker: Person, home: Home, inventor: Inventor) -> Claim:
    """A slip at the door, and somebody who scans it."""
    _invitation, token = claims.invite(actor=worker, home=home)
    name, phone = inventor.name("f"), inventor.phone()
    code = entry.ask_code(phone=phone, address="demo", purpose=Purpose.CLAIM)
    digits = entry.show_code(code=code)
    proven = entry.prove_phone(phone=phone, code=digits, address="demo", purpose=Purpose.CLAIM)
    return claims.claim_home(token=token, name=name, phone=phone, kind=ClaimKind.LIVES, proven=proven)
