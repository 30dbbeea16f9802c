"""Gathers the rooms' models."""

from metrics.ranking.models import Ranking, Standing
from metrics.registers.models import (
    RegisterEntry,
    RegisterFault,
    RegisterImport,
    RegisterPart,
    RegisterRevision,
    RegisterRow,
)  # fmt: skip
from metrics.rollup.models import ChangedDay, DailyFigure, DailySpread, MonthlyFigure, Run

__all__ = [
    "ChangedDay",
    "DailyFigure",
    "DailySpread",
    "MonthlyFigure",
    "Ranking",
    "RegisterEntry",
    "RegisterFault",
    "RegisterImport",
    "RegisterPart",
    "RegisterRevision",
    "RegisterRow",
    "Run",
    "Standing",
]
