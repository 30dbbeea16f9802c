"""Courts 法院: the district and its levels."""
