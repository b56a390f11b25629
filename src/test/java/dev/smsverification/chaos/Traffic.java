package dev.smsverification.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.smsverification.guarantee.Draft;
import dev.smsverification.testing.Request;

/**
 * Requests as they come in life, the same for the same seed but for the times they name: mostly new numbers, some that ask
 * again, some twice the same, some late, some short-lived and some that are no requests at all.
 */
final class Traffic {

    private static final List<String> USAGE_TYPES = List.of("SignIn", "Register", "ForgotPassword", "Generic");
    private static final int REMEMBERED = 2_000;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(15);

    private final Random random;
    private final List<Draft> recent = new ArrayList<>();
    private int count;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** A valid number for each index, of which there are millions. */
    static String phone(int index) {
        return "+1202%07d".formatted(2_000_000 + index);
    }

    /** A code that stands out in any text. */
    static String code(int index) {
        return "Zq%07d".formatted(index);
    }

    /** The next record to be published. */
    Draft next(Instant now) {
        int index = count++;
        int draw = random.nextInt(1_000);
        if (draw < 5) {
            return unreadable(index);
        }
        if (draw < 10 && !recent.isEmpty()) {
            return anyRecent();
        }
        Request request = Request.to(phone(index), code(index)).id("event-" + index)
                .usageType(USAGE_TYPES.get(random.nextInt(USAGE_TYPES.size())));
        if (draw < 15) {
            request = request.expiresAt(now.minusSeconds(60));
        } else if (draw < 25) {
            request = request.expiresAt(now.plus(SHORT_LIFE));
        } else if (draw < 65 && !recent.isEmpty()) {
            Request before = anyRecent().request().orElseThrow();
            request = request.with("phone", before.phone());
            if (random.nextInt(4) > 0) {
                request = request.usageType(before.fields().getString("usageType"));
            }
        }
        Draft draft = Draft.of(request);
        remember(draft);
        return random.nextInt(10) == 0 ? draft.withHeaders(Map.of("tenant", "tenant-" + index % 7)) : draft;
    }

    private void remember(Draft draft) {
        if (recent.size() < REMEMBERED) {
            recent.add(draft);
        } else {
            recent.set(count % REMEMBERED, draft);
        }
    }

    private Draft anyRecent() {
        return recent.get(random.nextInt(recent.size()));
    }

    private static Draft unreadable(int index) {
        String value = switch (index % 5) {
            case 0 -> "{\"phone\":\"" + phone(index) + "\",\"code\":\"" + code(index);
            case 1 -> "{\"phone\":\"" + phone(index) + "\",\"usageType\":\"SignIn\",\"code\":123456}";
            case 2 -> "{\"usageType\":\"SignIn\",\"code\":\"" + code(index) + "\"}";
            case 3 -> "{\"phone\":\"+1202\",\"usageType\":\"SignIn\",\"code\":\"" + code(index) + "\"}";
            default -> "\u0000\u0001 no request at all";
        };
        return Draft.unreadable(phone(index), value.getBytes(StandardCharsets.UTF_8));
    }
}
