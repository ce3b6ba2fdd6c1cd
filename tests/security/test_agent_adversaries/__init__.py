"""Attacks on the agent in which the model is the attacker and plays a script; every promise must hold after it."""
