package dev.smsverification.setting;

import java.util.Locale;

import org.eclipse.microprofile.config.spi.Converter;

/** A setting that is on or off. Takes the words that MicroProfile Config takes for on, and their opposites; what else it takes for off is refused. */
public final class SwitchSetting implements Converter<Boolean> {

    /**
     * @return none for an empty text, which counts as not set
     * @throws IllegalArgumentException where it is neither
     */
    @Override
    public Boolean convert(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "1", "yes", "y", "on" -> true;
            case "false", "0", "no", "n", "off" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
