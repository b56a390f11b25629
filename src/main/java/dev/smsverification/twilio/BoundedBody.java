package dev.smsverification.twilio;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/** Collects a body up to a limit. A longer one is read to its end, discarded, and yields an empty body. */
final class BoundedBody implements BodyStream<Buffer> {

    private static final Buffer NOTHING = Buffer.buffer();

    private final int longest;
    private final Promise<Buffer> result = Promise.promise();
    private Buffer body = NOTHING;
    private boolean copied;
    private boolean tooLong;

    private BoundedBody(int longest) {
        this.longest = longest;
    }

    static BodyCodec<Buffer> upTo(int longest) {
        return taker -> taker.handle(Future.succeededFuture(new BoundedBody(longest)));
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        tooLong |= body.length() + chunk.length() > longest;
        if (!tooLong) {
            // Most answers arrive in one chunk, which need not be copied.
            body = body == NOTHING ? chunk : growing().appendBuffer(chunk);
        }
        return Future.succeededFuture();
    }

    /** A chunk of the connection may have no room for more: it is copied once. */
    private Buffer growing() {
        Buffer growing = copied ? body : Buffer.buffer().appendBuffer(body);
        copied = true;
        return growing;
    }

    @Override
    public void write(Buffer chunk, Handler<AsyncResult<Void>> handler) {
        write(chunk).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        result.tryComplete(tooLong ? NOTHING : body);
        handler.handle(Future.succeededFuture());
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public BoundedBody exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public BoundedBody setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public BoundedBody drainHandler(Handler<Void> handler) {
        return this;
    }
}
