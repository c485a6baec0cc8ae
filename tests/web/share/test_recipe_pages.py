"""Recipes' pages: kept from a project in two taps, set up elsewhere, taken from a file, read once public."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hehuo.core import clock, ids
from hehuo.domain.build.projects.models import Project
from hehuo.domain.ground.places import actions as places
from hehuo.domain.ground.places.kinds import PlaceKind
from hehuo.domain.plan.pacts.models import Pact
from hehuo.domain.run.activities.models import Series
from hehuo.domain.share.recipes import actions
from hehuo.domain.share.recipes.kinds import PartKind, PieceState
from hehuo.domain.share.recipes.models import Piece, Recipe, Setup

pytestmark = pytest.mark.django_db
HOME = "/c/haiwan/recipes/"


def said(page):
    return page.content.decode()


def test_a_project_is_kept_in_two_taps_and_what_is_kept_is_shown_before(as_person, worker, there):
    desk = as_person(worker)
    manage = said(desk.get(f"/c/haiwan/projects/{there.project.id}/manage/"))
    address = f"{HOME}keep/project/{there.project.id}/"
    assert address in manage
    page = said(desk.get(address))
    assert ("没有人名，没有日子" in page, "各户分摊，按户数折算" in page, "摄像头" in page) == (True, True, True)
    assert desk.post(address, {"recipe": "", "title": "", "after_days": 0}).status_code == 422
    assert desk.post(address, {"recipe": "", "title": "装监控", "after_days": 0}).status_code == 302
    assert "已经存在" in said(desk.get(address))
    assert desk.get(f"{HOME}keep/ballot/{there.project.id}/").status_code == 404
    assert desk.get(f"{HOME}keep/project/{worker.id}/").status_code == 404
    assert Recipe.objects.get().title == "装监控"


def test_a_new_one_keeps_what_was_typed_and_a_double_tap_makes_it_once(as_person, worker):
    desk, key = as_person(worker), str(ids.uuid7())
    wrong = desk.post(f"{HOME}desk/", {"key": key, "title": "", "story": "先摆预算"})
    assert (wrong.status_code, "先摆预算" in said(wrong)) == (422, True)
    for _tap in range(2):
        assert desk.post(f"{HOME}desk/", {"key": key, "title": "装监控", "story": "先摆预算"}).status_code == 302
    recipe = Recipe.objects.get()
    assert desk.post(f"{HOME}{recipe.id}/mend/", {"key": key, "title": "装路灯"}).status_code == 302
    recipe.refresh_from_db()
    assert (recipe.title, recipe.story) == ("装路灯", "")


def test_it_is_set_up_in_an_estate_and_its_parts_are_drafted_there(as_person, worker, scheme, there):
    place = places.ensure_place(kind=PlaceKind.ESTATE, name="东风小区")
    desk = as_person(worker)
    begin = f"{HOME}{scheme.id}/here/"
    assert "东风小区" in said(desk.get(begin))
    form = {"key": str(ids.uuid7()), "place": str(place.id), "starts_on": "2024-06-01", "lead": str(worker.id)}
    assert desk.post(begin, form | {"lead": str(ids.uuid7())}).status_code == 422
    assert desk.post(begin, form).status_code == 302
    setup = Setup.objects.get()
    first, second = Piece.objects.filter(setup=setup).order_by("part__order")
    page = said(desk.get(f"{HOME}setups/{setup.id}/"))
    assert ("2 件起草了 0 件" in page, "起草「装监控」" in page) == (True, True)
    assert desk.post(f"{HOME}pieces/{first.id}/", {"fund": ""}).status_code == 422
    made = desk.post(f"{HOME}pieces/{first.id}/", {"fund": str(there.pot.id)}, follow=True)
    project = Project.objects.get(place=place)
    assert made.redirect_chain[-1][0] == f"/c/haiwan/projects/{project.id}/manage/"
    again = desk.get(f"{HOME}pieces/{first.id}/")
    assert (again.status_code, "现在是「起草了」" in said(again)) == (403, True)
    drafted = desk.post(f"{HOME}pieces/{second.id}/", {}, follow=True)
    assert (drafted.status_code, "居民公约" in said(drafted)) == (200, True)
    assert Pact.objects.filter(place=place).count() == 1


def test_a_part_is_left_out_taken_up_and_the_place_is_stopped(as_person, worker, here):
    desk, piece = as_person(worker), Piece.objects.filter(setup=here)[1]
    assert desk.post(f"{HOME}pieces/{piece.id}/skip/", {"why": ""}).status_code == 422
    assert desk.post(f"{HOME}pieces/{piece.id}/skip/", {"why": "已经有公约"}).status_code == 302
    assert "已经有公约" in said(desk.get(f"{HOME}setups/{here.id}/"))
    assert desk.post(f"{HOME}pieces/{piece.id}/reopen/").status_code == 302
    assert Piece.objects.get(pk=piece.pk).state == PieceState.WAITING
    assert desk.post(f"{HOME}setups/{here.id}/", {"why": "先修路"}).status_code == 302
    assert "先修路" in said(desk.get(f"{HOME}setups/{here.id}/"))
    assert desk.get(f"{HOME}pieces/{piece.id}/go/").status_code == 404


def test_a_part_shows_what_is_kept_and_is_moved_or_taken_out(as_person, worker, scheme):
    desk, part = as_person(worker), scheme.parts.last()
    page = said(desk.get(f"{HOME}parts/{part.id}/"))
    assert "一家人" in page
    assert desk.post(f"{HOME}parts/{part.id}/", {"act": "days", "after_days": -4}).status_code == 422
    assert desk.post(f"{HOME}parts/{part.id}/", {"act": "days", "after_days": 14}).status_code == 302
    part.refresh_from_db()
    assert part.after_days == 14
    assert desk.post(f"{HOME}parts/{part.id}/", {"act": "drop"}).status_code == 302
    assert scheme.parts.count() == 1


def test_everyone_reads_it_once_it_is_public_and_the_file_brings_it_to_another_house(
    as_person, secretary, worker, scheme, here
):
    stranger = Client()
    for page in ("", "print/", "recipe.json"):
        assert stranger.get(f"{HOME}{scheme.id}/{page}").status_code == 404
    desk = as_person(secretary)
    assert desk.post(f"{HOME}{scheme.id}/move/", {"act": "burn"}).status_code == 404
    assert desk.post(f"{HOME}{scheme.id}/move/", {"act": "share"}).status_code == 302
    page = said(stranger.get(f"{HOME}{scheme.id}/"))
    assert ("先把预算摆给大家看" in page, "东风小区" in page, worker.name in page) == (True, True, False)
    assert "三无小区装监控" in said(stranger.get(HOME))
    assert stranger.get(f"{HOME}{scheme.id}/print/").status_code == 200
    paper = stranger.get(f"{HOME}{scheme.id}/recipe.json")
    far = json.loads(paper.content)
    assert (paper.headers["Content-Type"], far["origin"]["code"]) == ("application/json", "haiwan")
    far["origin"] = {"code": "yuanfang", "name": "远方社区", "id": str(ids.uuid7()), "number": "2023-法-007"}
    upload = SimpleUploadedFile("recipe.json", json.dumps(far).encode())
    assert desk.post(f"{HOME}elsewhere/", {"file": SimpleUploadedFile("x.json", b"{}")}).status_code == 422
    assert desk.post(f"{HOME}elsewhere/", {"file": upload}).status_code == 302
    taken = Recipe.objects.get(origin_name="远方社区")
    assert "从远方社区拿来" in said(desk.get(f"{HOME}{taken.id}/"))
    assert desk.post(f"{HOME}elsewhere/{scheme.id}/take/").status_code in (404, 409)
    assert desk.post(f"{HOME}{scheme.id}/move/", {"act": "take_back"}).status_code == 302


def test_a_course_opens_from_its_form_filled_as_it_was(as_person, worker, course, signed, there):
    recipe = actions.write_recipe(actor=worker, title="太极进小区")
    actions.keep_part(actor=worker, recipe=recipe, kind=PartKind.COURSE, thing_id=course.id)
    setup = actions.begin_setup(actor=worker, recipe=recipe, place=there.place, starts_on=date(2024, 8, 5), lead=worker)
    piece = Piece.objects.get(setup=setup)
    desk = as_person(worker)
    page = said(desk.get(f"{HOME}pieces/{piece.id}/"))
    assert ('value="太极晚练"' in page, 'value="2024-08-05"' in page) == (True, True)
    form = {
        "key": str(ids.uuid7()), "agreement": str(signed.id), "title": "太极晚练", "space": str(course.space_id),
        "weekday": "1", "from_time": "14:00", "to_time": "15:00", "first_on": "2024-08-05", "last_on": "2024-08-19",
        "capacity": "20", "price": "0.00",
    }  # fmt: skip
    assert desk.post(f"{HOME}pieces/{piece.id}/", form | {"agreement": ""}).status_code == 422
    assert desk.post(f"{HOME}pieces/{piece.id}/", form).status_code == 302
    assert Series.objects.count() == 2


def test_strangers_and_neighbours_find_no_desk(as_person, somebody, scheme, here):
    stranger = Client()
    for page in ("desk/", "elsewhere/", f"{scheme.id}/mend/", f"{scheme.id}/here/", f"setups/{here.id}/"):
        assert stranger.get(HOME + page).status_code == 302
        assert as_person(somebody(f"路人{page[:4]}")).get(HOME + page).status_code == 403


def test_a_recipe_with_seven_places_costs_few_statements(as_person, worker, scheme, django_assert_max_num_queries):
    with clock.stopped(clock.at(date(2024, 6, 1), 9)):
        for number in range(7):
            place = places.ensure_place(kind=PlaceKind.ESTATE, name=f"第{number}小区")
            actions.begin_setup(actor=worker, recipe=scheme, place=place, starts_on=date(2024, 6, 1), lead=worker)
    desk = as_person(worker)
    desk.get(f"{HOME}{scheme.id}/")
    with django_assert_max_num_queries(18):
        assert desk.get(f"{HOME}{scheme.id}/").status_code == 200
