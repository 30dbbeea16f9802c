"""Where the law leaves little room for mediation: what is said before such a filing is referred."""

from django.utils.translation import gettext_lazy as _

from filing.review.grounds import ADMINISTRATIVE, ENFORCEMENT, PRIVATE_PROSECUTION
from portal.calendar import law
from portal.calendar.law import Article, Citation
from portal.events import court_day
from portal.reasons import giving

reason = giving(
    {
        ADMINISTRATIVE: _(
            "Administrative cases are not mediated, save those over damages, over compensation by an authority, and "
            "over powers in which the law leaves the authority a choice."
        ),
        PRIVATE_PROSECUTION: _(
            "A private prosecution may be mediated, but not where the police or the procuratorate did not pursue the "
            "accused (art. 210 item 3)."
        ),
        ENFORCEMENT: _(
            "What is to be enforced has been decided already; the parties can still settle how it is performed."
        ),
    }
)
ARTICLES = {
    ADMINISTRATIVE: Article(law.ADMINISTRATIVE_PROCEDURE, "60"),
    PRIVATE_PROSECUTION: Article(law.CRIMINAL_PROCEDURE, "212"),
    ENFORCEMENT: Article(law.CIVIL_PROCEDURE, "241", earlier="237"),
}


def bound(case_type):
    """The Reason to think twice, or None."""
    article = ARTICLES.get(case_type)
    return article and reason(case_type, Citation((article,), court_day()))
