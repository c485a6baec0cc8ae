"""A scheme that worked is kept without people and days, and set up in the next estate with its own."""

import json
from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from hehuo.core import clock
from hehuo.core.db.models import Community
from hehuo.core.db.scope import community_scope
from hehuo.core.errors import Conflict, Invalid, Missing, Refused
from hehuo.domain.build.projects import actions as projects
from hehuo.domain.build.projects import queries as project_lists
from hehuo.domain.build.projects.kinds import ProjectState
from hehuo.domain.build.recruitment.models import Call
from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.ground.people.models import Person
from hehuo.domain.ground.threads import queries as threads
from hehuo.domain.plan.pacts import queries as pacts
from hehuo.domain.run.activities.models import Series
from hehuo.domain.share.recipes import actions, bodies, queries
from hehuo.domain.share.recipes.kinds import PartKind, PieceState, RecipeState
from hehuo.domain.share.recipes.models import Piece, Recipe
from hehuo.flows.keep_recipe import keep_recipe
from hehuo.flows.set_up_course import set_up_course
from hehuo.flows.set_up_piece import set_up_piece
from tests.domain.build.agreements.conftest import _july, charity, draft, posted, words
from tests.domain.run.services.conftest import signed

__all__ = ["_july", "charity", "draft", "posted", "signed", "words"]

pytestmark = pytest.mark.django_db


def pieces(setup):
    return list(queries.pieces().filter(setup=setup).order_by("part__order"))


def test_a_recipe_keeps_shape_and_words_and_no_person_or_day(scheme, there, worker):
    project, pact = queries.parts_of(scheme)
    assert (project.title, project.body["days"], project.body["homes"]) == ("装监控", 30, 4)
    assert [(line["what"], line["fen"], line["by_homes"]) for line in project.body["lines"]] == [
        ("摄像头", 20_000, True), ("拉线", 30_000, False),
    ]  # fmt: skip
    assert project.body["steps"] == [{"kind": "task", "title": "三家比价", "day": 7}]
    assert (pact.after_days, len(pact.body["articles"])) == (28, 9)
    assert worker.name not in json.dumps([project.body, pact.body], ensure_ascii=False)
    assert scheme.number.endswith("-法-001")


def test_the_next_estate_gets_its_own_days_homes_and_pot(here, there, worker, secretary):
    first, second = pieces(here)
    with pytest.raises(Invalid, match="哪个资金"):
        set_up_piece(actor=worker, piece=first)
    project = set_up_piece(actor=worker, piece=first, fund=there.pot)
    assert (project.place, project.lead, project.starts_on, project.ends_on) == (
        here.place, worker, date(2024, 6, 1), date(2024, 7, 1),
    )  # fmt: skip
    # 200 yuan of 4 homes are 50 a home: 500 of 10; what the pot pays stays as it was, to be changed in the draft
    assert [(line.what, line.fen, line.fund) for line in project_lists.lines_of(project)] == [
        ("摄像头", 50_000, None), ("拉线", 30_000, there.pot),
    ]  # fmt: skip
    assert [(step.title, step.due_on) for step in project_lists.steps_of(project)] == [("三家比价", date(2024, 6, 8))]
    assert project.state == ProjectState.PLANNED  # nothing is agreed by copying
    pact = set_up_piece(actor=worker, piece=second)
    version = pact.versions.get()
    assert (pact.place, len(pacts.articles_of(version)), pacts.told().count()) == (here.place, 9, 0)
    assert [piece.state for piece in pieces(here)] == [PieceState.MADE, PieceState.MADE]
    assert queries.made_as(PartKind.PROJECT, project.id).part.recipe == here.recipe
    assert [thing.id for thing in threads.earlier_of(project.id)] == [here.recipe_id]


def test_a_part_is_drafted_once_in_a_place_however_often_it_is_pressed(here, there, worker):
    piece = pieces(here)[0]
    set_up_piece(actor=worker, piece=piece, fund=there.pot)
    with pytest.raises(Refused, match="现在是「起草了」"):
        set_up_piece(actor=worker, piece=piece, fund=there.pot)
    with pytest.raises(Refused, match="现在是「起草了」"):
        actions.note_made(actor=worker, piece=piece, thing=there.project)
    assert project_lists.projects().count() == 2


