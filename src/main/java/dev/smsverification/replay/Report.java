package dev.smsverification.replay;

/**
 * What a replay did.
 *
 * @param published how many of the plan's candidates have been published
 */
public record Report(Plan plan, int published) {

    /** Whether it stopped before the end of its plan. */
    public boolean interrupted() {
        return published < plan.candidates().size();
    }
}
