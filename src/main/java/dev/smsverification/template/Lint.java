package dev.smsverification.template;

import java.util.stream.Stream;

/** Looks for one kind of mistake in one template. */
interface Lint {

    Stream<Finding> findings(KeyedTemplate template);
}
