"""When two names are one firm."""

from hehuo.domain.build.partners import names


def test_town_brackets_and_blanks_make_no_difference():
    assert names.core_of("广州市悦邻教育科技有限公司") == names.core_of("广州悦邻教育 科技有限公司")
    assert names.core_of("广州蓝贝教育咨询（有限公司）") == names.core_of("广州蓝贝教育咨询有限公司")


def test_two_firms_stay_two():
    assert names.core_of("广州启鸣文化传播有限公司") != names.core_of("广州启鸣书画艺术工作室")
    assert names.core_of("广州乐跃托育服务部") != names.core_of("广州乐跃生活服务部")
