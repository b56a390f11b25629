package dev.smsverification.ledger;

/** How many requests at most a worker has begun, or is about to begin, that are not settled. */
public record MostBegun(int requests) {}
