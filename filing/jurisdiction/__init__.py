"""Jurisdiction 管辖: which court, by level, place, cause and day."""
