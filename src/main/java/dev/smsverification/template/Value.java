package dev.smsverification.template;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.smsverification.event.Characters;
import dev.smsverification.event.Reason;
import dev.smsverification.event.SmsRequest;

/** What a placeholder comes to: a text to be taken literally, or why there is none. */
sealed interface Value {

    /** Prints without the text, which may be the code. */
    record Literal(String text) implements Value {

        @Override
        public String toString() {
            return "Literal[]";
        }
    }

    record Refused(Reason reason) implements Value {}

    /** In Unicode characters. */
    int LONGEST = 200;

    Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    /** Looks a placeholder up. The code is a variable that no other can hide. */
    static Value of(Part.Variable variable, String code, JsonNode variables) {
        if (variable.root().equals(Part.CODE)) {
            return variable.isCode() ? code(code) : new Literal("");
        }
        if (!variables.has(variable.root())) {
            return new Refused(Reason.TEMPLATE_VARIABLE_MISSING);
        }
        JsonNode node = variables.path(variable.root());
        for (String name : variable.path()) {
            node = node.isArray() && INDEX.matcher(name).matches()
                    ? node.path(Integer.parseInt(name))
                    : node.path(name);
        }
        return switch (node.getNodeType()) {
            case STRING -> text(node.textValue());
            case BOOLEAN -> new Literal(node.asText());
            case NUMBER -> number(node);
            case NULL, MISSING -> new Literal("");
            case OBJECT, ARRAY, BINARY, POJO -> new Refused(Reason.TEMPLATE_VARIABLE_INVALID);
        };
    }

    /** A code is sent unchanged or not at all. */
    private static Value code(String code) {
        return SmsRequest.isCode(code) ? new Literal(code) : new Refused(Reason.INVALID_CODE);
    }

    private static Value text(String raw) {
        return literal(Characters.hasUnwanted(raw)
                ? raw.codePoints().filter(character -> !Characters.unwanted(character))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()
                : raw);
    }

    private static Value literal(String text) {
        return Characters.count(text) <= LONGEST ? new Literal(text) : tooLong();
    }

    /** Plainly, without exponent: checked before it is written out, because {@code 1e999999999} is short only until then. */
    private static Value number(JsonNode node) {
        if (node.isFloatingPointNumber() && !node.isBigDecimal() && !Double.isFinite(node.doubleValue())) {
            return tooLong();
        }
        try {
            BigDecimal number = node.decimalValue().stripTrailingZeros();
            return number.precision() + Math.abs((long) number.scale()) <= LONGEST
                    ? new Literal(number.toPlainString())
                    : tooLong();
        } catch (ArithmeticException _) {
            // 100e2147483647 has an exponent that is too large only when it is without its zeros.
            return tooLong();
        }
    }

    private static Value tooLong() {
        return new Refused(Reason.TEMPLATE_VARIABLE_TOO_LONG);
    }
}
