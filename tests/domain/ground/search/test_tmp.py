import pytest
from hehuo.domain.ground.search import actions, queries
from hehuo.domain.ground.people.models import Person
pytestmark=pytest.mark.django_db
def test_it(haiwan, worker, resident):
    assert actions.rebuild()
    for q in ["吴秀兰","秀兰","吴秀","吴","兰","wxl","xl","周","吴 秀兰"]:
        print(q,[(g.label,[(f.title,f.tier.name,f.pieces,f.line) for f in g.found]) for g in queries.find(worker,q)])
