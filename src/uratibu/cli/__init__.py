"""The `uratibu` command: the core without the web."""
