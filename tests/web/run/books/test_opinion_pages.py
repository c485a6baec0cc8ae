"""A supervisor's word is written at the desk, and stands on the public page and on paper."""

from hehuo.domain.ground.access.kinds import Role
from hehuo.domain.run.books.models import Opinion

ADDRESS = "/c/haiwan/money/months/2024-09/opinion/"
SAID = {"key": "0190c5d2-0000-7000-8000-00000000000c", "kind": "questions", "text": "第 3 号凭证缺验收单。"}


def test_what_a_supervisor_says_is_read_by_all(as_person, posted, somebody):
    client = as_person(somebody("罗监督", Role.SUPERVISOR))
    assert ADDRESS in client.get("/c/haiwan/money/months/").text
    assert client.post(ADDRESS, SAID | {"text": " "}).status_code == 422
    assert client.post(ADDRESS, SAID).status_code == client.post(ADDRESS, SAID).status_code == 302
    assert Opinion.objects.count() == 1
    client.logout()
    for path in ("books/2024-09/", "books/2024-09/print/"):
        page = client.get(f"/c/haiwan/{path}").text
        assert ("有疑问" in page, SAID["text"] in page, "罗监督" in page) == (True, True, True)
    assert "监督员：" in page


def test_who_closed_the_month_does_not_supervise_it(as_person, posted, clerk):
    assert "写监督意见" in as_person(clerk).get(ADDRESS).text
    assert as_person(clerk).post(ADDRESS, SAID).status_code == 422
    assert Opinion.objects.count() == 0
