"""Lines of a scorecard, one for each measure, for pages and for programs."""

from __future__ import annotations

from negtrack.frozen import dataclass
from negtrack.model import Position
from negtrack.query import Settlement, Snapshot
from negtrack.score import Score, Stand
from negtrack.views.deal_words import deal_ids, settled_caveats, settlement_text
from negtrack.views.pair_words import number
from negtrack.views.phrasing import caveat_text
from negtrack.views.score_words import (
    NO_SHARE,
    NONE,
    Detail,
    agreed_text,
    condition_remark,
    figure_text,
    last_package,
    last_text,
    left_text,
    measure_text,
    move_text,
    moved_words,
    opening_text,
    percent_of,
    side_notes,
    size_text,
    withdrawal_note,
)
from negtrack.views.voices import join_voices, speakers_of, voice_beside

_SIDE_COLUMNS = (
    *("opening", "opened", "opening_record", "last", "last_day", "last_record"),
    *("moved", "distance", "away", "share", "percent", "no_share", "farthest", "from_farthest", "notes"),
)
SCORE_COLUMNS = (
    *("issue", "step", "group", "one", "other", "state", "agreement", "agreed", "fallback", "unit"),
    *("opening_gap", "last_gap", "left"),
    *(f"{side}_{column}" for side in ("one", "other") for column in _SIDE_COLUMNS),
    *("last_of", "remarks"),
)


