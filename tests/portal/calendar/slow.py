"""A calendar written a second time, day by day and minute by minute, to hold the portal's against."""

import bisect
import datetime

import chinese_calendar

DAY = datetime.timedelta(days=1)
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}


def works(day):
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.isoweekday() not in (6, 7) and (day.month, day.day) not in FIXED


def first_working(day):
    while not works(day):
        day = day + DAY
    return day


def calendar_days(start, count):
    day = start
    for _each in range(count):
        day = day + DAY
    return first_working(day)


def working_days(start, count):
    found, day = [], start
    while len(found) < count:
        day = day + DAY
        if works(day):
            found.append(day)
    return found[-1]


def months(start, count):
    year, month = start.year, start.month
    for _each in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in (start.day, 30, 29, 28):
        try:
            return first_working(datetime.date(year, month, min(day, start.day)))
        except ValueError:
            continue


def hours(start, count):
    hour = start - datetime.timedelta(minutes=start.minute)
    for _each in range(count + 1):
        hour = hour + datetime.timedelta(hours=1)
    return hour


class OfficeMinutes:
    """Every minute the office is open, numbered; the n-th after a moment is found by its place."""

    OPEN = [*range(8 * 60 + 30, 11 * 60 + 30), *range(13 * 60 + 30, 17 * 60)]

    def __init__(self, first, last):
        self.origin = datetime.datetime.combine(first, datetime.time.min)
        self.minutes = []
        day, midnight = first, 0
        while day <= last:
            if works(day):
                self.minutes.extend(midnight + minute for minute in self.OPEN)
            day, midnight = day + DAY, midnight + 1440

    def after(self, start, count):
        at = int((start - self.origin).total_seconds()) // 60
        last = self.minutes[bisect.bisect_left(self.minutes, at) + count - 1]
        return self.origin + datetime.timedelta(minutes=last + 1)
