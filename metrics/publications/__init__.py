"""Publications 发布: rankings as they were published, with their proof."""
