"""Calendar 期间: working days and limits that explain themselves."""
