"""Days and times in words: the one place that says them to people, and the one that reads what people write."""

from __future__ import annotations

from overload.moments.reading import Toward as Toward
from overload.moments.reading import read_clock as read_clock
from overload.moments.reading import read_day as read_day
from overload.moments.reading import read_days as read_days
from overload.moments.reading import read_moment as read_moment
from overload.moments.saying import MONTHS as MONTHS
from overload.moments.saying import WEEKDAYS as WEEKDAYS
from overload.moments.saying import clock_words as clock_words
from overload.moments.saying import day_words as day_words
from overload.moments.saying import days_words as days_words
from overload.moments.saying import full_day_words as full_day_words
from overload.moments.saying import full_days_words as full_days_words
from overload.moments.saying import full_hours_words as full_hours_words
from overload.moments.saying import full_moment_words as full_moment_words
from overload.moments.saying import hours_words as hours_words
from overload.moments.saying import long_day_words as long_day_words
from overload.moments.saying import long_moment_words as long_moment_words
from overload.moments.saying import moment_words as moment_words
from overload.moments.saying import monday as monday
from overload.moments.saying import week_words as week_words
from overload.moments.saying import weekday_words as weekday_words
