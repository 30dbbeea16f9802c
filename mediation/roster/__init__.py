"""Roster 名册: mediation organisations and mediators."""
