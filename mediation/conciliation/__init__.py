"""Conciliation 调解: from referral to its end."""
