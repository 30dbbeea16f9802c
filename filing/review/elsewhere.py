"""While another room works on a filing, its own limit rests; that room says by which day it must be done, and who has it."""

from dataclasses import dataclass

from django.db.models import Case, CharField, DateField, F, Value, When
from django.utils import timezone

from filing.intake.models import Filing


@dataclass(frozen=True)
class Room:
    """`day` and `state`: what the room keeps of the filing OuterRef("pk"), as functions that give an expression.

    `told(state, day)` says what comes next and who does it, in the reader's words.
    """

    day: object
    state: object
    told: object


@dataclass(frozen=True)
class Step:
    """What comes next, who does it and by when. `elsewhere`: in another room, while the filing's own limit rests."""

    label: object
    who: object
    by: object
    elsewhere: bool = False


_rooms = {}


def register_room(room, *states):
    """The room has the filings in these states."""
    _rooms.update(dict.fromkeys(states, room))


def with_step(filings):
    """`deadline`: the day of the next step, whoever has it; `room_state`: how it stands in the room that has it."""
    days = [When(state=state, then=room.day()) for state, room in _rooms.items()]
    states = [When(state=state, then=room.state()) for state, room in _rooms.items()]
    return filings.with_deadline().annotate(
        deadline=Case(*days, default=F("deadline"), output_field=DateField()),
        room_state=Case(*states, default=Value(""), output_field=CharField()),
    )


def late(filings):
    """Those of `with_step` whose next step is late, whoever owes it."""
    waiting = [*Filing.ON_DESK, *_rooms]
    return filings.filter(state__in=waiting, deadline__lt=timezone.localdate())


def next_step(filing):
    """The Step of a filing that was read `with_step`."""
    room = _rooms.get(filing.state)
    if room and filing.room_state:
        return Step(*room.told(filing.room_state, filing.deadline), filing.deadline, elsewhere=True)
    return Step(filing.next_step, filing.next_who, filing.deadline)
