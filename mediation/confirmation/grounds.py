"""Why an application ends without the agreement confirmed: grounds as codes (民诉法解释 355, 357, 358)."""

from django.utils.translation import gettext_lazy as _

# 解释 355: the application is not accepted; found after acceptance, it is dismissed on the same ground.
NOT_ACCEPTED = (
    ("not_court_matter", _("The matter is not for the courts")),
    ("no_jurisdiction", _("This court has no jurisdiction")),
    ("status", _("Marriage, parentage or adoption status")),
    ("other_procedure", _("Another special procedure, public notice or bankruptcy applies")),
    ("property_rights", _("Confirmation of real or intellectual-property rights")),
)

# 解释 358: the application is dismissed.
DISMISSED = (
    ("against_law", _("Against a mandatory provision of law")),
    ("harms_others", _("Harms the state, the public or the rights of others")),
    ("against_public_order", _("Against public order and good morals")),
    ("not_voluntary", _("Not voluntary")),
    ("unclear", _("The content is unclear")),
    ("other", _("Another circumstance in which it cannot be confirmed")),
)

# 解释 357: the court lets the application be taken back, or treats it as taken back.
WITHDRAWN = (
    ("taken_back", _("The applicants take it back")),
    ("not_supplemented", _("What was asked for was not brought in time")),
    ("no_answer", _("The applicants refuse to answer the court")),
)

REFUSED = NOT_ACCEPTED + DISMISSED
