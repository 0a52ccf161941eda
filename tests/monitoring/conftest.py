"""The family of the personal links: Truus looks whether two agreements happen, Kim looks at one, Fatiha at none."""

from tests.reviews.conftest import enter, family

__all__ = ["enter", "family"]
