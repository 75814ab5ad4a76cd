"""The password of people in tests."""

PASSWORD = "correct horse battery staple"
