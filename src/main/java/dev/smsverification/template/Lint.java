package dev.smsverification.template;

import java.util.function.Consumer;

/** Looks for one kind of mistake in one template. */
interface Lint {

    void look(KeyedTemplate template, Consumer<Finding> found);
}
