package dev.freshet.gocompat.function;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What functions may use of the world: time and chance as they are given, and a budget. */
public record Environment(Budget budget, InstantSource clock, RandomGenerator random) {}
