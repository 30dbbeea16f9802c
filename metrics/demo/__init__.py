"""Demo district 示范数据: two years of made-up cases whose true figures are known."""
