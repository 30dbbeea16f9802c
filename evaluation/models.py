"""Gathers the rooms' models."""

from evaluation.ratings.models import Rating

__all__ = ["Rating"]
