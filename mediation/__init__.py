"""Mediation 调解: roster, conciliation, confirmation."""
