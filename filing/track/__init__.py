"""Track 程序: simple, small claim or ordinary, with reasons."""