def test_a_recipe_goes_on_once_in_a_place_until_it_is_stopped(here, scheme, worker):
    again = {"actor": worker, "recipe": scheme, "place": here.place, "starts_on": date(2024, 6, 1), "lead": worker}
    with pytest.raises(Conflict, match="已经在照着做了"):
        actions.begin_setup(**again)
    with pytest.raises(Invalid, match="为什么"):
        actions.stop_setup(actor=worker, setup=here, why=" ")
    stopped = actions.stop_setup(actor=worker, setup=here, why="大家说先修路")
    with pytest.raises(Refused, match="大家说先修路"):
        set_up_piece(actor=worker, piece=pieces(stopped)[1])
    assert actions.begin_setup(**again).pk != here.pk


def test_a_part_may_be_left_out_with_the_reason_and_taken_up_again(here, worker):
    piece = actions.skip_piece(actor=worker, piece=pieces(here)[1], why="已经有公约")
    row = queries.row_of(queries.setups().get(pk=here.pk))
    assert (piece.state, row.made, row.asked) == (PieceState.SKIPPED, 0, 1)
    assert actions.reopen_piece(actor=worker, piece=piece).state == PieceState.WAITING
    with pytest.raises(Conflict):
        actions.reopen_piece(actor=worker, piece=piece)


def test_how_it_did_is_shown_for_the_first_place_and_each_next(here, there, scheme, worker, secretary):
    set_up_piece(actor=worker, piece=pieces(here)[0], fund=there.pot)
    for project in project_lists.projects():
        projects.approve_project(actor=secretary, project=projects.ask_project(actor=worker, project=project))
    spread = queries.spread_of(scheme)
    assert spread.figures == {"planned_fen": 50_000, "paid_fen": 0, "articles": 9}
    _piece, did = spread.rows[0].pieces[0]
    assert (did.state, did.figures, did.is_public) == ("定了，等开工", {"planned_fen": 80_000, "paid_fen": 0}, True)
    assert did.shown == [("预算", "800.00"), ("实付", "0.00")]


def test_the_statements_grow_with_kinds_and_not_with_places(here, there, scheme, worker, django_assert_max_num_queries):
    from tests.domain.share.recipes.conftest import estate

    for number in range(6):
        setup = actions.begin_setup(
            actor=worker, recipe=scheme, place=estate(f"第{number}小区", 2), starts_on=date(2024, 6, 1), lead=worker
        )
        for piece in pieces(setup):
            set_up_piece(actor=worker, piece=piece, fund=there.pot) if piece.part.kind == "project" else set_up_piece(
                actor=worker, piece=piece
            )
    with django_assert_max_num_queries(11):
        spread = queries.spread_of(scheme)
    assert (spread.going, len(spread.rows)) == (7, 7)


def test_a_call_is_drafted_with_the_days_from_its_beginning(worker, there):
    recipe = actions.write_recipe(actor=worker, title="招合伙人")
    call = Call.objects.create(
        number="2024-90", title="一起办点事", ways=["building"], negative_list=["推销保健品"], body_name="三人小组",
        contact_name="周玉梅", contact_phone="84680001", made_by=worker, opens_on=date(2024, 5, 1),
        closes_on=date(2024, 5, 21),
    )  # fmt: skip
    actions.keep_part(actor=worker, recipe=recipe, kind=PartKind.CALL, thing_id=call.id)
    with clock.stopped(clock.at(date(2024, 9, 1), 9)):
        setup = actions.begin_setup(
            actor=worker, recipe=recipe, place=there.place, starts_on=date(2024, 9, 2), lead=worker
        )
        made = set_up_piece(actor=worker, piece=pieces(setup)[0])
    assert isinstance(made, Call)
    assert (made.title, made.opens_on, made.closes_on - made.opens_on, made.negative_list) == (
        call.title, date(2024, 9, 2), call.closes_on - call.opens_on, call.negative_list,
    )  # fmt: skip


