"""Court fees 诉讼费用: rules as dated data, quotes as pure functions, the page and the API."""
