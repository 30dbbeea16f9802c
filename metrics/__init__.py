"""Metrics 质效: indicators, roll-up, ranking, registers, dashboard; reads the events of all below."""
