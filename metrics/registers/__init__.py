"""Registers 台账: case registers exported elsewhere come in here."""
