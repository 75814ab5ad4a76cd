"""Sources, editions, structure, quality and licence of the data behind every figure."""
