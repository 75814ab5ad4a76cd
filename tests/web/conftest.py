"""Every test here has its own home and can make people."""

from web_set_up import emptied_between_tests, own_set_up, person

__all__ = ["emptied_between_tests", "own_set_up", "person"]
