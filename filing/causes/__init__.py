"""Causes of action 案由: versioned trees, pure."""
