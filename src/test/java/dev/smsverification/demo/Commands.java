package dev.smsverification.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.smsverification.testing.WorkerProcess;

/** What to type to take part while the demo is up. */
final class Commands {

    private Commands() {}

    /**
     * Writes the arguments that every command of the demo begins with to a file in this directory, or a class path of
     * several thousand characters would have to be typed.
     */
    static String written(Path directory, String bootstrapServers) throws IOException {
        Path arguments = Files.writeString(directory.resolve("java"),
                """
                -Djava.util.logging.manager=org.jboss.logmanager.LogManager
                --sun-misc-unsafe-memory-access=allow
                -cp "%s"
                """.formatted(System.getProperty("java.class.path").replace("\\", "\\\\")));
        String java = WorkerProcess.java() + " @" + arguments;
        return """

               The demo stays up until Ctrl-C. In another terminal, in this directory, publish an event of your own:

                 %1$s %2$s %4$s +12025550123 SignIn 123456

               and watch the status topic:

                 %1$s %3$s %4$s

               or, with kcat:

                 echo '{"phone":"+12025550123","usageType":"SignIn","code":"123456"}' | kcat -b %4$s -P -t sms.verification.requested -k +12025550123 -X topic.partitioner=murmur2_random
                 kcat -b %4$s -C -t sms.verification.status
               """
                .formatted(java, Publish.class.getName(), Watch.class.getName(), bootstrapServers);
    }
}
