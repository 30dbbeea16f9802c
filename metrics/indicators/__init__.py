"""Indicators 指标: what is counted, as declarations."""
