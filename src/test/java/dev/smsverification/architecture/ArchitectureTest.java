package dev.smsverification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

class ArchitectureTest {

    private static final JavaClasses WORKER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(Packages.ROOT);

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages(Packages.ROOT);

    private static final int MAX_LINES = 250;
    private static final Pattern MAY_IMPORT = Pattern.compile("May import ([^.;]+)[.;]");
    private static final Pattern NAME = Pattern.compile("\\{@code (\\w+)}");

    static Set<String> packages() {
        return Packages.all();
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(SourceFiles.packages()).isEqualTo(Packages.all());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageImportsOnlyWhatItMay(String name) {
        noClasses().that().resideInAPackage(within(name))
                .should().dependOnClassesThat().resideInAnyPackage(within(Packages.forbiddenIn(name)))
                .check(WORKER);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageSaysWhatItMayImport(String name) {
        Path file = SourceFiles.packageInfo(name);
        assertThat(file).exists();
        String text = SourceFiles.lines(file).stream().map(line -> line.replaceFirst("^ ?/?\\*+/? ?", ""))
                .collect(joining(" "));

        if (name.equals(Packages.TOP)) {
            assertThat(text).contains("May import everything");
        } else if (Packages.allowedIn(name).isEmpty()) {
            assertThat(text).containsPattern("Imports no(thing of the)? other package");
        } else {
            assertThat(allowedBy(text)).isEqualTo(new TreeSet<>(Packages.allowedIn(name)));
        }
    }

    private static Set<String> allowedBy(String packageInfo) {
        Matcher sentence = MAY_IMPORT.matcher(packageInfo);
        assertThat(sentence.find()).as("a sentence that begins with 'May import'").isTrue();
        return NAME.matcher(sentence.group(1)).results().map(name -> name.group(1))
                .collect(toCollection(TreeSet::new));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(Packages.ROOT + ".(*)..").should().beFreeOfCycles().check(WORKER);
    }

    @Test
    void onlySomePackagesKnowKafka() {
        noClasses().that()
                .resideOutsideOfPackages(
                        within(List.of("topic", "event", "ledger", "intake", "outbox", "replay", "ops", "cli")))
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..")
                .check(WORKER);
    }

    @Test
    void operationsKnowOnlyTheAdministrationOfKafka() {
        noClasses().that().resideInAPackage(within("ops"))
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients.consumer..", "org.apache.kafka.clients.producer..",
                        "io.smallrye.reactive.messaging..")
                .check(WORKER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"testing", "guarantee", "chaos", "demo", "packaged"})
    void whatJudgesTheWorkerSharesNoCodeWithIt(String name) {
        noClasses().that().resideInAPackage(within(name)).should().dependOnClassesThat()
                .resideInAnyPackage(within(Packages.all())).check(TESTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impl", "Helper", "Manager", "Util", "Utils"})
    void noClassIsNamedByWhatAnyClassIs(String ending) {
        noClasses().should().haveSimpleNameEndingWith(ending).check(WORKER);
    }

    @Test
    void noFileIsLong() {
        assertThat(SourceFiles.all()).filteredOn(file -> SourceFiles.lines(file).size() > MAX_LINES).isEmpty();
    }

    private static String within(String name) {
        return Packages.ROOT + "." + name + "..";
    }

    private static String[] within(Collection<String> names) {
        return names.stream().map(ArchitectureTest::within).toArray(String[]::new);
    }
}
