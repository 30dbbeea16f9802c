"""Case numbers 案号: types, parser, numbering without gaps."""
