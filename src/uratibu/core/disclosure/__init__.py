"""What may be released: the gate every figure passes before anyone sees it."""
