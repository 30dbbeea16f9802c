"""Ranking 排名: from figures to places."""
