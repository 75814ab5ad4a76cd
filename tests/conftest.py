"""What holds for every test: no test fails because the machine is slow; Kenya is installed once."""

from hypothesis import HealthCheck, settings

from portal_set_up import kenya_home

__all__ = ["kenya_home"]
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
