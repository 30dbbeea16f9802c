"""Superior 报请: what a reviewer asks somebody above for, a further notice or the court that has jurisdiction."""
