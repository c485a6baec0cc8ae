"""The columns of a roster and the words that offices head them with. Data: add a word here, not a case elsewhere."""

from collections.abc import Collection
from enum import StrEnum

from hehuo.domain.ground.intakes.tables.sheets import Column


def _column(name: str, label: str, words: str, pattern: str = "") -> Column:
    """A column whose header words are written with blanks between, the most usual first."""
    return Column(name, label, tuple(words.split()), pattern)


COLUMNS: tuple[Column, ...] = (
    _column("community", "社区", "社区 所属社区 社区名称 居委会 村居 村社区"),
    _column("estate", "小区", "小区 小区名称 所属小区 所在小区 楼盘 苑区 院落"),
    _column("building", "楼栋", "楼栋 栋 楼号 栋号 幢号 幢 楼栋号 楼幢 座 号楼 楼 楼宇 几栋 楼座"),
    _column("stairwell", "单元", "单元 单元号 门洞 梯 单元门 几单元 门栋"),
    _column(
        "room",
        "房号",
        "房号 室 室号 房间号 户号 房间 门牌 门牌号 房屋编号 房屋 住址 详细地址 家庭住址 地址 "
        "房屋地址 居住地址 楼栋房号 房室号 所住房屋 住房 户室 房屋号 楼房号 现住址 几号",
    ),
    _column(
        "name",
        "姓名",
        "姓名 居民姓名 人员姓名 成员姓名 住户姓名 名字 家庭成员姓名 居住人姓名 本人姓名 居住人 户内人员",
    ),
    _column("sex", "性别", "性别"),
    _column(
        "relation",
        "与户主关系",
        "与户主关系 户主关系 和户主关系 同户主关系 关系 与业主关系 家庭关系 与房主关系 家庭角色 称谓",
    ),
    _column(
        "identity",
        "身份证号",
        "身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 身份号码 公民身份证号 有效证件号 公民身份号",
        r"\d{17}[\dXx]",
    ),
    _column("born_on", "出生日期", "出生日期 出生年月 出生年月日 生日 出生 出生时间"),
    _column(
        "phone",
        "电话",
        "联系电话 手机号码 手机号 手机 电话 联系方式 电话号码 移动电话 联系手机 本人电话 联系号码 居民电话",
        r"1\d{10}",
    ),
    _column(
        "living",
        "居住情况",
        "居住情况 居住状态 居住类型 居住性质 住户类型 住户性质 房屋使用情况 人户情况 人户状态 "
        "居住属性 是否常住 租住情况 居住类别",
    ),
    _column(
        "tags",
        "人员类别",
        "人员类别 人员标签 特殊人群 重点人群 类别 标签 人群类别 关爱类别 特殊情况 人员属性 关注类别 "
        "人群标签 身份类别 重点关爱",
    ),
    _column("note", "备注", "备注 说明 备注说明 其他 备考 附注"),
    _column(
        "owner",
        "业主姓名",
        "业主姓名 业主 产权人 产权人姓名 房主 房主姓名 权利人 房屋所有权人 所有权人 业主名 "
        "房产证姓名 购房人 户主姓名 户主",
    ),
    _column(
        "owner_phone",
        "业主电话",
        "业主电话 业主联系电话 产权人电话 房主电话 业主手机 业主手机号 业主联系方式 产权人联系电话 "
        "户主电话 户主联系电话 房主联系电话",
    ),
    _column(
        "owner_identity",
        "业主证件号",
        "业主身份证号 业主身份证 产权人身份证号 产权人证件号 业主证件号 户主身份证号",
    ),
    _column(
        "area",
        "建筑面积",
        "建筑面积 面积 房屋面积 产权面积 建面 房产证面积 住房面积 计费面积 套内面积 登记面积",
    ),
    _column(
        "fitted_out",
        "是否装修入住",
        "是否装修入住 装修入住 是否装修 装修 装修情况 是否入住 入住情况 是否已装修 已装修 入住 装修状态",
    ),
    _column(
        "handed_on",
        "交房时间",
        "交房时间 交房日期 交付时间 交付日期 收房时间 收房日期 接房时间 入伙时间",
    ),
)
LABELS = {column.name: column.label for column in COLUMNS}
PLACE = frozenset({"community", "estate", "building", "stairwell", "room"})


class Shape(StrEnum):
    HOMES = "homes"
    PEOPLE = "people"
    BOTH = "both"


def shape_of(columns: Collection[str]) -> Shape | None:
    """What a sheet with these columns lists; None where it lists neither homes nor people."""
    names = set(columns)
    if not names & {"room", "building"}:
        return None
    lists_people = "name" in names
    lists_homes = bool(names & {"owner", "area", "fitted_out"})
    if lists_people and lists_homes:
        return Shape.BOTH
    if lists_people:
        return Shape.PEOPLE
    return Shape.HOMES if lists_homes else None
