"""Words of the law, explained in plain ones where they stand and on a page of their own."""
