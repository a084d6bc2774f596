"""A calendar server, an athlete and a plan as small as may be, with everything that can go wrong between them."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs

from overload.caldav.event import MARK
from overload.caldav.exchange import Exchange, Exchanged
from overload.caldav.found import Changes, There
from overload.caldav.merge import Gesture, Kind, Row, Verdict
from overload.caldav.sides import Bookmark, Me
from overload.errors import ConflictError, FullError, UnreachableError
from overload.ical.content import EventContent

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 23, 5, tzinfo=ZONE)
END = "@plan.overload"
PATH = "/kim/training/"
FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:dentist\r\n"
    "DTSTAMP:20261101T000000Z\r\nDTSTART:20261125T170000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


class Killed(BaseException):
    """The process ended here."""


@attrs.define
class Server:
    """A calendar in memory. `faults` are used up one per request: what the next requests meet."""

    events: dict[str, tuple[str, str]] = attrs.field(factory=dict)
    path: str = PATH
    faults: list[str] = attrs.field(factory=list)
    between: Callable[[], None] | None = None
    journal: list[tuple[int, str]] = attrs.field(factory=list)
    born: dict[str, int] = attrs.field(factory=dict)
    clock: int = 0
    epoch: int = 0
    requests: int = 0
    puts: list[str] = attrs.field(factory=list)
    has_etags: bool = True
    keeps_marks: bool = True

    def _store(self, href: str, text: str) -> str:
        self.clock += 1
        etag = f'"{self.clock}"'
        if href not in self.events:
            self.born[href] = self.clock
        self.events[href] = (etag, text)
        self.journal.append((self.clock, href))
        return etag

    def edit(self, href: str, text: str | None) -> None:
        """Change an event as the athlete does, or take it out."""
        if text is not None:
            self._store(href, text)
        elif self.events.pop(href, None):
            self.clock += 1
            self.journal.append((self.clock, href))

    def _arrive(self, what: str) -> str:
        """Return the fault that a request meets, having raised it if nothing is done."""
        self.requests += 1
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "edited before" and self.between:
            self.between, doing = None, self.between
            doing()
        if fault == "killed":
            raise Killed
        if fault == "down":
            raise UnreachableError("down")
        if fault == "later":
            busy = UnreachableError("busy")
            busy.retry_after = "600"
            raise busy
        if fault == "full" and what == "put":
            raise FullError("full")
        return fault

    def _leave(self, fault: str) -> None:
        if fault == "edited after" and self.between:
            self.between, doing = None, self.between
            doing()
        if fault == "reply lost":
            raise UnreachableError("cut")
        if fault == "killed after":
            raise Killed

    def _tag(self, etag: str, fault: str) -> str:
        if not self.has_etags or fault == "no etag":
            return ""
        return f"W/{etag}" if fault == "weak" else etag

    def changes(self, token: str) -> Changes:
        """Answer a sync-collection."""
        fault = self._arrive("changes")
        epoch, _, since = token.partition("/")
        if fault == "token lost" or int(epoch) != self.epoch:
            return self._everything(fault)
        rows = {href: None for when, href in self.journal if when > int(since)}
        # What came and went since the token is not told of: nobody who has that token knows of it.
        rows = {href: None for href in rows if href in self.events or self.born[href] <= int(since)}
        found = {href: self._tag(self.events[href][0], fault) if href in self.events else None for href in rows}
        answer = Changes(dict(reversed(found.items())), f"{self.epoch}/{self.clock}")
        self._leave(fault)
        return answer

    def everything(self) -> Changes:
        """Answer a PROPFIND."""
        return self._everything(self._arrive("everything"))

    def _everything(self, fault: str) -> Changes:
        found = {href: self._tag(etag, fault) for href, (etag, _) in self.events.items()}
        answer = Changes(found, f"{self.epoch}/{self.clock}", is_whole=True)
        self._leave(fault)
        return answer

    def fetch(self, hrefs: Iterable[str]) -> dict[str, There | None]:
        """Answer a multiget."""
        wanted = list(hrefs)
        if not wanted:
            return {}
        fault = self._arrive("fetch")
        found = {href: self._there(href, fault) for href in wanted}
        if fault == "partial":
            found.pop(wanted[0])
        self._leave(fault)
        return found

    def _there(self, href: str, fault: str) -> There | None:
        if href not in self.events:
            return None
        etag, text = self.events[href]
        return There(href, self._tag(etag, fault), rewrapped(text) if fault == "bytes" else text)

    def get(self, href: str) -> There | None:
        """Answer a GET."""
        fault = self._arrive("get")
        found = self._there(href, fault)
        self._leave(fault)
        return found

    def find(self, uid: str) -> There | None:
        """Answer a calendar-query."""
        fault = self._arrive("find")
        href = next((href for href, (_, text) in self.events.items() if f"UID:{uid}\r\n" in text), None)
        found = self._there(href, fault) if href else None
        self._leave(fault)
        return found

    def put(self, href: str, text: str, etag: str | None) -> str:
        """Answer a PUT."""
        fault = self._arrive("put")
        text = text if self.keeps_marks else re.sub(rf"{MARK}:.*?\r\n(?! )", "", text, flags=re.DOTALL)
        there = self.events.get(href)
        is_firm = bool(etag) and etag is not None and etag.startswith('"')
        if (etag is None and there) or (is_firm and (there is None or there[0] != etag)):
            raise ConflictError("412")
        new = self._store(href, text)
        self.puts.append(href)
        self._leave(fault)
        return self._tag(new, fault)

    def delete(self, href: str, etag: str) -> None:
        """Answer a DELETE."""
        fault = self._arrive("delete")
        self.edit(href, None)
        self._leave(fault)


def rewrapped(text: str) -> str:
    """Return the same event in other bytes: the properties in another order, a line of the server's own."""
    head, _, rest = text.partition("BEGIN:VEVENT\r\n")
    body, _, tail = rest.partition("END:VEVENT")
    plain = body.replace("\r\n ", "")
    lines, _, alarms = plain.partition("BEGIN:VALARM")
    turned = "\r\n".join(reversed(lines.split("\r\n")[:-1])) + "\r\n"
    more = f"BEGIN:VALARM{alarms}" if alarms else ""
    return f"{head}BEGIN:VEVENT\r\nX-SERVER:1\r\n{turned}{more}END:VEVENT{tail}"


