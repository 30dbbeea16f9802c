"""Intake 收案: what a filing is and how a window enters it."""
