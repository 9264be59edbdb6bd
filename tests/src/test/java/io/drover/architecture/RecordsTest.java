package io.drover.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names and sizes of the main code's types. */
class RecordsTest {

    private static final int COMPONENTS = 8;
    private static final Path PAGE = Path.of("../doc/records.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| .*\\S.* \\|$");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ArchitectureTest.NoTestJars())
            .importPackages("io.drover");

    @Test
    void recordsOfMoreThanEightComponentsAreExplained() throws IOException {
        TreeSet<String> large = new TreeSet<>();
        for (JavaClass each : CODE) {
            if (each.isRecord() && components(each) > COMPONENTS) large.add(each.getSimpleName());
        }
        TreeSet<String> explained = new TreeSet<>();
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)).forEach(explained::add);
        assertThat(explained).isEqualTo(large);
    }

    private static long components(JavaClass each) {
        return each.getFields().stream()
                .map(JavaField::getModifiers)
                .filter(modifiers -> !modifiers.contains(JavaModifier.STATIC))
                .count();
    }

    @Test
    void noNameIsBorneTwice() {
        Map<String, List<String>> borne = CODE.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
        assertThat(borne).hasSizeGreaterThan(500);
        assertThat(borne.values()).filteredOn(names -> names.size() > 1).isEmpty();
    }
}
