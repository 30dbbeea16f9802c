"""Dashboard 看板: the division reads the figures here."""
