"""Backup 备份: one file with every row, put back only whole, and proved by counts and hashes."""
