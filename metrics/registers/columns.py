"""The columns of a register: what they are called, and in which words their values come."""

from dataclasses import dataclass
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filing.intake.models import Filing
from mediation.conciliation.models import Mediation


@dataclass(frozen=True)
class Column:
    """`chinese` heads the column in a register, `label` on our pages; `code` is the English heading. `note` tells what
    a cell may hold where that is not plain."""

    code: str
    chinese: str
    label: object
    required: bool = False
    note: object = ""


COLUMNS = (
    Column("reference", "收案编号", pgettext_lazy("register column", "Reference"), required=True),
    Column(
        "court",
        "法院",
        pgettext_lazy("register column", "Court"),
        required=True,
        note=_("Code, full or short name. Province and level may be left out where the court stays clear."),
    ),
    Column("received_on", "收案日期", pgettext_lazy("register column", "Received"), required=True),
    Column("case_type", "案件类型", pgettext_lazy("register column", "Case type"), required=True),
    Column("cause", "案由", pgettext_lazy("register column", "Cause of action")),
    Column("channel", "立案渠道", pgettext_lazy("register column", "Channel")),
    Column("assisting_court", "协作法院", pgettext_lazy("register column", "Assisting court")),
    Column("plaintiffs", "原告", pgettext_lazy("register column", "Plaintiffs")),
    Column("defendants", "被告", pgettext_lazy("register column", "Defendants")),
    Column("amount", "标的额", pgettext_lazy("register column", "Amount (yuan)")),
    Column("diverted_on", "导出日期", pgettext_lazy("register column", "Led to mediation")),
    Column("organisation", "调解组织", pgettext_lazy("register column", "Organisation")),
    Column("mediator", "调解员", pgettext_lazy("register column", "Mediator")),
    Column("mediation_ended_on", "调解结束日期", pgettext_lazy("register column", "Mediation ended")),
    Column("mediation_result", "调解结果", pgettext_lazy("register column", "Result of mediation")),
    Column("confirmed_on", "司法确认日期", pgettext_lazy("register column", "Confirmed")),
    Column("docketed_on", "立案日期", pgettext_lazy("register column", "Docketed")),
    Column(
        "case_number",
        "案号",
        pgettext_lazy("register column", "Case number"),
        note=_(
            "Of the case type and of the year of docketing. A civil dispute that mediation settled may have the number of "
            "its mediation paper or of its judicial confirmation: then it is not counted as a civil case docketed."
        ),
    ),
    Column("track", "程序", pgettext_lazy("register column", "Track")),
    Column("closed_on", "结案日期", pgettext_lazy("register column", "Closed")),
    Column("rating", "评价等级", pgettext_lazy("register column", "Grade")),
    Column("rated_on", "评价日期", pgettext_lazy("register column", "Rated")),
)
BY_CODE = {column.code: column for column in COLUMNS}
DATES = tuple(code for code in BY_CODE if code.endswith("_on"))

SUCCESS, FAILURE = "success", "failure"  # a register that says no more than that

# A register is a Chinese paper whatever the language of the page: these words are data. The first is ours.
CHANNELS = {
    Filing.Channel.WINDOW: ("窗口", "窗口立案", "现场立案", "来院立案"),
    Filing.Channel.KIOSK: ("自助", "自助立案", "自助机"),
    Filing.Channel.CROSS_COURT: ("跨域", "跨域立案"),
    Filing.Channel.CROSS_BORDER: ("跨境", "跨境立案"),
    Filing.Channel.ONLINE: ("网上", "网上立案"),
    Filing.Channel.MOBILE: ("掌上", "移动端", "移动微法院", "掌上立案"),
    Filing.Channel.CIRCUIT: ("巡回", "巡回立案", "巡回或网格点", "网格点"),
}
TRACKS = {
    Filing.Track.FAST: ("速裁", "速裁程序", "速裁快审"),
    Filing.Track.SIMPLE: ("简易", "简易程序"),
    Filing.Track.SMALL_CLAIM: ("小额", "小额诉讼", "小额程序", "小额诉讼程序"),
    Filing.Track.ORDINARY: ("普通", "普通程序"),
}
RESULTS = {
    SUCCESS: ("成功", "调解成功"),
    FAILURE: ("失败", "调解失败", "不成功", "调解不成"),
    Mediation.Ending.AGREEMENT: ("达成调解协议", "达成协议"),
    Mediation.Ending.SETTLED: ("自行和解撤回", "自行和解", "自行和解并撤回"),
    Mediation.Ending.UNREACHABLE: ("无法联系", "期限内无法联系当事人"),
    Mediation.Ending.ONE_SIDE_STOPS: ("一方不愿继续", "一方拒绝继续调解"),
    Mediation.Ending.TOO_FAR_APART: ("分歧过大", "分歧较大"),
    Mediation.Ending.EXPIRED: ("期限届满", "调解期限届满"),
    Mediation.Ending.UNSIGNED: ("拒绝签字", "拒绝签名"),
    Mediation.Ending.OTHER: ("其他",),
}
CHOICES = {"channel": CHANNELS, "track": TRACKS, "mediation_result": RESULTS}


def plain(text):
    """A heading or a word as it is compared: one width, no spaces, small letters."""
    return "".join(normalize("NFKC", text).split()).lower()


def reading(choices):
    """{plain word: value} of a column that knows a few values only; a value is a word for itself."""
    words = {plain(word): str(value) for value, names in choices.items() for word in names}
    return words | {str(value): str(value) for value in choices}


def word(column, value):
    """How a register writes a value of such a column."""
    return CHOICES[column][value][0]


_headings = {plain(name): column.code for column in COLUMNS for name in (column.chinese, column.code)}


def column_of(heading):
    """The code of the column with this heading, or None; `收案编号 [reference]` is read as well."""
    text = plain(heading)
    return _headings.get(text) or _headings.get(text.partition("[")[0].partition("(")[0])
