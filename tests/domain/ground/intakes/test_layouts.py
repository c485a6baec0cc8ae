"""Tables are read by meaning: whatever stands above them, between their rows, and whatever they call their columns."""

from hehuo.domain.ground.intakes.rosters.planning import Known, plan_roster


def plan(content: bytes, name: str = "a.xlsx", **known):
    return plan_roster(content, name, known=Known(**known))


def people(read) -> dict[str, list[str]]:
    return {path: [person.name for person in one.people] for path, one in read.households.items()}


def test_titles_notes_line_breaks_and_other_words(workbook):
    read = plan(
        workbook(
            登记表=[
                ["永安街道双龙社区育才小区居民登记表"],
                ["填报人：张三", "", "", "2024.3.1"],
                [],
                ["编号", "楼\n号", "门 栋", "室　号", "居民姓名\n（户籍）", "公民身份号码", "联系\n方式"],
                [1, "3号楼", "2单元", "０５０２", "李 四", "99999919881025087 5", "199 0020 6068"],
            ]
        )
    )
    assert people(read) == {"育才小区/3栋/2单元/0502": ["李四"]}
    assert read.all_problems == []


def test_two_rows_of_header(workbook):
    def merge(book):
        sheet = book.worksheets()[0]
        sheet.merge_range(0, 0, 0, 2, "房屋信息")
        sheet.merge_range(0, 3, 0, 4, "人员信息")

    read = plan(
        workbook(merge, 表=[[], ["楼栋", "单元", "房号", "姓名", "手机"], [1, 1, 101, "高雪", "19900206068"]]),
        estates=["海湾花园"],
    )
    assert people(read) == {"海湾花园/1栋/1单元/101": ["高雪"]}


def test_totals_blank_lines_and_the_header_again_are_no_people(workbook):
    head = ["楼栋", "房号", "姓名", "面积"]
    read = plan(
        workbook(
            表=[
                head, ["1栋", 101, "高雪", 80], ["1栋", 102, "高明", 90], ["小计", "", "2人", 170], [], head,
                ["2栋", 101, "王汉", 100], ["2栋小计", "", "1人", 99], ["合　计", "", "3人", 270],
                ["注：面积以房产证为准，由物业公司提供"],
            ]
        ),
        estates=["海湾花园"],
    )  # fmt: skip
    assert read.read == 3
    assert [(one.code, one.row, one.value) for one in read.all_problems] == [("total_disagrees", 8, "99")]
    assert read.notes == ["「表」第 10 行是一句话，没有当作数据：注：面积以房产证为准，由物业公司提供"]


def test_merged_buildings_are_filled_down_and_comments_kept(workbook):
    def touch(book):
        sheet = book.worksheets()[0]
        sheet.merge_range(1, 0, 2, 0, "5栋")
        sheet.write_comment(2, 2, "儿子在外地")
        sheet.set_column(3, 3, None, None, {"hidden": True})

    read = plan(
        workbook(touch, 表=[["楼栋", "房号", "业主", "面积"], ["", 101, "高雪", 80], ["", 102, "王汉", 90]]),
        estates=["海湾花园"],
    )
    assert list(read.households) == ["海湾花园/5栋/101", "海湾花园/5栋/102"]
    assert read.households["海湾花园/5栋/102"].home.note == "儿子在外地"
    assert read.notes == ["「表」的 D 列（面积）是隐藏的，也一起读了。"]


def test_the_sheets_may_stand_in_any_order(workbook):
    read = plan(
        workbook(
            人=[["门牌", "姓名", "户主关系"], ["1-1-101", "高雪", "户主"], ["9-9-999", "王汉", "户主"]],
            说明=[["这里是说明"]],
            房=[["栋", "单元", "室", "产权人", "建筑面积", "是否入住"], [1, 1, 101, "高雪", 88.5, "√"]],
        ),
        estates=["海湾花园"],
    )
    assert people(read) == {"海湾花园/1栋/1单元/101": ["高雪"]}
    assert [(one.code, one.sheet, one.row, one.stops) for one in read.all_problems] == [("home_unknown", "人", 3, True)]


def test_the_estate_may_stand_in_the_address():
    text = "地址,姓名,电话\n海湾花园3栋2单元502室,高雪,\n海湾花园 ３－２－５０３,王汉,\n"
    assert people(plan(text.encode(), "a.csv")) == {
        "海湾花园/3栋/2单元/502": ["高雪"],
        "海湾花园/3栋/2单元/503": ["王汉"],
    }


def test_a_row_of_an_unnamed_estate_waits():
    read = plan("门牌,姓名,电话\n1-1-101,高雪,\n".encode(), "a.csv")
    assert [one.code for one in read.all_problems] == ["estate_missing"]
    assert read.refused == 1


def test_two_of_one_name_are_two_where_their_numbers_say_so_and_one_where_nothing_does():
    text = (
        "门牌,姓名,身份证号,电话\n1-1-101,高雪,999999198810250875,\n1-1-101,高雪,999999199305212543,\n"
        "1-1-102,王 汉,,\n1-1-102,王汉,999999195008145855,19900109844\n"
    )
    read = plan(text.encode(), "a.csv", estates=["海湾花园"])
    codes = [(one.code, one.row) for one in read.all_problems]
    assert ("person_twice", 5) in codes
    assert people(read)["海湾花园/1栋/1单元/102"] == ["王汉"]
    assert read.households["海湾花园/1栋/1单元/102"].people[0].phone == "19900109844"


def test_a_birth_date_that_differs_from_the_id_number_is_told_and_the_number_believed():
    text = "门牌,姓名,身份证号,出生日期,性别\n1-1-101,高雪,999999198810250875,1988-10-26,女\n"
    read = plan(text.encode(), "a.csv", estates=["海湾花园"])
    [person] = read.households["海湾花园/1栋/1单元/101"].people
    assert (person.born_on, person.sex) == ("1988-10-25", "m")
    assert [one.code for one in read.all_problems] == ["sex_differs", "birth_differs"]
