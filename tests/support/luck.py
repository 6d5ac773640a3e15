"""Chance for the scripts that make sets: the same numbers on every machine."""

import math


class Luck:
    """Knuth's MMIX generator, as in src/core/tests/linear_congruence.hpp."""

    def __init__(self, seed, thrown_away=0):
        self.state = seed
        for _ in range(thrown_away):
            self.uniform()

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def normal(self):
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        return radius * math.cos(2.0 * math.pi * self.uniform())

    def poisson(self, mean):
        count, product = 0, self.uniform()
        while product > math.exp(-mean):
            product *= self.uniform()
            count += 1
        return count
