"""Every kind of field in the look of the house, with its hint, its fault, and the ids that tie them together."""

from collections.abc import Iterator

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from hehuo.web.design import controls
from hehuo.web.design.forms import SampleForm
from hehuo.web.design.pages import ENTERED


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def drawn(source: str, **context: object) -> str:
    """A template with parts, drawn on one line."""
    from django_cotton.compiler_regex import CottonCompiler

    text = engines["django"].from_string(CottonCompiler().process(source)).render(context, RequestFactory().get("/"))
    return " ".join(text.split())


def test_a_field_ties_label_hint_and_control_together() -> None:
    text = drawn('<c-field :field="form.building" />', form=SampleForm())
    assert '<label class="field-label" for="id_building">哪一栋</label>' in text
    assert 'class="input"' in text
    assert 'aria-describedby="id_building_helptext"' in text
    assert '<span class="field-help" id="id_building_helptext">写栋号就行，不用写门牌。</span>' in text


def test_a_fault_is_said_beside_the_field_and_read_with_it() -> None:
    text = drawn('<c-field :field="form.phone" />', form=SampleForm(ENTERED))
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_phone_error"' in text
    assert 'id="id_phone_error"' in text
    assert "少了 4 位，手机号是 11 位" in text


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("what", '<textarea name="what"'),
        ("kind", '<select name="kind"'),
        ("day", '<input type="date" name="day" value="2026-10-14"'),
        ("hour", '<input type="time" name="hour" value="19:30"'),
        ("people", '<input type="number" name="people" value="24" min="1"'),
        ("paper", '<input type="file" name="paper"'),
        ("agree", '<label class="choice"><input type="checkbox" name="agree"'),
        ("way", '<input class="radio" type="radio" name="way" value="visit" id="id_way_0" checked'),
        ("topics", '<input class="check" type="checkbox" name="topics" value="money" id="id_topics_0">'),
    ],
)
def test_every_kind_of_field_is_native(name: str, part: str) -> None:
    form = SampleForm(ENTERED)
    assert part in drawn('<c-field :field="field" />', field=form[name])


def test_what_may_stay_empty_says_so() -> None:
    assert "可不填" in drawn('<c-field :field="field" />', field=SampleForm()["what"])
    assert "可不填" not in drawn('<c-field :field="field" />', field=SampleForm()["building"])


def test_the_summary_leads_to_each_fault_in_the_order_of_the_form() -> None:
    form = SampleForm({**ENTERED, "building": "", "way": ""})
    form.add_error(None, "今天已经收过一次。")
    assert [(fault.target, fault.label) for fault in controls.faults(form)] == [
        ("", ""),
        ("id_building", "哪一栋"),
        ("id_phone", "手机号"),
        ("id_way", "怎么找您"),
    ]
    text = drawn('<c-form_errors :form="form" />', form=form)
    assert "还有 4 处要改" in text
    assert '<a href="#id_building">哪一栋</a>' in text
    assert "data-faults" in text


def test_a_form_without_faults_has_no_summary() -> None:
    assert drawn('<c-form_errors :form="form" />', form=SampleForm()) == ""


def test_stars_are_five_equal_choices_and_none_is_taken() -> None:
    text = drawn('<c-stars :field="form.stars" />', form=SampleForm())
    assert text.count('type="radio"') == 5
    assert "checked" not in text


def test_stars_keep_what_was_given() -> None:
    text = drawn('<c-stars :field="form.stars" />', form=SampleForm({"stars": "4"}))
    assert 'value="4" checked' in text
