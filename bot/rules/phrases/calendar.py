"""Weeks, months, quarters and years as spans of days."""

from datetime import date, timedelta

from bot.rules.phrases.ranges import Span


def days_later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def week_of(day: date) -> Span:
    """The week from Monday to Sunday."""
    monday = days_later(day, -day.weekday())
    return monday, days_later(monday, 6)


def weekend_of(day: date) -> Span:
    _, sunday = week_of(day)
    return days_later(sunday, -1), sunday


def month_of(year: int, month: int) -> Span:
    """The month, where month 0 is December of the year before and month 13 January of the year after."""
    years, index = divmod(month - 1, 12)
    first = date(year + years, index + 1, 1)
    following = date(year + years + index // 11, (index + 1) % 12 + 1, 1)
    return first, days_later(following, -1)


def quarter_of(year: int, month: int) -> Span:
    """The quarter of the calendar year that this month is in."""
    start = (month - 1) // 3 * 3 + 1
    return month_of(year, start)[0], month_of(year, start + 2)[1]


def year_of(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def financial_year(year: int) -> Span:
    """The year from April to March that begins in this year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    first, last = month_of(day.year, day.month + months)
    return min(days_later(first, day.day - 1), last)


def thirds(span: Span) -> tuple[Span, Span, Span]:
    """The start, the middle and the end: of a month its 1st to 10th, 11th to 20th and the rest; of a week, Monday and
    Tuesday, Wednesday and Thursday, and the rest; of a longer time whole months."""
    first, last = span
    length = (last - first).days + 1
    if length > 31:
        part = round(length / 30.4) // 3
        second, third = (months_later(first, part * step) for step in (1, 2))
    else:
        part = 2 if length == 7 else 10
        second, third = days_later(first, part), days_later(first, 2 * part)
    return (first, days_later(second, -1)), (second, days_later(third, -1)), (third, last)
