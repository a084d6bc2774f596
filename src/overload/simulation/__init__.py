"""Simulated lifters, and an oracle, to judge rules by before a body does: pure, from a seed, without a clock."""
