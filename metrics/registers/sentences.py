"""What is said of each fault: what is wrong, and what to write instead. `%(value)s` is the cell as it was read."""

from django.utils.translation import gettext_lazy as _

OF_FILES = {
    "no_file": _("There is no such file: %(value)s."),
    "too_large": _(
        "The file is larger than %(limit)s MB. Split it and import the parts one after the other."
    ),
    "empty_file": _("The file is empty."),
    "no_rows": _("There are no rows under the headings."),
    "old_workbook": _("This is a workbook of the old kind (xls). Save it as xlsx and import that."),
    "locked_workbook": _("The workbook is locked with a password. Save it without one and import that."),
    "not_a_register": _(
        "This is neither a workbook (xlsx) nor a text table (csv). Export the register again as one of them."
    ),
    "unreadable_text": _(
        "The text is neither UTF-8 nor UTF-16 nor GB18030. Save the table as “CSV UTF-8” and import that."
    ),
    "damaged": _("The file is damaged. Export it again."),
    "unpacks_too_large": _(
        "Unpacked, this workbook would be far larger than any register. Copy the rows into a new workbook."
    ),
    "no_sheet": _("The workbook has no sheet with cells."),
    "missing_columns": _(
        "There is no column %(columns)s. The first row must hold the headings; in a workbook, the first sheet counts."
    ),
    "same_column_twice": _("Two columns are headed %(value)s. Keep one of them."),
    "too_many_rows": _(
        "The file has more than %(limit)s rows. Split it and import the parts one after the other."
    ),
    "broken_row": _("Quotation marks are left open from this row on. Close or remove them."),
    "failed": _(
        "The portal failed while reading this. Nothing was taken over; the administrator finds the cause in the log."
    ),
}

OF_CELLS = {
    "empty": _("This cell may not be empty."),
    "formula": _("This cell holds a formula. Copy the column and paste it as values."),
    "error_cell": _("This cell holds an error of the workbook: %(value)s."),
    "too_long": _("This cell holds more than %(limit)s characters."),
    "digits_lost": _(
        "%(value)s has more digits than a workbook keeps of a number; the last ones may be lost. Format the column as "
        "text and write it again."
    ),
    "control_characters": _("This cell holds characters nobody can read. Type it again."),
    "not_a_date": _("%(value)s is not a day. Write it like 2026-03-01."),
    "in_future": _("%(value)s has not come yet."),
    "too_early": _("%(value)s is before any people's court. Check the year."),
    "not_an_amount": _("%(value)s is not an amount. Write it in yuan, like 12345.67."),
    "negative_amount": _("An amount cannot be below zero: %(value)s."),
    "amount_too_fine": _("Write yuan with at most two decimals: %(value)s."),
    "amount_too_large": _("%(value)s is more than any amount in dispute. Is it in yuan?"),
    "unknown_court": _("No court here has this code or name: %(value)s."),
    "ambiguous_court": _("%(value)s may be more than one court: %(courts)s. Write the full name."),
    "court_not_served": _("You do not keep the register of this court: %(value)s."),
    "court_closed": _(
        "This court is closed since %(day)s. What came later belongs into the register of the court that took over."
    ),
    "same_court": _("The assisting court is another court than the competent one."),
    "unknown_case_type": _(
        "%(value)s is not a case type. Write its type code, like the one in a case number."
    ),
    "unknown_cause": _("The list of causes in force on the day of receipt has no %(value)s."),
    "unknown_word": _("%(value)s is none of the words this column knows: %(words)s."),
    "not_a_number": _("%(value)s is not a case number. %(why)s"),
    "number_masked": _("Digits of the case number are hidden: %(value)s. Write the whole number."),
    "number_of_other_year": _("The case number is of another year than the day of docketing (%(day)s)."),
    "number_of_other_type": _("The case number is of another type than the case (%(type)s)."),
    "number_of_other_court": _("The case number has the code of another court (%(court)s)."),
    "number_without_docketing": _("There is a case number but no day of docketing."),
    "not_a_grade": _("%(value)s is not a grade. Write a number from 1 to 5."),
}

OF_ORDERS = {
    "diverted_before_received": _("Led to mediation before it was received (%(day)s)."),
    "docketed_before_received": _("Docketed before it was received (%(day)s)."),
    "diverted_after_docketed": _("Led to pre-litigation mediation after it was docketed (%(day)s)."),
    "ended_without_diversion": _("A mediation ended, but there is no day it was led to mediation."),
    "ended_before_diverted": _("The mediation ended before the dispute was led to it (%(day)s)."),
    "result_without_end": _("There is a result of mediation but no day it ended."),
    "end_without_result": _("There is a day the mediation ended but no result."),
    "confirmed_without_success": _("Only an agreement can be confirmed, and no mediation succeeded."),
    "confirmed_before_end": _("Confirmed before the mediation ended (%(day)s)."),
    "confirmed_before_docketed": _("Confirmed before the application was docketed (%(day)s)."),
    "docketed_before_mediation_ended": _(
        "Docketed while the mediation still went on; it ended only on %(day)s."
    ),
    "closed_without_docketing": _("Closed, but neither docketed nor settled by mediation."),
    "closed_before_docketed": _("Closed before it was docketed (%(day)s)."),
    "closed_before_settled": _("Closed before the mediation settled it (%(day)s)."),
    "grade_without_day": _("There is a grade but no day it was given."),
    "day_without_grade": _("There is a day of rating but no grade."),
    "rated_before_received": _("Rated before it was received (%(day)s)."),
}

OF_RECORDS = {
    "repeated_differently": _(
        "The same reference stands in row %(first)s with other cells. Keep one of the two."
    ),
    "number_twice": _(
        "The same case number stands in row %(first)s with another reference. One number, one case."
    ),
    "number_taken": _("This case number already belongs to another reference."),
    "number_changed": _("This reference already has the case number %(number)s. One case keeps one number."),
    "reference_elsewhere": _("This reference belongs to a court whose register you do not keep."),
    "number_live": _(
        "This portal itself gave out this case number, and counts the case from its own steps. Leave the row out."
    ),
    "number_far": _(
        "This number lies far above the highest one known below it (%(below)s) of this court, year and type. Look for a "
        "digit too many; if it is right, the cases between are missing."
    ),
    "reference_live": _(
        "This portal itself gave this reference to a filing, and counts it from its own steps. Leave the row out, "
        "or write another reference if it is another dispute."
    ),
}

SENTENCES = OF_FILES | OF_CELLS | OF_ORDERS | OF_RECORDS
