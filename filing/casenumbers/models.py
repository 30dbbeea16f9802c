# ruff: noqa: S608 - only our own fragments are put together; values travel as parameters

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

CONTINUE = """
INSERT INTO filing_casenumberseries (court_id, year, type_code, last)
SELECT * FROM unnest(%s::bigint[], %s::smallint[], %s::varchar[], %s::integer[])
ON CONFLICT (court_id, year, type_code)
DO UPDATE SET last = GREATEST(filing_casenumberseries.last, excluded.last)"""

WANTED = """
unnest(%s::bigint[], %s::smallint[], %s::varchar[], %s::integer[]) AS wanted (court_id, year, type_code, last)"""
# In the order `continue_after` takes them, so that no two wait for each other.
LOCK = f"""
SELECT series.id FROM filing_casenumberseries AS series JOIN {WANTED} USING (court_id, year, type_code)
ORDER BY series.court_id, series.year, series.type_code COLLATE "C" FOR UPDATE OF series"""
GO_BACK = f"""
UPDATE filing_casenumberseries AS series SET last = GREATEST(wanted.last, (
    SELECT max(serial) FROM filing_casenumber AS taken
    WHERE taken.court_id = series.court_id AND taken.year = series.year AND taken.type_code = series.type_code))
FROM {WANTED}
WHERE series.court_id = wanted.court_id AND series.year = wanted.year AND series.type_code = wanted.type_code"""


class CaseNumberSeries(models.Model):
    """The last serial given out, here or before by another system, per court, year and type.

    Its row lock is what makes numbers gap-free.
    """

    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    type_code = models.CharField(max_length=8)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["court", "year", "type_code"], name="one_series")]

    def __str__(self):
        return f"{self.year} {self.court_id} {self.type_code}: {self.last}"


class CaseNumberManager(models.Manager):
    def take(self, *, court, year, type_code):
        """The next number, in the caller's transaction: rolled back with it, so there is no gap."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO filing_casenumberseries (court_id, year, type_code, last) VALUES (%s, %s, %s, 1)"
                " ON CONFLICT (court_id, year, type_code)"
                " DO UPDATE SET last = filing_casenumberseries.last + 1 RETURNING last",
                [court.pk, year, type_code],
            )
            serial = cursor.fetchone()[0]
        return self.create(court=court, year=year, type_code=type_code, serial=serial)

    def continue_after(self, serials):
        """Go on above serials another system gave out: [(court id, year, type code, serial)].

        Waits for numbers being taken of these series, and lets nobody take one until the caller's transaction ends.
        """
        if serials:
            columns = zip(*sorted(serials), strict=True)  # in one order, so that no two wait for each other
            with connection.cursor() as cursor:
                cursor.execute(CONTINUE, [list(column) for column in columns])

    def go_back_to(self, serials):
        """Give up serials another system did not give out after all: each series goes on above the highest number
        still held, be it one of these or one taken here. Waits and lets nobody take one, as `continue_after` does."""
        if serials:
            columns = [list(column) for column in zip(*serials, strict=True)]
            with connection.cursor() as cursor:
                # Two statements: only one that begins after the wait sees the number that was waited for.
                cursor.execute(LOCK, columns)
                cursor.execute(GO_BACK, columns)


class CaseNumber(models.Model):
    """案号 （年）代字+类型+序号+号. Keeps the court, not its code: a code confirmed later shows at once."""

    court = models.ForeignKey("portal.Court", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("Year of acceptance"))
    type_code = models.CharField(_("Type code"), max_length=8)
    serial = models.PositiveIntegerField(_("Serial"))

    objects = CaseNumberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["court", "year", "type_code", "serial"],
                name="one_number_one_case",
                violation_error_message=_("This case number is taken."),
            )
        ]

    def __str__(self):
        code = self.court.code or f"〔{self.court.short_name}代字待定〕"
        return f"（{self.year}）{code}{self.type_code}{self.serial}号"
