"""Filing 立案: causes, case numbers, intake, review."""