@attrs.define
class Memory:
    """What is remembered, on a disk that keeps what was committed. `dies_at` counts commits down."""

    kept: dict[int, Row] = attrs.field(factory=dict)
    mark: Bookmark = attrs.field(factory=Bookmark)
    dies_at: int = 0
    plan: Plan | None = None
    _is_open: bool = False

    def rows(self) -> dict[int, Row]:
        """Return the rows."""
        return dict(self.kept)

    def bookmark(self) -> Bookmark:
        """Return how far it was read."""
        return self.mark

    def keep(self, rows: Iterable[Row], bookmark: Bookmark | None = None) -> None:
        """Remember rows."""
        with self.together():
            self.kept |= {row.ordinal: row for row in rows}
            self.mark = bookmark or self.mark

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all or nothing; the process may end before a commit, or right after it."""
        if self._is_open:
            yield
            return
        before = dict(self.kept), self.mark, copy.deepcopy(self.plan.decided) if self.plan else None
        self._is_open = True
        try:
            yield
            self.dies_at -= 1
            if self.dies_at == 0:
                raise Killed  # noqa: TRY301 - as a signal would, in the middle
        except BaseException:
            self.kept, self.mark = before[0], before[1]
            if self.plan and before[2] is not None:
                self.plan.decided = before[2]
            raise
        finally:
            self._is_open = False


@attrs.define
class Plan:
    """Sessions with starts of their own, over which decisions stand."""

    starts: dict[int, datetime] = attrs.field(factory=dict)
    minutes: dict[int, int] = attrs.field(factory=dict)
    texts: dict[int, str] = attrs.field(factory=dict)
    decided: list[Gesture] = attrs.field(factory=list)

    def decide(self, gestures: Sequence[Gesture]) -> Mapping[Gesture, Verdict]:
        """Do as the athlete says."""
        self.decided += gestures
        return {one: Verdict(f"s{one.ordinal} {one.kind}") for one in gestures}

    def start(self, ordinal: int) -> datetime:
        """Return where a session stands."""
        moves = [one.start for one in self.decided if one.ordinal == ordinal and one.kind is Kind.MOVED]
        found = moves[-1] if moves else self.starts[ordinal]
        assert isinstance(found, datetime)
        return found

    def length(self, ordinal: int) -> int:
        """Return how long it is."""
        found = [one.minutes for one in self.decided if one.ordinal == ordinal and one.kind is Kind.RESIZED]
        return found[-1] if found else self.minutes.get(ordinal, 60)

    def is_off(self, ordinal: int) -> bool:
        """Tell whether it was called off."""
        return any(one.ordinal == ordinal and one.kind is Kind.DELETED for one in self.decided)

    def contents(self) -> tuple[EventContent, ...]:
        """Return what the events are to say."""
        return tuple(
            EventContent(
                number,
                f"s{number}{END}",
                self.start(number),
                self.start(number) + timedelta(minutes=self.length(number)),
                f"Day {number}",
                self.texts.get(number, "Row 3x10"),
                alarms=(timedelta(minutes=30),),
                status="CANCELLED" if self.is_off(number) else "CONFIRMED",
            )
            for number in self.starts
        )

    def link(self, ordinal: int) -> str:
        """Return no page."""
        return f"https://x.example/{ordinal}"


@attrs.define
class World:
    """A server and a machine that syncs with it."""

    server: Server = attrs.field(factory=Server)
    plan: Plan = attrs.field(factory=Plan)
    memory: Memory = attrs.field(factory=Memory)
    writer: str = "a"

    def __attrs_post_init__(self) -> None:
        """Let the memory of decisions be one with that of rows, as in a database."""
        self.memory.plan = self.plan

    def sync(self, **options: object) -> Exchanged | None:
        """Sync once; None where it failed or was killed."""
        me = Me("plan", END, self.writer, lambda: len(self.plan.decided), NOW, ZONE)
        try:
            return Exchange(self.server, self.memory, self.plan, me).run(**options)  # type: ignore[arg-type]  # whatever `run` takes
        except (Killed, UnreachableError):
            return None


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of that week."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC) + timedelta(days=day)


def changed(text: str, **lines: str) -> str:
    """Return the text of an event with properties replaced (DTSTART='...')."""
    plain = text.replace("\r\n ", "")
    for name, value in lines.items():
        plain = re.sub(rf"\r\n{name}[;:][^\r]*", lambda _, n=name, v=value: f"\r\n{n}:{v}", plain, count=1)  # type: ignore[misc]  # bound at once
    return plain


def stamp(moment: datetime) -> str:
    """Return an instant as iCalendar has it."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