def test_a_course_is_opened_under_an_agreement_of_ours_and_refused_as_a_draft(worker, course, signed, there):
    recipe = actions.write_recipe(actor=worker, title="太极进小区")
    part = actions.keep_part(actor=worker, recipe=recipe, kind=PartKind.COURSE, thing_id=course.id)
    assert (part.kept.weeks, part.kept.from_time, part.kept.capacity) == (3, time(10), 20)
    setup = actions.begin_setup(actor=worker, recipe=recipe, place=there.place, starts_on=date(2024, 8, 5), lead=worker)
    piece = pieces(setup)[0]
    with pytest.raises(Refused, match="开课"):
        set_up_piece(actor=worker, piece=piece)
    made = set_up_course(
        actor=worker, piece=piece, agreement=signed, title="太极晚练", space=course.space, capacity=20, weekday=1,
        from_time=time(14), to_time=time(15), first_on=date(2024, 8, 5), last_on=date(2024, 8, 19),
    )  # fmt: skip
    assert isinstance(made, Series)
    assert queries.made_as(PartKind.COURSE, made.id).setup == setup


def test_a_building_s_pact_goes_to_a_building_and_a_recipe_to_no_stairwell(worker, scheme, here):
    from hehuo.domain.ground.places import actions as places
    from hehuo.domain.ground.places.kinds import PlaceKind

    stairwell = places.ensure_place(kind=PlaceKind.STAIRWELL, name="1单元", parent=here.place)
    with pytest.raises(Refused, match="小区，或者一栋楼"):
        actions.begin_setup(actor=worker, recipe=scheme, place=stairwell, starts_on=date(2024, 6, 1), lead=worker)


def test_keeping_again_takes_its_own_place_and_a_part_in_use_stays(scheme, there, worker, here):
    again = actions.keep_part(
        actor=worker, recipe=scheme, kind=PartKind.PROJECT, thing_id=there.project.id, after_days=3
    )
    assert (queries.parts_of(scheme).count(), again.after_days) == (2, 3)
    set_up_piece(actor=worker, piece=pieces(here)[0], fund=there.pot)
    first, second = queries.parts_of(scheme)
    with pytest.raises(Conflict, match="已经在别处起草了"):
        actions.drop_part(actor=worker, part=first)
    actions.drop_part(actor=worker, part=second)
    assert Piece.objects.filter(setup=here).count() == 1
    with pytest.raises(Invalid):
        actions.move_part(actor=worker, part=first, after_days=-1)
    assert actions.move_part(actor=worker, part=first, after_days=7).after_days == 7


def test_a_new_part_is_to_do_where_the_recipe_goes_on_already(here, scheme, there, worker):
    plan = projects.begin_project(
        actor=worker, title="装路灯", why="晚上黑", lead=worker, starts_on=date(2024, 3, 1), ends_on=date(2024, 3, 9)
    )
    actions.keep_part(actor=worker, recipe=scheme, kind=PartKind.PROJECT, thing_id=plan.id)
    assert [piece.part.title for piece in pieces(here)] == ["装监控", "居民公约", "装路灯"]


def test_what_cannot_be_seen_cannot_be_kept_and_nothing_is_begun(worker, somebody, there):
    with pytest.raises(Missing):
        keep_recipe(actor=worker, kind=PartKind.PROJECT, thing_id=worker.id, recipe=None, title="没有的")
    assert Recipe.objects.count() == 0
    kept = keep_recipe(actor=worker, kind=PartKind.PROJECT, thing_id=there.project.id, recipe=None, title="装监控")
    assert (kept.recipe.title, kept.recipe.part_count if hasattr(kept.recipe, "part_count") else 1) == ("装监控", 1)
    with pytest.raises(Refused):
        actions.write_recipe(actor=somebody("白永康"), title="不是我的事")
    with pytest.raises(Invalid, match="名字"):
        actions.write_recipe(actor=worker, title="  ")


