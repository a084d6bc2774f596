"""What of a plan a feed shows: which sessions, and how far ahead and back."""

from __future__ import annotations

from datetime import date, timedelta

from overload.model import GROUPS, FeedChoice
from overload.moments import monday
from overload.plan.values import Mark, Plan, Session

_WEEK = timedelta(weeks=1)


def shown_sessions(plan: Plan, feed: FeedChoice) -> tuple[Session, ...]:
    """Return the sessions of a feed, in the order of the plan."""
    first, end = _window(plan, feed)
    return tuple(
        one for one in plan.sessions if first <= one.start.date() < end and (feed.show != "back" or trains_back(one))
    )


def shown_marks(plan: Plan, feed: FeedChoice) -> tuple[Mark, ...]:
    """Return the marks of a feed; a busy one has none."""
    if feed.show == "busy":
        return ()
    first, end = _window(plan, feed)
    return tuple(one for one in plan.marks if one.kind in feed.marks and one.last >= first and one.first < end)


def trains_back(session: Session) -> bool:
    """Tell whether a session is for the back: by the focus of its day, else by what is done in it."""
    if session.day.focus:
        return "back" in session.day.focus
    return any(muscle in GROUPS["back"] for slot in session.slots for muscle in slot.exercise.direct)


def _window(plan: Plan, feed: FeedChoice) -> tuple[date, date]:
    """Return the first day shown and the one after the last. Weeks are whole, so that it moves on Mondays only."""
    this_week = monday(plan.now.date())
    # Weeks ahead of a plan that begins next month are counted from its first, or the feed would be empty until then.
    begins = max(this_week, min((monday(session.start.date()) for session in plan.sessions), default=this_week))
    first = date.min if feed.weeks_back is None else this_week - feed.weeks_back * _WEEK
    end = date.max if feed.weeks_ahead is None else begins + feed.weeks_ahead * _WEEK
    return first, end
