"""Judicial confirmation 司法确认."""
