package dev.smsverification.twilio;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** Takes in a body up to a length. Of a longer one nothing is kept: it is read to its end and counts as empty. */
final class BoundedBody implements Handler<Buffer> {

    private final int longest;
    private final Buffer body = Buffer.buffer();
    private boolean tooLong;

    BoundedBody(int longest) {
        this.longest = longest;
    }

    @Override
    public void handle(Buffer chunk) {
        tooLong |= body.length() + chunk.length() > longest;
        if (!tooLong) {
            body.appendBuffer(chunk);
        }
    }

    /** What has come, to be asked for at the end. */
    Buffer content() {
        return tooLong ? Buffer.buffer() : body;
    }
}