@dataclass(frozen=True)
class ScoreLine:
    """One measure of an issue between two parties."""

    snapshot: Snapshot
    score: Score

    @property
    def step(self) -> str:
        """Return the step or the total that is measured; "" for an issue without steps."""
        return measure_text(self.score.measure)

    @property
    def name(self) -> str:
        """Return the issue, with the step or the total."""
        return f"{self.score.measure.issue.id} {self.step}".rstrip()

    @property
    def last_name(self) -> str:
        """Return the issue, with the alternatives of which the last figure was agreed: `wages (pack-a)`."""
        lasts = (side for side in self.score.sides if side.party in self.score.last_of)
        packages = sorted(filter(None, (last_package(self.snapshot, self.score, side) for side in lasts)))
        return f"{self.score.measure.issue.id} ({', '.join(packages)})" if packages else self.score.measure.issue.id

    @property
    def is_shared(self) -> bool:
        """Return whether both named a figure, public or not, or one was agreed, or a fallback settles the issue."""
        is_named = all(side.opening or side.hidden for side in self.score.sides)
        return bool(self.score.agreed) or self.fallback != "" or is_named

    @property
    def fallback(self) -> str:
        """Return the value that holds as nothing was decided in time; "" where no fallback settles the issue."""
        settlement = self.score.settlement
        return settlement.value if settlement and settlement.state == "settled by the fallback" else ""

    @property
    def outcome(self) -> str:
        """Return what was agreed; else what became of the issue, and the gap that was left: `no term; 69m left`."""
        plain = ("overlap", "conditional", "apart", "not comparable")
        left = "" if self.left == NONE else self.left if self.left in plain else f"{self.left} left"
        return "; ".join(filter(None, (self.agreed if self.agreed != NONE or not left else "", left)))

    @property
    def openings(self) -> tuple[str, str]:
        """Return the first figures of both."""
        one, other = (opening_text(self.snapshot, self.score.measure, side) for side in self.score.sides)
        return one, other

    @property
    def lasts(self) -> tuple[str, str]:
        """Return the last words of both before the deal."""
        one, other = (last_text(self.snapshot, self.score, side) for side in self.score.sides)
        return one, other

    @property
    def agreement(self) -> str:
        """Return the agreement, or the proposal that both stand by; "" for none."""
        settlement = self.score.settlement
        if settlement is None:
            return ""
        if settlement.deal:
            return deal_ids(settlement)
        return settlement.agreed.record.id if settlement.agreed else ""

    @property
    def agreed(self) -> str:
        """Return what was agreed, or what became of the issue."""
        return agreed_text(self.snapshot, self.score)

    @property
    def moves(self) -> tuple[str, str]:
        """Return how far each moved, and which share of the opening gap that is."""
        one, other = (move_text(self.score.measure, side) for side in self.score.sides)
        return one, other

    @property
    def left(self) -> str:
        """Return the gap that was left."""
        return left_text(self.score)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what stands beside the agreed value: what became of it, in whose words it is, and caveats; beside a
        fallback, that nobody named a figure."""
        score = self.score
        settlement = score.settlement
        if settlement and self.fallback:
            is_named = any(side.opening or side.hidden for side in score.sides)
            return (*([] if is_named else [f"{NO_SHARE} no figure on record"]), *settled_caveats(settlement))
        if settlement is None or settlement.agreed is None or score.agreed is None:
            is_left = settlement is not None and settlement.deal is None and settlement.is_reopened
            left = settlement_text(self.snapshot, settlement, score.measure.issue) if settlement and is_left else ""
            return tuple(filter(None, (left, condition_remark(self.snapshot, score))))
        agreed = settlement.agreed
        issue = self.snapshot.negotiation.issues[score.measure.issue.id]
        voices = join_voices(speakers_of(self.snapshot.negotiation, agreed.according_to))
        words = (
            "" if _is_plain(settlement) else settlement_text(self.snapshot, settlement, issue),
            f"agreed according to {voices}" if voices else "",
        )
        records = [
            record for part in settlement.holding if part.agreed for record in (part.agreed.offer, part.agreed.record)
        ]
        caveats = dict.fromkeys(caveat_text(record) for record in records if record.caveat)
        return tuple(filter(None, (*words, *caveats)))

    def notes(self, detail: Detail) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what stands beside the figures of each."""
        one, other = (tuple(side_notes(self.snapshot, self.score, side, detail)) for side in self.score.sides)
        return one, other

    def last_voice(self, party: str) -> str:
        """Return whose word the last figure of a party is, where that is not its own on record; "" otherwise."""
        last = next(side.last for side in self.score.sides if side.party == party)
        return voice_beside(self.snapshot.negotiation, last) if last else ""

    def has_moved(self, party: str) -> bool:
        """Return whether a party moved from its opening to another figure."""
        moves = [side.move for side in self.score.sides if side.party == party and side.move]
        return any(move.gap.status == "apart" for move in moves)

    def alone(self, party: str) -> str:
        """Return the first and the last figure of a party that alone named any, and whose words they are: `picks 1,
        last 3, moved 2 (opening 13 Jan, according to diplomats)`; "" for the other."""
        number = next(number for number, side in enumerate(self.score.sides) if side.party == party)
        first, last = self.openings[number], self.lasts[number]
        moved = self.moves[number]
        name = f"{self.name}:" if self.step else self.name
        figures = f"{name} {first}, last {last}" if last != first else f"{name} {first}"
        figures = ", ".join((figures, *(moved_words(moved) if moved != "0" else ())))
        notes = "; ".join(note for note in self.notes("brief")[number] if not note.startswith(NO_SHARE))
        return "" if first == NONE else f"{figures} ({notes})" if notes else figures

    def row(self) -> dict[str, object]:
        """Return the line for programs."""
        score = self.score
        issue = score.measure.issue
        return {
            "issue": issue.id,
            "step": self.step,
            "group": issue.group,
            "one": score.one.party,
            "other": score.other.party,
            "state": score.settlement.state if score.settlement else "",
            "agreement": self.agreement,
            "agreed": figure_text(self.snapshot, score.measure, score.agreed) if score.agreed else "",
            "fallback": self.fallback,
            "unit": score.unit,
            "opening_gap": number(score.opening_gap.distance),
            "last_gap": number(score.last_gap.distance),
            "left": self.left if self.left != NONE else "",
            **self._side_fields("one", score.one),
            **self._side_fields("other", score.other),
            "last_of": list(score.last_of),
            "remarks": list(self.remarks),
        }

    def _side_fields(self, name: str, side: Stand) -> dict[str, object]:
        measure, snapshot = self.score.measure, self.snapshot
        fields = {
            "opening": figure_text(snapshot, measure, side.opening) if side.opening else "",
            **_record_fields("opened", "opening_record", side.opening),
            "last": figure_text(snapshot, measure, side.last) if side.last else "",
            **_record_fields("last_day", "last_record", side.last or side.withdrawal),
            "moved": size_text(side.move).removeprefix(NONE),
            "distance": number(side.move.size) if side.move else None,
            "away": bool(side.move and side.move.is_away),
            "share": number(side.share.part),
            "percent": percent_of(side.share),
            "no_share": side.share.reason,
            "farthest": figure_text(snapshot, measure, side.farthest) if side.farthest else "",
            "from_farthest": number(side.from_farthest.size) if side.from_farthest else None,
            "notes": [*side_notes(snapshot, self.score, side), *withdrawal_note(snapshot, self.score, side)],
        }
        return {f"{name}_{column}": fact for column, fact in fields.items()}


def _is_plain(settlement: Settlement) -> bool:
    """Return whether the cell of what was agreed says all of it: it has no condition, and holds or ended with its
    agreement."""
    deal = settlement.deal
    has_condition = settlement.agreed is not None and bool(settlement.agreed.offer.requires)
    said = (settlement.against, settlement.done, settlement.otherwise, settlement.undone, settlement.reserved)
    if deal is None or any(said) or has_condition:
        return False
    has_ended = settlement.state == "ended" and settlement.endings == deal.endings
    return deal.state == settlement.state and (has_ended or settlement.state in ("agreed", "agreed provisionally"))


def _record_fields(day: str, name: str, record: Position | None) -> dict[str, object]:
    return {day: record.day.isoformat() if record else "", name: record.id if record else ""}
