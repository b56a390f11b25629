package dev.smsverification.bench;

import java.util.Map;

/**
 * What one run came to.
 *
 * @param series what is compared with each other, such as {@code drain}
 * @param figures by name, the unit in it
 */
record Measurement(String series, Contender contender, int round, Map<String, Double> figures) {}