def test_a_recipe_is_made_public_by_who_may_publish_with_no_number_in_it(worker, secretary, scheme):
    with pytest.raises(Refused):
        actions.share_recipe(actor=worker, recipe=scheme)
    actions.reword_recipe(actor=worker, recipe=scheme, title=scheme.title, story="打 13800001234 问老王")
    with pytest.raises(Refused, match="手机号"):
        actions.share_recipe(actor=secretary, recipe=scheme)
    actions.reword_recipe(actor=worker, recipe=scheme, title=scheme.title, story="先摆预算")
    shared = actions.share_recipe(actor=secretary, recipe=scheme)
    with pytest.raises(Refused, match="收回来"):
        actions.reword_recipe(actor=worker, recipe=shared, title="别的")
    assert queries.visible_to(None).get() == shared
    assert actions.take_recipe_back(actor=secretary, recipe=shared).state == RecipeState.DRAFT
    assert queries.visible_to(None).count() == 0


def test_another_community_takes_it_once_and_says_whence_and_how_it_did_there(haiwan, secretary, scheme):
    said = queries.file_of(actions.share_recipe(actor=secretary, recipe=scheme), haiwan)
    other = Community.objects.create(code="wenyuan", name="文苑社区")
    with community_scope(other):
        from hehuo.domain.ground.access.models import Account, Grant

        clerk = Person.objects.create(name="文苑社工", account_id=Account.objects.create_account("wy").id)
        Grant.objects.create(person=clerk, role=Role.WORKER)
        Grant.objects.create(person=clerk, role=Role.SECRETARY)
        assert [each.recipe.title for each in queries.elsewhere(other.id)] == ["三无小区装监控"]
        taken = actions.take_recipe(actor=clerk, said=queries.file_from_elsewhere(scheme.id))
        assert actions.take_recipe(actor=clerk, said=said) == taken
        assert (taken.origin_name, taken.origin_number, taken.origin_did["planned_fen"]) == (
            "海湾社区", scheme.number, 50_000,
        )  # fmt: skip
        assert [part.title for part in queries.parts_of(taken)] == ["装监控", "居民公约"]
        assert [part.thing_id for part in queries.parts_of(taken)] == [None, None]
        actions.share_recipe(actor=clerk, recipe=taken)
    assert [each.community.name for each in queries.copies_of(scheme)] == ["文苑社区"]
    with pytest.raises(Conflict, match="本来就是我们的"):
        actions.take_recipe(actor=secretary, said=said)


def test_what_is_no_recipe_s_file_is_refused_and_what_is_too_large_too(haiwan, scheme):
    good = queries.file_of(scheme, haiwan).model_dump(mode="json")
    assert bodies.read_file(json.dumps(good).encode()).title == "三无小区装监控"
    worse = [
        b"", b"\xff\xfe", b"[]", b"{}", json.dumps(good | {"hehuo_recipe": 2}).encode(),
        json.dumps(good | {"parts": []}).encode(), json.dumps(good | {"title": "长" * 41}).encode(),
        json.dumps(good | {"parts": [good["parts"][0] | {"kind": "ballot"}]}).encode(),
        json.dumps(good | {"parts": [good["parts"][0] | {"body": {"why": "x", "days": -1}}]}).encode(),
        json.dumps(good | {"origin": good["origin"] | {"code": "../../evil"}}).encode(),
        json.dumps(good | {"did": {"planned_fen": -5}}).encode(), b"[" * 100_000,
    ]  # fmt: skip
    for said in worse:
        with pytest.raises(Invalid, match="读不出来"):
            bodies.read_file(said)
    with pytest.raises(Invalid, match="太大"):
        bodies.read_file(b" " * (bodies.FILE_MOST + 1))


def test_the_tables_hold_that_a_place_goes_on_once_and_a_piece_is_made_or_left_out(here):
    piece = pieces(here)[0]
    for wrong in ({"state": PieceState.MADE}, {"state": PieceState.SKIPPED}, {"why": "没有做"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.filter(pk=piece.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.create(setup=here, part=piece.part)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipe.objects.filter(pk=here.recipe_id).update(state=RecipeState.SHARED)
