"""The laws that set limits, and how an article is cited in the reader's language for a given day."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Law:
    """A source of rules. `editions`: (year of the text, in force since), newest first; empty if undated."""

    title: object
    editions: tuple = ()

    def edition(self, on):
        """The text in force that day; the oldest one known if that day is earlier."""
        return next((text for text in self.editions if text[1] <= on), self.editions[-1])

    @property
    def since(self):
        return self.editions[-1][1] if self.editions else None


@dataclass(frozen=True)
class Article:
    """An article of a law. `earlier`: its number in editions before the newest, where that differs."""

    law: Law
    number: str = ""
    item: str = ""
    paragraph: str = ""
    earlier: str = ""

    def cite(self, on=datetime.date.max):
        """The citation as text, with the numbering of the edition in force on that day."""
        title, number = str(self.law.title), self.number
        if len(self.law.editions) > 1:
            edition = self.law.edition(on)
            title = _("%(law)s (text of %(year)s)") % {"law": title, "year": edition[0]}
            if self.earlier and edition != self.law.editions[0]:
                number = self.earlier
        values = {"law": title, "number": number, "item": self.item, "paragraph": self.paragraph}
        if not number:
            return title
        if self.item:
            return _("%(law)s, art. %(number)s item %(item)s") % values
        if self.paragraph:
            return _("%(law)s, art. %(number)s para. %(paragraph)s") % values
        return _("%(law)s, art. %(number)s") % values


@dataclass(frozen=True)
class Citation:
    """Several articles as one text, read on one day; translated when shown."""

    articles: tuple
    on: datetime.date = datetime.date.max

    def __str__(self):
        return _("; ").join(article.cite(self.on) for article in self.articles)

    def __bool__(self):
        return bool(self.articles)


def _law(title, *editions):
    dated = ((year, datetime.date.fromisoformat(since)) for year, since in editions)
    return Law(title, tuple(dated))


CIVIL_PROCEDURE = _law(gettext_lazy("Civil Procedure Law"), (2023, "2024-01-01"), (2021, "2022-01-01"))
ADMINISTRATIVE_PROCEDURE = _law(gettext_lazy("Administrative Procedure Law"), (2017, "2017-07-01"))
CRIMINAL_PROCEDURE = _law(gettext_lazy("Criminal Procedure Law"), (2018, "2018-10-26"))
INTERPRETATION = _law(gettext_lazy("Interpretation of the Civil Procedure Law"), (2022, "2022-04-10"))
ADMINISTRATIVE_INTERPRETATION = _law(
    gettext_lazy("Interpretation of the Administrative Procedure Law (Fa Shi [2018] No. 1)"),
    (2018, "2018-02-08"),
)
CRIMINAL_INTERPRETATION = _law(
    gettext_lazy("Interpretation of the Criminal Procedure Law (Fa Shi [2021] No. 1)"), (2021, "2021-03-01")
)
ENFORCEMENT_WORK = _law(
    gettext_lazy("Provisions on the Work of Enforcement (text of 2020)"), (2020, "2021-01-01")
)
FILING = _law(gettext_lazy("Provisions on Case Registration (Fa Shi [2015] No. 8)"), (2015, "2015-05-01"))
ONLINE_LITIGATION = _law(gettext_lazy("Online Litigation Rules (Fa Shi [2021] No. 12)"), (2021, "2021-08-01"))
ONLINE_MEDIATION = _law(gettext_lazy("Online Mediation Rules (Fa Shi [2021] No. 23)"), (2022, "2022-01-01"))
INVITED_MEDIATION = _law(
    gettext_lazy("Provisions on Invited Mediation (Fa Shi [2016] No. 14)"), (2016, "2016-07-01")
)
CONFIRMATION = _law(
    gettext_lazy("Provisions on Judicial Confirmation (Fa Shi [2011] No. 5)"), (2011, "2011-03-30")
)
TRIAL_LIMITS = _law(gettext_lazy("Provisions on Trial Limits (Fa Shi [2000] No. 29)"), (2000, "2000-09-28"))
FEES = _law(gettext_lazy("Measures on the Payment of Litigation Costs"), (2007, "2007-04-01"))
CROSS_BORDER = _law(gettext_lazy("Provisions on Cross-border Online Filing"), (2021, "2021-02-03"))
# Practice without the rank of law; the courts of the district may set their own.
RESPONSE_STATISTIC = _law(gettext_lazy("Target after a statistic of the Supreme People's Court, 2021"))
HOTLINE_GUANGDONG = _law(gettext_lazy("12368 rules of the Haifeng and Lufeng courts (local)"))
HOTLINE_HEILONGJIANG = _law(gettext_lazy("Report of the Heilongjiang courts, 2015 (local)"))
HOTLINE_HENAN = _law(gettext_lazy("12368 rules of the Henan courts, 2020 (local)"))
OBSTACLE_WUHUA = _law(gettext_lazy("Obstacle window of Wuhua District Court (local)"))
RATING_SUINING = _law(gettext_lazy("Rating rules of Suining (local)"))
