"""Roll-up 汇总: from events to figures per court and day."""
