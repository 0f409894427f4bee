"""A region: a province with its khu vực units, simulated moment by moment.

Every matter is a coroutine that gives the moment at which it goes on, and does what is due when it is called again.
All matters of a region share one queue, so acts come out in the order in which they happen and numbers of documents
are given in that order. What would happen after the last day does not happen.
"""

import heapq
from collections import Counter
from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.kernel.act import Actor
from domain.kernel.calendar import VIETNAM
from ops.synth import words
from ops.synth.chance import Chance, identifier
from ops.synth.days import DAY, HOUR, Period, office_hour
from ops.synth.model import Model
from ops.synth.nation import Nation, Office, Province
from ops.synth.streams import File, Made
from ops.synth.truth import Truth

Process = Generator[datetime, None, Any]
PROCURACY_YEAR_BEGINS = 12  # month


class Region:
    """The matters of a province, one after the other."""

    def __init__(
        self, model: Model, nation: Nation, province: Province, period: Period, seed: str, clean: bool
    ) -> None:  # fmt: skip
        self.model, self.organisation, self.origin = model, nation.organisation, nation.origin
        self.supreme, self.province = nation.supreme, province
        self.period, self.seed, self.clean = period, f"{self.origin}/{seed}/{province.office.code}", clean
        self.chance = Chance(self.seed)
        self.now = datetime.min.replace(tzinfo=VIETNAM)
        self.made: list[Made] = []
        self.truth: list[Truth] = []
        self._queue: list[tuple[datetime, int, Process]] = []
        self._begun = self._streams = self._persons = 0
        self._numbers: Counter[tuple[str, str, int]] = Counter()
        self._newest: dict[tuple[str, str, int], tuple[UUID, int]] = {}  # act that got the newest number
        self._newest_day: dict[tuple[str, str, int], datetime] = {}

    def start(self, process: Process, at: datetime | None = None) -> None:
        """Has a matter begin at `at`, or now."""
        self._begun += 1
        heapq.heappush(self._queue, (at or self.now, self._begun, process))

    def run(self) -> Iterator[Made]:
        """Every act in the order in which it happens."""
        ends = self.period.ends
        while self._queue:
            at, place, process = heapq.heappop(self._queue)
            if at >= ends:
                break
            self.now = max(self.now, at)
            again = next(process, None)
            if again is not None:
                heapq.heappush(self._queue, (max(again, self.now), place, process))
            if self.made:
                yield from self.made
                self.made = []

    def open(self, kind: str, office: Office, prosecutor: Actor) -> File:
        """A new stream, without acts."""
        self._streams += 1
        return File(self, kind, office, prosecutor, identifier(self.seed, "stream", self._streams))

    def person(self) -> UUID:
        """A new pseudonymous person."""
        self._persons += 1
        return identifier(self.seed, "person", self._persons)

    def court_of(self, office: Office) -> str:
        """The court at which an office prosecutes."""
        return words.court(office.level, office.place, office.name)

    # moments

    def after(self, least: timedelta, most: timedelta) -> datetime:
        """Some moment from `least` to `most` after now, any hour."""
        return self.now + least + timedelta(seconds=int((most - least).total_seconds() * self.chance.random()))

    def hours(self, least: float, most: float) -> datetime:
        """Some moment so many hours after now, any hour of the day."""
        return self.after(least * HOUR, most * HOUR)

    def days(self, least: float, most: float) -> datetime:
        """Some working moment so many days after now."""
        return office_hour(self.after(least * DAY, most * DAY), self.chance)

    def entry(self, occurred: datetime) -> datetime:
        """When an act that happened at `occurred` is entered."""
        return occurred + self.chance.days(self.model.days["entry"], 0.02, 60.0) * DAY

    # what is written down

    def year(self) -> int:
        """The procuracy year of now: the calendar year in which it ends."""
        return _year(self.now)

    def number(self, file: File, key: str, office: Office, version: int) -> str:
        """The next number of a document of the office: gapless within its kind and year."""
        series = office.code, key, self.year()
        if self.breaks("number_gap") and self._numbers[series]:
            self._numbers[series] += 1
            self.truth.append(Truth("number_gap", file.stream, (version,)))
        elif self._numbers[series] and self.breaks("number_duplicate"):
            self._numbers[series] -= 1
            self.truth.append(Truth("number_duplicate", file.stream, (version,), other=self._newest[series]))
        self._numbers[series] += 1
        self._newest[series] = file.stream, version
        self._newest_day[series] = self.now
        return f"{self._numbers[series]:02d}/{words.mark(key)}-VKS"

    def would_go_back(self, key: str, office: Office, earlier: datetime) -> bool:
        """Whether an act of the day of `earlier` would now get a number after that of a clearly later day."""
        newest = self._newest_day.get((office.code, key, self.year()))
        return newest is not None and newest > earlier + 5 * DAY and self.year() == _year(earlier)

    def register(self, register: str, office: Office) -> str:
        """The next number of a register of the office."""
        series = office.code, register, self.year()
        self._numbers[series] += 1
        return f"{self._numbers[series]:02d}"

    def issuer(self, issuer: str) -> dict[str, Any]:
        """The agency whose act is recorded."""
        series = self.province.office.code, issuer, self.now.year
        self._numbers[series] += 1
        place = self.province.office.place
        return {"agency": words.agency(issuer, place), "number": f"{self._numbers[series]}/{words.SIGNS[issuer]}"}

    def breaks(self, violation: str, within: float = 30) -> bool:
        """Whether this is an occasion on which the model has something go wrong.

        `within` so many days it shows that it is wrong; what would only show after the period does not go wrong.
        """
        shows = self.now + within * DAY < self.period.ends
        return not self.clean and shows and self.chance.one_in(self.model.violations[violation])

    def lapses(self, violation: str, file: File, version: int, days: float) -> None:
        """Notes what was left out after the act `version` once it is `days` ago, which is more than it may be."""
        self.start(self._lapsed(violation, file, version), self.now + days * DAY)

    def _lapsed(self, violation: str, file: File, version: int) -> Process:
        self.wrong(violation, file, version)
        return
        yield

    def wrong(self, violation: str, file: File, *versions: int, person: UUID | None = None) -> None:
        """Notes what went wrong; the newest act when no version is named."""
        self.truth.append(Truth(violation, file.stream, versions or (file.version,), person))


def _year(at: datetime) -> int:
    local = at.astimezone(VIETNAM)
    return local.year + (local.month >= PROCURACY_YEAR_BEGINS)
