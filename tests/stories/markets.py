"""A year of fairs as an office wrote it down: twelve of 2024 that come to 5,000, one of 2025, and the usual faults."""

from datetime import date

from tests.domain.run.fairs.conftest import workbook

DAYS = ((1, 16), (2, 17), (3, 10), (4, 21), (5, 22), (6, 20), (7, 16), (8, 17), (9, 20), (10, 16), (11, 12), (12, 25))
WRITTEN = (
    ("理发", "义剪"), ("修家电", "小家电维修"), ("缝补", "裁缝"), ("配匙", "配钥匙"), ("磨剪刀", "磨刀修伞"),
    ("贴膜", "手机贴膜"),
    ("测血压", "血压血糖检测"), ("中医把脉", "中医义诊"), ("心理", "心理咨询"), ("法律咨询", "法律援助咨询"),
    ("政策咨询", "政策宣传"), ("以物换物", "旧物置换"),
)  # fmt: skip
HEAD = ["日期", "地点", "摊位类别", "承办单位", "服务人次", "备注"]


def _rows() -> list[list[object]]:
    rows: list[list[object]] = [["文苑社区便民服务集市登记（每月一集）"], HEAD]
    left = 5_000
    for number, (month, day) in enumerate(DAYS):
        for place, words in enumerate(WRITTEN):
            is_last = (number, place) == (11, 11)
            visits = left if is_last else 30 + (number * 7 + place * 5) % 9
            left -= visits
            on: object = (f"2024.{month}.{day}", f"2024年{month}月{day}日", date(2024, month, day))[place % 3]
            said: object = f"{visits}人次" if place % 5 == 4 else visits
            rows.append(
                [on, "文苑广场榕树下" if place % 2 else "文苑广场", words[number % 2], f"单位{place}", said, None]
            )
        if number == 0:
            rows.insert(8, ["2024.1.16", "文苑广场", "磨刀", "单位没数", "没数", None])
    rows += [["2025.1.18", "文苑广场", words[0], "单位", 39, None] for words in WRITTEN[:11]]
    rows.append(["2025年1月18日", "文苑广场", WRITTEN[11][0], "单位", "４４人次", None])
    rows.append([None, None, "累计", None, 5_473, None])
    return rows


WENYUAN = workbook(*_rows())
