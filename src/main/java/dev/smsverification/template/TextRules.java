package dev.smsverification.template;

/**
 * What a text may be.
 *
 * @param maxSegments the most segments it may take
 * @param linksInVariables whether a variable may bring a link along
 */
public record TextRules(int maxSegments, boolean linksInVariables) {

    /** Twilio's limit for a message, in UTF-16 units: above it answers error 21617. */
    static final int LONGEST = 1_600;
}
