"""Review 立案审查: accept, return once, decline, docket."""
