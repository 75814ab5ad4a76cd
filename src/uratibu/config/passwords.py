"""How passwords are kept."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: 0.03 s a hash, so sign-in cannot be a flood.

    Source: OWASP password storage cheat sheet; measured on two cores.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
