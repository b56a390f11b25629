package dev.smsverification.setting;

import org.eclipse.microprofile.config.spi.Converter;

/** A setting that is a whole number within bounds. SmallRye Config makes one of each kind, by its class. */
public abstract class NumberSetting implements Converter<Integer> {

    private final int least;
    private final int most;

    protected NumberSetting(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /**
     * @return none for an empty text, which counts as not set
     * @throws IllegalArgumentException with the bounds, or where it is no number
     */
    @Override
    public Integer convert(String text) {
        if (text.isEmpty()) {
            return null;
        }
        int number = parse(text.strip());
        if (number < least || number > most) {
            throw new IllegalArgumentException("must be from " + least + " to " + most);
        }
        return number;
    }

    private static int parse(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("must be a whole number");
        }
    }
}
