package dev.smsverification.ledger;

/** The maximum number of unsettled requests that a worker has begun or is about to begin. */
public record MostBegun(int requests) {}
