"""The limits the law and practice set, as data. Codes are a contract: rename none."""

from portal.calendar.rules.filing import COSTS, CROSS_COURT, FILING
from portal.calendar.rules.mediation import CONFIRMATION, MEDIATION
from portal.calendar.rules.trial import ENFORCEMENT, HOTLINE, SERVICE, TRIAL

RULES = FILING + CROSS_COURT + COSTS + MEDIATION + CONFIRMATION + TRIAL + ENFORCEMENT + SERVICE + HOTLINE
