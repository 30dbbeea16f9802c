"""Health 运行状况: alive, ready, and the figures a monitor collects."""
