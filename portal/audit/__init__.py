"""Audit 审计: what was changed and what personal data was looked at, append-only."""
