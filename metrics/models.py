"""Gathers the rooms' models."""

from metrics.ranking.models import Ranking, Standing
from metrics.registers.models import RegisterEntry, RegisterImport, RegisterRevision
from metrics.rollup.models import DailyFigure, DailySpread, MonthlyFigure, Run

__all__ = [
    "DailyFigure", "DailySpread", "MonthlyFigure", "Ranking", "RegisterEntry", "RegisterImport", "RegisterRevision",
    "Run", "Standing",
]
