"""A backup while everybody writes: restored elsewhere it is one moment, with all that was confirmed before."""

import pytest

from tests.storms.test_killed_server import (  # noqa: F401  office is a fixture
    everybody_speaks,
    hehuo,
    kept_by,
    make_tables,
    office,
    wait_for,
    without_dashes,
)


@pytest.mark.storm
def test_a_backup_under_load_is_one_whole_moment(office, tmp_path):  # noqa: F811
    office["HEHUO_PASSPHRASE"] = "一匹马 一座桥 一盏灯"
    with everybody_speaks(office) as (_port, confirmed, _servers):
        wait_for(confirmed, 10)
        before = without_dashes(confirmed)
        hehuo(office, "backup", str(tmp_path / "office.hehuo"))
        wait_for(confirmed, 3)

    elsewhere = {**office, "HEHUO_VAR": str(tmp_path / "elsewhere"), "HEHUO_DATABASE_URL": ""}
    make_tables(elsewhere)
    hehuo(elsewhere, "restore", str(tmp_path / "office.hehuo"))
    restored = kept_by(elsewhere)
    assert before <= restored <= kept_by(office)
    hehuo(elsewhere, "verify")
