package dev.smsverification.twilio;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Dependent
class TwilioProducer {

    @Produces
    @Singleton
    ErrorCodes errorCodes(TwilioConfig config) {
        return new ErrorCodes(config.errorCodes());
    }
}
